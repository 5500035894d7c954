import { find, folderWith, stackWith, TEMPLATE, type Files } from './folder';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

function stack(templateFile: string, environment = 'aws://unknown-account/unknown-region', more: object = {}): object {
  return { type: 'aws:cloudformation:stack', environment, properties: { templateFile }, ...more };
}

function manifest(artifacts: object): object {
  return { version: '38.0.1', artifacts };
}

function assets(files: Record<string, string>): object {
  return {
    version: '38.0.1',
    files: Object.fromEntries(Object.entries(files).map(([hash, path]) => [hash, { source: { path, packaging: 'file' } }])),
  };
}

const stagedUrl = (hash: string): object => ({
  TemplateURL: { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::Region' }, `.amazonaws.com/cdk-hnb659fds-assets/${hash}.json`]] },
});

const empty = { Resources: {} };

const assembly: Files = {
  'cdk.out/cdk.out': '{"version":"38.0.1"}',
  'cdk.out/manifest.json': manifest({
    Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
    'Web.assets': { type: 'cdk:asset-manifest', properties: { file: 'Web.assets.json' } },
    Web: stack('Web.template.json', 'aws://111111111111/eu-west-1'),
  }),
  'cdk.out/Web.template.json': stackWith(stagedUrl(A)),
  'cdk.out/Web.assets.json': assets({
    [A]: 'WebChild.nested.template.json',
    [B]: 'WebPlan.product.template.json',
    ['c'.repeat(64)]: 'asset.c',
  }),
  'cdk.out/WebChild.nested.template.json': empty,
  'cdk.out/WebPlan.product.template.json': empty,
  'cdk.out/Stale.template.json': empty,
  'cdk.out/StaleChild.nested.template.json': empty,
  'cdk.out/asset.c/template.yaml': TEMPLATE,
  'cdk.out/tree.json': '{"Resources": 5}',
  'cdk.out/assembly-Prod/manifest.json': manifest({ Db: stack('Db.template.json', 'aws://unknown-account/us-east-1') }),
  'cdk.out/assembly-Prod/Db.template.json': stackWith(
    {},
    { 'aws:asset:path': 'DbChild.nested.template.json', 'aws:asset:property': 'TemplateURL' },
  ),
  'cdk.out/assembly-Prod/DbChild.nested.template.json': empty,
};

const found = [
  'cdk.out/Web.template.json aws://111111111111/eu-west-1 Child=cdk.out/WebChild.nested.template.json',
  'cdk.out/WebChild.nested.template.json',
  'cdk.out/WebPlan.product.template.json',
  'cdk.out/assembly-Prod/Db.template.json aws://?/us-east-1 Child=cdk.out/assembly-Prod/DbChild.nested.template.json',
  'cdk.out/assembly-Prod/DbChild.nested.template.json',
];

test('an assembly has the stacks its manifest names, their nested stacks and products, and its Stages', () => {
  const cwd = folderWith(assembly);
  expect(find(cwd, ['cdk.out'])).toEqual({ templates: found, unreadable: [] });
  expect(find(cwd, [])).toEqual({ templates: found, unreadable: [] });
  expect(find(cwd, ['cdk.out/assembly-Prod']).templates).toEqual(found.slice(3));
});

test('an assembly is found in the folder that contains it, beside other templates', () => {
  const cwd = folderWith({ ...assembly, 'aaa.yaml': TEMPLATE });
  expect(find(cwd, ['.'])).toEqual({ templates: ['aaa.yaml', ...found], unreadable: [] });
});

test('a template of an assembly that is named itself has its nested stacks, and its environment once the assembly is read', () => {
  const cwd = folderWith(assembly);
  const [web, child] = found;
  expect(find(cwd, ['cdk.out/Web.template.json']).templates).toEqual([web?.replace(' aws://111111111111/eu-west-1', ''), child]);
  expect(find(cwd, ['cdk.out/Web.template.json', 'cdk.out']).templates).toEqual(found);
});

test('a nested stack whose URL names no staged file, or several, stays unlinked', () => {
  const cwd = folderWith({
    ...assembly,
    'cdk.out/Web.template.json': stackWith({ TemplateURL: { 'Fn::Sub': `https://x/${A}/${B}.json` } }),
  });
  expect(find(cwd, ['cdk.out']).templates.slice(0, 3)).toEqual([
    'cdk.out/Web.template.json aws://111111111111/eu-west-1',
    ...found.slice(1, 3),
  ]);
});

test('assets of the legacy synthesizer are those that the stack names', () => {
  const metadata = {
    '/Web': [
      { type: 'aws:cdk:asset', data: { path: 'P.product.template.json' } },
      { type: 'aws:cdk:asset', data: { path: 'asset.x' } },
    ],
    '/Web/X': [],
  };
  const cwd = folderWith({
    'manifest.json': manifest({ Web: stack('Web.template.json', undefined, { metadata }) }),
    'Web.template.json': empty,
    'P.product.template.json': empty,
  });
  expect(find(cwd, ['.'])).toEqual({ templates: ['Web.template.json', 'P.product.template.json'], unreadable: [] });
});

test('a file that an assembly names and that is missing or broken is unreadable', () => {
  const cwd = folderWith({
    'cdk.out/manifest.json': manifest({
      A: stack('A.template.json'),
      B: stack('B.template.json'),
      C: { type: 'aws:cloudformation:stack', properties: {} },
      D: { type: 'cdk:asset-manifest', properties: { file: 'D.assets.json' } },
      E: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-E' } },
      F: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } },
      G: stack('G.template.json'),
    }),
    'cdk.out/B.template.json': '{"Resources": {',
    'cdk.out/D.assets.json': '{',
    'cdk.out/G.template.json': empty,
  });
  expect(find(cwd, ['cdk.out'])).toEqual({
    templates: ['cdk.out/G.template.json'],
    unreadable: [
      "cdk.out/manifest.json: the manifest holds a stack without 'templateFile': synthesize the app again",
      'cdk.out/D.assets.json:1:2: the file ends inside an object that begins at line 1, column 1: it may have been cut off, write it again',
      'cdk.out/assembly-E: not a cloud assembly, although a manifest names it as one: synthesize the app again',
      'cdk.out: not a cloud assembly, although a manifest names it as one: synthesize the app again',
      'cdk.out/A.template.json: no such file or folder: check the path',
      'cdk.out/B.template.json:1:16: the file ends inside an object that begins at line 1, column 15: it may have been cut off, write it again',
    ],
  });
});

test('a manifest that is cut off is unreadable where the CDK marked the folder, and anybody else’s is none of ours', () => {
  const files = { 'a/manifest.json': '{"version": ', 'a/Web.template.json': empty };
  expect(find(folderWith(files), ['a'])).toEqual({ templates: ['a/Web.template.json'], unreadable: [] });
  const { templates, unreadable } = find(folderWith({ ...files, 'a/cdk.out': '{}' }), ['a']);
  expect([templates, unreadable]).toEqual([[], [expect.stringMatching(/^a\/manifest\.json:1:13: the file ends inside/)]]);
});

test('an assembly without a stack is a folder without a template', () => {
  const cwd = folderWith({ 'cdk.out/manifest.json': manifest({}), 'cdk.out/Stale.template.json': empty });
  expect(find(cwd, [])).toEqual({
    templates: [],
    unreadable: ['cdk.out: no template in this folder: name one that holds a template or a cloud assembly'],
  });
});
