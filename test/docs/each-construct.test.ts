import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The classes of the constructs, as the package exports them. */
const constructs = [...read('lib/index.ts').matchAll(/^export \{([^}]*)\} from '\.\/cdk\/constructs\/([\w-]+)'/gm)]
  .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
  .filter((name) => name !== '' && !name.startsWith('type '))
  // Types of the constructs' props.
  .filter((name) => !/^Nitro(?:ImageVariant|WindowsEdition|WindowsVersion|FileSystem)$/.test(name));

const kebabCased = (name: string): string => name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase();

/** The code on the pages. */
const pages = readdirSync(join(root, 'docs'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: read(`docs/${file}`) }));

/** The sources of the synthesized constructs: the page of constructs (constructs-page.test.ts) and the examples (tools/ci/examples.sh). */
const synthesized = [
  ...[...read('docs/constructs.md').matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = '']) => code),
  ...readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /[/\\](?:lib|bin)[/\\][^/\\]+\.ts$/.test(file) && !file.includes('node_modules'))
    .map((file) => read(join('examples', file)).replaceAll(/^import [^]*?;$/gm, '')),
].join('\n');

const tests = readdirSync(join(root, 'test/cdk/constructs'))
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => read(`test/cdk/constructs/${file}`));

const USED = (name: string): RegExp =>
  // Attributes are made by the class of types.
  name === 'NitroInstanceRequirements' ? /\bNitroInstanceType\.requirements\(/ : new RegExp(`(?:new ${name}\\(|\\b${name}\\.\\w+\\()`);

test('constructs are exported', () => {
  expect(constructs).toContain('NitroNatProvider');
  expect(constructs.length).toBeGreaterThan(15);
});

describe.each(constructs)('%s', (name) => {
  test('has a page that shows how it is used', () => {
    const shown = pages.filter(({ text }) =>
      [...text.matchAll(/^```ts[^\n]*\n([^]*?)^```$/gm)].some(([, code = '']) => USED(name).test(code)),
    );
    expect(shown.map(({ file }) => file)).not.toEqual([]);
  });

  test('has an example that is synthesized', () => {
    expect([name, USED(name).test(synthesized)]).toEqual([name, true]);
  });

  test('has a test', () => {
    const isUsed = (code: string): boolean => [new RegExp(`\\b${name}\\b`), USED(name)].some((pattern) => pattern.test(code));
    expect(tests.some((text) => isUsed(text.replaceAll(/^import [^]*?;$/gm, '')))).toBe(true);
  });
});

/** There is nothing of the CDK whose place these take: they add a script or a component. */
const ADDED: readonly string[] = ['NitroVolumeMount', 'NitroImageTest'];

test.each(constructs.filter((name) => !ADDED.includes(name)))("the difference between %s and the CDK's own is golden", (name) => {
  const golden = readdirSync(join(root, 'test/cdk/constructs/golden'));
  // A type by itself is in no template.
  const stem = name === 'NitroInstanceType' ? 'nitro-instance-type-parameter' : kebabCased(name);
  expect([name, golden.some((file) => file === `${stem}.txt` || file.startsWith(`${stem}-`))]).toEqual([name, true]);
});
