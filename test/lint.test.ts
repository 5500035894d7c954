import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(__dirname, '..');

/** Our configuration, applied to a project of one file: the types of ours would take many times as long. */
function projectOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-lint-'));
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'lib/sample.ts'), text);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { target: 'es2023', lib: ['es2023'], types: [], strict: true, noEmit: true }, include: ['lib'] }),
  );
  writeFileSync(
    join(folder, 'eslint.config.mjs'),
    `import ours from ${JSON.stringify(pathToFileURL(join(root, 'eslint.config.mjs')))};
export default [...ours, { files: ['**/*.ts'], languageOptions: { parserOptions: { tsconfigRootDir: import.meta.dirname } } }];`,
  );
  return folder;
}

/** The rules of our own that object to the statements, by line. */
function objections(...lines: readonly string[]): readonly number[] {
  const folder = projectOf(lines.join('\n'));
  const eslint = join(root, 'node_modules/eslint/bin/eslint.js');
  const { stdout } = spawnSync(process.execPath, [eslint, 'lib/sample.ts', '--format', 'json'], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const results = JSON.parse(stdout) as { messages: { ruleId: string; line: number }[] }[];
  return results.flatMap(({ messages }) => messages.filter(({ ruleId }) => ruleId === 'own/callback-arity').map(({ line }) => line));
}

test('a function that takes the index or the array for something of its own is not passed to an array method by name', () => {
  const declarations = [
    'declare const numbers: number[]; declare const texts: string[];',
    'declare function one(a: number): number; declare function optional(a: number, b?: number): number;',
    'declare function two(a: number, b: number): number; declare function rest(a: number, ...more: number[]): number;',
    'declare const either: ((a: number) => number) | ((a: number, b: number) => number);',
  ];
  const wrong = [
    'numbers.reduce(Math.min);',
    'numbers.reduceRight(Math.max, 0);',
    'texts.map(parseInt);',
    'texts.map(Number.parseInt);',
    'numbers.map(optional);',
    'numbers.flatMap(two);',
    'numbers.map(either);',
    'numbers.reduce(rest);',
    'Array.from(numbers, two);',
  ];
  const right = [
    'numbers.reduce((a, b) => Math.min(a, b));',
    'Math.min(...numbers);',
    'texts.map(Number);',
    'numbers.map(String);',
    'numbers.filter(Boolean);',
    'numbers.map(one);',
    'numbers.reduce(two);',
    'numbers.sort(two);',
    'texts.map((text) => Number.parseInt(text));',
  ];
  const first = declarations.length + 1;
  expect(objections(...declarations, ...wrong, ...right)).toEqual(wrong.map((_, index) => first + index));
});
