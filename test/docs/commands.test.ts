import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readCommandLine } from './command-line-arguments';
import { blocksOf, isFile, PAGES, type Block } from './markdown-blocks';
import { PageFolder } from './page-folder';
import { commandsOf } from './shell-commands';

/**
 * What is not run here, and why. Whatever else stands in a block marked `sh` is: in a folder with the files that the page has
 * shown up to there (blocks marked with a file name), and one command after the other. It has to end in 0, or as a comment behind
 * it says: `# exit code 1`. A block marked `text` behind one marked `sh` is what a terminal shows of all its commands; in it,
 * `...` stands for the rest of a line, on a line of its own for any lines, and any day (2026-08-02) for every other.
 */
const NOT_RUN: ReadonlyMap<string, string> = new Map([
  ['npm install --save-dev cdk-nitro', 'asks the registry; .ci/run installs the package as it is published'],
  ['npx cdk synth --quiet --context cdk-nitro:gate=false', 'the page has templates, and no app; examples/legacy-estate is one'],
  ['npx cdk-nitro check --baseline nitro-baseline.json --update-baseline', 'reads the cdk.out of an app; tools/ci/examples.sh runs it'],
  ['npx cdk-nitro check --baseline nitro-baseline.json', 'the same'],
  ['npx cdk ls --context cdk-nitro:gate=false', 'the page has no app; test/cdk proves what the context does'],
  ['npm install --save-dev @acme/nitro-standard', 'no such package is published; the page shows its files'],
  ['npx cdk-nitro check cdk.out --policy ../nitro-standard/nitro.json', 'is about two repositories side by side'],
  ['aws ec2 describe-images --image-ids ami-0fedcba9876543210 --region eu-west-1 > images.json', 'asks AWS; the page shows what it writes'],
  ['npm ci && npx cdk synth -q', 'a step of .ci/run'],
  ['npx cdk synth -q -c demo=xen', 'a step of .ci/run; tools/docs/demo-output.ts writes what it shows'],
  ['npx cdk synth -q -c demo=stage', 'a step of .ci/run'],
  ['npm ci && npm test', 'what runs this'],
  ['npx cdk-nitro check templates/ cdk.out', "stands for the reader's own files"],
  ['npx cdk-nitro fix templates/', "stands for the reader's own files"],
  [
    "npx cdk-nitro images record ami-0123456789abcdef0 --region eu-west-1 --nvme-verified-by 'modinfo nvme, by Ops'",
    'docs/recorded-images.md runs it',
  ],
  ['npx cdk destroy Prod/Shop --context cdk-nitro:gate=false', 'destroys'],
]);

/** `text` is what something shows, `python` is not tried, and image-proof.test.ts tries `hcl` and `shell`. */
const LANGUAGES: ReadonlySet<string> = new Set(['sh', 'text', 'ts', 'python', 'json', 'yaml', 'hcl', 'shell']);

/** A block of commands, with the files that it finds and what it shows. */
interface Step {
  readonly files: readonly Block[];
  readonly block: Block;
  readonly output: string | undefined;
}

function stepsOf(page: string): readonly Step[] {
  const blocks = blocksOf(page);
  let files: Block[] = [];
  return blocks.flatMap((block, index) => {
    if (isFile(block)) files.push(block);
    if (block.language !== 'sh') return [];
    const next = blocks[index + 1];
    const step = { files, block, output: next?.language === 'text' ? next.code : undefined };
    files = [];
    return [step];
  });
}

/** Returns a page's output of a command as a pattern for the real output. */
function patternOf(output: string): RegExp {
  const lines = withoutDays(output)
    .split('\n')
    .map((line) => (line === '...' ? '(?:.*\n)*' : `${line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\\.\\.\\.', '.*')}\n`));
  return new RegExp(`^${lines.join('')}$`);
}

function withoutDays(text: string): string {
  return text.replace(/\b\d{4}-\d\d-\d\d\b/g, 'DAY').trimEnd();
}

const pages = PAGES.map((page) => ({ page, steps: stepsOf(page) })).filter(({ steps }) => steps.length > 0);
const commands = pages.flatMap(({ steps }) => steps.flatMap(({ block }) => commandsOf(block.code)));

describe.each(pages)('$page', ({ steps }) => {
  let folder: PageFolder;
  beforeAll(async () => {
    folder = new PageFolder();
    await folder.start();
  });
  afterAll(() => folder.remove());

  test.each(steps.map((step) => [step.block.place, step] as const))('%s does what the page says', async (_place, step) => {
    for (const { mark, code } of step.files) folder.write(mark, code);
    let shown = '';
    const run = commandsOf(step.block.code).filter(({ text }) => !NOT_RUN.has(text));
    for (const { text, words, exitCode } of run) {
      const ran = folder.run(words);
      if (ran === undefined) throw new Error(`'${text}' is neither run nor listed with a reason not to be`);
      const { code, text: written } = await ran;
      shown += written;
      if (code !== exitCode) throw new Error(`'${text}' ended in ${String(code)}, not ${String(exitCode)}:\n${written}`);
    }
    if (run.length === 0 || step.output === undefined) return;
    const pattern = patternOf(step.output);
    if (!pattern.test(`${withoutDays(shown)}\n`)) expect(shown).toBe(step.output);
  });
});

test('what is not run stands on a page', () => {
  const written = new Set(commands.map(({ text }) => text));
  expect([...NOT_RUN.keys()].filter((text) => !written.has(text))).toEqual([]);
});

test.each(commands.filter(({ text, words }) => NOT_RUN.has(text) && isDeepStrictEqual(words.slice(0, 2), ['npx', 'cdk-nitro'])))(
  'the options of what is not run are right: $text',
  ({ words }) => {
    readCommandLine(words.slice(2));
  },
);

test.each(PAGES)('%s says of every block what it is', (page) => {
  const fences = readFileSync(join(__dirname, '../..', page), 'utf8').match(/^ *```/gm) ?? [];
  const blocks = blocksOf(page);
  expect(blocks).toHaveLength(fences.length / 2);
  expect(blocks.filter(({ language }) => !LANGUAGES.has(language))).toEqual([]);
});
