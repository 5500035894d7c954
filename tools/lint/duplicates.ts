/** Fails on copied code, and prints both places. `npm run lint:duplicates`, or with folders to look at others than ours. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { detectClones } from 'jscpd';
import { root } from '../node-tool';

const FOLDERS = ['lib', 'bin', 'tools'];

/** A copy is at least this long. Shorter ones are the imports and calls that modules of one kind share. */
const FEWEST_TOKENS = 40;
const FEWEST_LINES = 4;

/** Files that may repeat themselves, or each other. */
const EXCEPTIONS: readonly { readonly files: string; readonly because: string }[] = [
  {
    files: 'lib/launch/sites/*.ts',
    because: 'tables: a row is the schema of one resource type, complete by itself, even where two services take the same properties',
  },
  {
    files: 'lib/cdk/constructs/nitro-nodegroup-v2.ts',
    because: 'a class of aws-eks-v2 with the constructor of the one of aws-eks: jsii has neither mixins nor a class with two parents',
  },
];

async function main(folders: readonly string[]): Promise<void> {
  const clones = await detectClones({
    path: folders.map((folder) => (isAbsolute(folder) ? folder : join(root, folder))),
    pattern: '**/*.ts',
    ignore: EXCEPTIONS.map(({ files }) => join(root, files)),
    // Blank lines do not tell copies apart.
    mode: 'mild',
    minTokens: FEWEST_TOKENS,
    minLines: FEWEST_LINES,
    absolute: true,
    // Silent, it prints no advertisements either.
    silent: true,
    reporters: [],
  });
  const copies = clones.filter(({ duplicationA: { sourceId, start, end } }) => !areImports(sourceId, start.line, end.line));
  for (const { duplicationA: one, duplicationB: other } of copies) {
    const [first, second] = [one, other].map(({ sourceId, start, end }) => `${relative(root, sourceId)}:${start.line}-${end.line}`);
    console.error(`${first} is copied at ${second}: give the code one place, or add an exception with a reason`);
  }
  if (copies.length > 0) process.exitCode = 1;
}

/** Modules of one kind import the same, which is no copy. */
function areImports(file: string, first: number, last: number): boolean {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(first - 1, last - 1);
  return lines.every((line) => line === '' || line.startsWith('import '));
}

void main(process.argv.length > 2 ? process.argv.slice(2) : FOLDERS);
