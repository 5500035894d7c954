import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findTemplates } from '../../../lib/cli/inputs/find-templates';
import { UsageError } from '../../../lib/cli/terminal';
import { find, folderWith, stackWith, TEMPLATE } from './folder';

describe('files', () => {
  test('are named as given, relative to the working folder', () => {
    const cwd = folderWith({ 'a/web.yaml': TEMPLATE, 'b/db.template': TEMPLATE, 'c.json': { Resources: {} } });
    expect(find(cwd, ['./a/web.yaml', 'a/../c.json', join(cwd, 'b/db.template')]).templates).toEqual([
      'a/web.yaml',
      'c.json',
      'b/db.template',
    ]);
    expect(find(join(cwd, 'a'), ['../c.json', './web.yaml']).templates).toEqual(['../c.json', 'web.yaml']);
    expect(find(join(cwd, 'a'), [join(cwd, 'c.json')]).templates).toEqual([join(cwd, 'c.json')]);
  });

  test('are read once, by whatever names they are given', () => {
    const cwd = folderWith({ 'web.yaml': TEMPLATE });
    symlinkSync('web.yaml', join(cwd, 'same.yaml'));
    expect(find(cwd, ['web.yaml', './web.yaml', 'same.yaml', '.']).templates).toEqual(['web.yaml']);
  });

  test('that are no templates are unreadable, and the others are read', () => {
    const cwd = folderWith({ 'package.json': '{"name": "x"}', 'cut.json': '{"Resources": {\n', 'web.yaml': TEMPLATE, 'empty.yaml': '' });
    expect(find(cwd, ['package.json', 'cut.json', 'none.yaml', 'web.yaml', 'empty.yaml', 'web.yaml/x'])).toEqual({
      templates: ['web.yaml'],
      unreadable: [
        "package.json:1:1: not a CloudFormation template: it has no 'Resources'",
        'cut.json:2:1: the file ends inside an object that begins at line 1, column 15: it may have been cut off, write it again',
        'none.yaml: no such file or folder: check the path',
        "empty.yaml: the file is empty: write a template with 'Resources'",
        'web.yaml/x: no such file or folder: check the path',
      ],
    });
  });

  test('that are links to themselves are unreadable', () => {
    const cwd = folderWith({});
    symlinkSync('loop.yaml', join(cwd, 'loop.yaml'));
    expect(find(cwd, ['loop.yaml']).unreadable).toEqual(['loop.yaml: the symbolic link points to itself: remove it']);
  });

  test('positions are those of the file', () => {
    const cwd = folderWith({ 'web.yaml': TEMPLATE });
    const { templates } = findTemplates(['web.yaml'], { cwd });
    expect(templates[0]?.locate(['Resources', 'Web', 'Type'])).toEqual({ line: 3, column: 5 });
  });
});

describe('files of a folder that are no templates although they hold resources', () => {
  const wrapped = { service: 'web', resources: { Resources: { Web: { Type: 'AWS::EC2::Instance' } } } };

  test('are named, whether it is their content or their name', () => {
    const cwd = folderWith({ 'serverless.json': wrapped, 'web.yaml.j2': TEMPLATE, 'list.yaml': [wrapped], 'ok.yaml': TEMPLATE });
    const { templates, skipped } = findTemplates(['.'], { cwd });
    expect(templates.map(({ file }) => file)).toEqual(['ok.yaml']);
    expect(skipped).toEqual(['list.yaml', 'serverless.json', 'web.yaml.j2']);
  });

  test('are not named where they hold other things of that name, or are named by the user', () => {
    const cwd = folderWith({
      'quota.json': { limits: { Resources: { cpu: 2 } } },
      'notes.txt': 'Resources: see the wiki',
      'web.yaml': TEMPLATE,
    });
    expect(findTemplates(['.'], { cwd }).skipped).toEqual([]);
    const named = folderWith({ 'web.yaml.j2': TEMPLATE });
    const { templates, skipped } = findTemplates(['.', 'web.yaml.j2'], { cwd: named });
    expect([templates.map(({ file }) => file), skipped]).toEqual([['web.yaml.j2'], []]);
  });
});

describe('standard input', () => {
  test('is read once, and its nested stacks are looked for in the working folder', () => {
    const cwd = folderWith({ 'child.yaml': TEMPLATE });
    expect(find(cwd, ['-', '-'], JSON.stringify(stackWith({ TemplateURL: './child.yaml' })))).toEqual({
      templates: ['- Child=child.yaml', 'child.yaml'],
      unreadable: [],
    });
  });

  test('that is no template is unreadable', () => {
    expect(find(folderWith({}), ['-'], 'Resources:\n\tWeb: 1\n').unreadable).toEqual(['-:2:1: a tab cannot indent YAML: use spaces']);
  });
});

describe('no path', () => {
  test('stands for cdk.out', () => {
    const cwd = folderWith({ 'cdk.out/web.template.json': { Resources: {} }, 'other.yaml': TEMPLATE });
    expect(find(cwd, []).templates).toEqual(['cdk.out/web.template.json']);
  });

  test('is a mistake where there is no cdk.out', () => {
    expect(() => findTemplates([], { cwd: folderWith({ 'cdk.out': 'a file' }) })).toThrow(UsageError);
  });
});

describe('folders', () => {
  test('are searched for what may be a template', () => {
    const cwd = folderWith({
      'a/b/web.yaml': TEMPLATE,
      'a/c.yml': TEMPLATE,
      'a/d.template': TEMPLATE,
      'a/e.template.json': { Resources: {} },
      'a/F.JSON': { Resources: {} },
      'a/g.txt': TEMPLATE,
      'a/node_modules/h.yaml': TEMPLATE,
      'a/.git/i.yaml': TEMPLATE,
      'a/.aws-sam/j.yaml': TEMPLATE,
    });
    const names = ['F.JSON', 'b/web.yaml', 'c.yml', 'd.template', 'e.template.json'];
    expect(find(cwd, ['a/'])).toEqual({ templates: names.map((name) => `a/${name}`), unreadable: [] });
    expect(find(join(cwd, 'a'), ['.']).templates).toEqual(names);
    expect(find(cwd, ['a/node_modules', 'a/.git']).templates).toEqual(['a/node_modules/h.yaml', 'a/.git/i.yaml']);
  });

  test('a file that is plainly no template is passed over', () => {
    const cwd = folderWith({
      'web.yaml': TEMPLATE,
      'package.json': { name: 'x', about: 'Resources' },
      'k8s.yaml': 'kind: A\n---\nkind: B\n',
      'list.json': '[1]',
      'cut.json': '{"a": ',
      'helm.yaml': '{{ if .Values.x }}\na: 1\n',
      'values.yml': 'a: !Custom x\nb: the Resources: of it\n',
      'nginx.template': 'server { listen 80; }',
      'binary.json': Uint8Array.of(1, 0, 2, 255),
      'empty.yaml': '',
    });
    expect(find(cwd, ['.'])).toEqual({ templates: ['web.yaml'], unreadable: [] });
  });

  test('a broken file that looks like a template is never passed over', () => {
    const cwd = folderWith({
      'a.json': '{"Resources": {"Web": ',
      'b.json': '{"Description": "x", "Resources" : {,}}',
      'c.yaml': 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n\tWeb: 1\n',
      'd.yaml': 'Resources:\n  Web: 5\n',
      'e.yaml': 'AWSTemplateFormatVersion: "2010-09-09"\n',
      'f.json': Buffer.from('{"Resources": {}}', 'utf16le'),
      'g.json': '{"\\u0052esources": 5}',
      'h.yaml': "'Resources': {A: !Foo x}",
    });
    expect(find(cwd, ['.'])).toEqual({
      templates: [],
      unreadable: [
        'a.json:1:23: the file ends inside an object that begins at line 1, column 15: it may have been cut off, write it again',
        "b.json:1:37: expected a key in double quotes, found ',': correct it",
        'c.yaml:3:1: a tab cannot indent YAML: use spaces',
        "d.yaml:2:3: resource 'Web' is a number: write an object",
        "e.yaml:1:1: not a CloudFormation template: it has no 'Resources'",
        'f.json: encoded in UTF-16: save the file as UTF-8',
        "g.json:1:2: 'Resources' is a number: write an object",
        "h.yaml:1:18: CloudFormation knows no tag '!Foo': write a function it knows, or quote the text",
      ],
    });
  });

  test('without a template are an error each', () => {
    const cwd = folderWith({ 'a/x.json': '{}', 'b/web.yaml': TEMPLATE, 'c/readme.md': '' });
    expect(find(cwd, ['a', 'b', 'c'])).toEqual({
      templates: ['b/web.yaml'],
      unreadable: ['a', 'c'].map((name) => `${name}: no template in this folder: name one that holds a template or a cloud assembly`),
    });
  });

  test('a file that was passed over is unreadable once it is named', () => {
    const cwd = folderWith({ 'web.yaml': TEMPLATE, 'x.json': '{}' });
    expect(find(cwd, ['.', 'x.json']).unreadable).toEqual(["x.json:1:1: not a CloudFormation template: it has no 'Resources'"]);
  });

  test('links are followed, in circles only once', () => {
    const cwd = folderWith({ 'a/web.yaml': TEMPLATE, 'b/db.yaml': TEMPLATE });
    symlinkSync('..', join(cwd, 'a/up'));
    symlinkSync('../b', join(cwd, 'a/other'));
    symlinkSync('nowhere', join(cwd, 'a/gone.yaml'));
    symlinkSync('nowhere', join(cwd, 'a/.#lock.yaml'));
    symlinkSync('round', join(cwd, 'a/round'));
    expect(find(cwd, ['a'])).toEqual({
      templates: ['a/other/db.yaml', 'a/web.yaml'],
      unreadable: ['a/gone.yaml: the symbolic link is broken: fix or remove it'],
    });
  });

  const mayRestrict = process.platform !== 'win32' && process.getuid?.() !== 0;
  (mayRestrict ? test : test.skip)('that may not be read are unreadable', () => {
    const cwd = folderWith({ 'a/web.yaml': TEMPLATE });
    mkdirSync(join(cwd, 'a/secret'));
    chmodSync(join(cwd, 'a/secret'), 0);
    expect(find(cwd, ['a']).unreadable).toEqual(['a/secret: permission denied: grant read access']);
    chmodSync(join(cwd, 'a/secret'), 0o700);
  });
});

describe('nested stacks of plain templates', () => {
  test('are read with their parents, wherever the file is', () => {
    const cwd = folderWith({
      'app/root.json': {
        Resources: {
          Local: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'nested/a.yaml' } },
          Up: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: '../network/b.yaml' } },
          Sam: { Type: 'AWS::Serverless::Application', Properties: { Location: './nested/a.yaml' } },
          Remote: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/x/nested/a.yaml' } },
          Missing: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'nested/none.yaml' } },
          Folder: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'nested' } },
          Computed: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: { Ref: 'Url' } } },
          Catalog: { Type: 'AWS::Serverless::Application', Properties: { Location: { ApplicationId: 'nested/a.yaml' } } },
          Other: { Type: 'AWS::S3::Bucket', Properties: { TemplateURL: 'nested/a.yaml' } },
        },
      },
      'app/nested/a.yaml': TEMPLATE,
      'network/b.yaml': TEMPLATE,
    });
    const templates = [
      'app/root.json Local=app/nested/a.yaml Up=network/b.yaml Sam=app/nested/a.yaml',
      'app/nested/a.yaml',
      'network/b.yaml',
    ];
    expect(find(cwd, ['app/root.json'])).toEqual({ templates, unreadable: [] });
    expect(find(join(cwd, 'app'), ['root.json']).templates[0]).toBe('root.json Local=nested/a.yaml Up=../network/b.yaml Sam=nested/a.yaml');
    // Also where the child comes first, and under its own name.
    expect(find(cwd, ['network/../network/b.yaml', 'app']).templates).toEqual(['network/b.yaml', 'app/nested/a.yaml', templates[0]]);
  });

  test('that cannot be read are unreadable, and not linked', () => {
    const cwd = folderWith({ 'root.json': stackWith({ TemplateURL: 'child.txt' }), 'child.txt': 'a: 1\n' });
    expect(find(cwd, ['.'])).toEqual({
      templates: ['root.json'],
      unreadable: ["child.txt:1:1: not a CloudFormation template: it has no 'Resources'"],
    });
  });

  test('that nest each other are read once', () => {
    const cwd = folderWith({
      'a.json': stackWith({ TemplateURL: 'b.json' }),
      'b.json': stackWith({ TemplateURL: 'a.json' }),
      'c.json': stackWith({ TemplateURL: 'c.json' }),
    });
    expect(find(cwd, ['a.json', 'c.json']).templates).toEqual(['a.json Child=b.json', 'b.json Child=a.json', 'c.json Child=c.json']);
  });

  test('named by an absolute path are linked too', () => {
    const elsewhere = folderWith({ 'child.yaml': TEMPLATE });
    const cwd = folderWith({});
    const child = join(elsewhere, 'child.yaml');
    expect(find(cwd, ['-'], JSON.stringify(stackWith({ TemplateURL: child }))).templates).toEqual([`- Child=${child}`, child]);
    expect(find(elsewhere, ['-'], JSON.stringify(stackWith({ TemplateURL: child }))).templates[1]).toBe(basename(child));
  });
});
