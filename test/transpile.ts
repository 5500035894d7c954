import { buildSync } from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** Writes the sources in folders of this repository to a directory, as CommonJS modules that Node.js runs, and other files as they are. */
export function transpile(folders: readonly string[], directory: string): void {
  const files = folders.flatMap(filesIn);
  const isSource = (file: string): boolean => file.endsWith('.ts');
  buildSync({
    entryPoints: files.filter(isSource).map((file) => join(ROOT, file)),
    outdir: directory,
    outbase: ROOT,
    format: 'cjs',
    platform: 'node',
    target: 'es2023',
    tsconfigRaw: {},
    logLevel: 'error',
  });
  for (const file of files.filter((each) => !isSource(each))) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(directory, file));
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}
