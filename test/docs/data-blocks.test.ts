import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMap, isScalar, isSeq, parse, parseDocument, visit } from 'yaml';
import { RECORDED_IMAGES_FILE } from '../../lib/base/file-names';
import { parseRecordedImages } from '../../lib/images/recorded-images';
import { parseBaseline } from '../../lib/policy/baseline-file';
import { readTemplate } from '../../lib/template/reading/read-template';
import { PolicyFolder } from '../policy/policy-folder';
import { readCommandLine } from './command-line-arguments';
import { blocksOf, isFile, PAGES, type Block } from './markdown-blocks';
import { commandsOf } from './shell-commands';

/** Policies that pages show because they are refused, and for what. */
const REFUSED: ReadonlyMap<string, string> = new Map([['apps/reports/nitro.json', "rule 'instance-type' cannot be set to 'warning'"]]);

const root = join(__dirname, '../..');
const byPage = PAGES.map((page) => ({ page, blocks: blocksOf(page) }));
const blocks = byPage.flatMap(({ blocks }) => blocks);
const ofLanguage = (language: string) =>
  blocks.filter((block) => block.language === language).map((block) => [block.place, block] as const);

/** A workflow of GitHub or GitLab that runs the command. */
function isWorkflow({ mark, code }: Block): boolean {
  return (mark.startsWith('.github/workflows/') && !usesAction(code)) || mark === '.gitlab-ci.yml';
}

function usesAction(code: string): boolean {
  return code.includes('uses: cdk-nitro/cdk-nitro@');
}

const isHooks = ({ mark }: Block): boolean => mark === '.pre-commit-config.yaml';
const isTemplate = (block: Block): boolean => !isWorkflow(block) && !isHooks(block) && !usesAction(block.code);

/** The commands of a workflow's steps. */
function commandsOfWorkflow(code: string): readonly string[] {
  const document = parseDocument(code);
  if (document.errors.length > 0) throw new Error(document.errors.join('\n'));
  const commands: string[] = [];
  visit(document, {
    Pair: (_key, { key, value }) => {
      if (isScalar(key) && key.value === 'run' && isScalar(value)) commands.push(String(value.value));
      if (isScalar(key) && key.value === 'script' && isSeq(value)) commands.push(...value.items.map(String));
    },
  });
  if (!isMap(document.contents)) throw new Error('a workflow has jobs');
  return commands;
}

describe('JSON', () => {
  test.each(ofLanguage('json'))('%s is JSON', (_place, { mark, code }) => {
    const value: unknown = JSON.parse(code);
    expect(value).toBeInstanceOf(Object);
    if (mark.endsWith(RECORDED_IMAGES_FILE)) parseRecordedImages(code, mark);
    if (mark.endsWith('nitro-baseline.json')) parseBaseline(code, mark);
  });
});

describe.each(byPage.filter(({ blocks }) => blocks.some(isPolicy)))('the policies of $page', ({ blocks }) => {
  let folder: PolicyFolder;
  beforeAll(() => (folder = new PolicyFolder()));
  afterAll(() => folder.remove());

  test.each(blocks.filter(isPolicy).map((block) => [block.place, block] as const))('%s is read', (_place, block) => {
    for (const { mark, code } of blocks.filter(isFile)) folder.write(mark, code);
    addManifests(folder, blocks);
    folder.write(block.mark, block.code);
    const refusal = REFUSED.get(block.mark);
    if (refusal === undefined) expect(folder.load(block.mark).file).toBe(block.mark);
    else expect(() => folder.load(block.mark)).toThrow(refusal);
  });
});

function isPolicy({ language, mark }: Block): boolean {
  return language === 'json' && /(^|\/)nitro\.json$/.test(mark);
}

/** An installed package has a manifest, also where a page shows its policy alone. */
function addManifests(folder: PolicyFolder, ofPage: readonly Block[]): void {
  for (const { mark } of ofPage.filter(isPolicy)) {
    const manifest = join(dirname(mark), 'package.json');
    if (mark.startsWith('node_modules/') && !existsSync(join(folder.path, manifest))) folder.write(manifest, {});
  }
}

describe('YAML', () => {
  test('is a file with a name', () => {
    expect(ofLanguage('yaml').filter(([, block]) => !isFile(block))).toEqual([]);
  });

  test.each(ofLanguage('yaml').filter(([, block]) => isTemplate(block)))('%s is a template', (_place, { mark, code }) => {
    expect(readTemplate(code, mark).template).toHaveProperty('Resources');
  });

  test.each(ofLanguage('yaml').filter(([, block]) => isWorkflow(block)))('%s is a workflow with right options', (_place, { code }) => {
    const ours = commandsOfWorkflow(code)
      .flatMap(commandsOf)
      .map(({ words }) => words)
      .filter(([npx, program]) => npx === 'npx' && program === 'cdk-nitro');
    expect(ours).not.toEqual([]);
    for (const [, , ...args] of ours) readCommandLine(args);
  });

  test.each(ofLanguage('yaml').filter(([, block]) => usesAction(block.code)))(
    '%s gives the action inputs that it has',
    (_place, { code }) => {
      const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { readonly inputs: object };
      const given = [...code.matchAll(/^ {10}([\w-]+):/gm)].map(([, name]) => name);
      expect(given).not.toEqual([]);
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(given));
    },
  );

  test.each(ofLanguage('yaml').filter(([, block]) => isHooks(block)))('%s names a hook that there is', (_place, { code }) => {
    const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly { readonly id: string }[];
    expect(hooks.map(({ id }) => id)).toEqual([...code.matchAll(/- id: (\S+)/g)].map(([, id]) => id));
  });
});
