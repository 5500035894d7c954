/** Fails on copied code, and prints both places. `npm run lint:duplicates`, or with folders to look at others than ours. */
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
  for (const { duplicationA: one, duplicationB: other } of clones) {
    const [first, second] = [one, other].map(({ sourceId, start, end }) => `${relative(root, sourceId)}:${start.line}-${end.line}`);
    console.error(`${first} is copied at ${second}: give the code one place, or add an exception with a reason`);
  }
  if (clones.length > 0) process.exitCode = 1;
}

void main(process.argv.length > 2 ? process.argv.slice(2) : FOLDERS);
