import { buildSync } from 'esbuild';
import { copyFileSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { sharedFolder } from './run-folder';

const ROOT = resolve(__dirname, '..');

/** Writes the sources in folders of this repository to a directory, as CommonJS modules that Node.js runs, and other files as they are. */
export function transpile(folders: readonly string[], directory: string): void {
  for (const folder of folders) {
    const transpiled = sharedFolder(`transpiled-${folder.replaceAll('/', '-')}`, (into) => {
      transpileFolder(join(ROOT, folder), into);
    });
    cpSync(transpiled, join(directory, folder), { recursive: true });
  }
}

function transpileFolder(folder: string, into: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const isSource = (file: string): boolean => file.endsWith('.ts');
  buildSync({
    entryPoints: files.filter(isSource),
    outdir: into,
    outbase: folder,
    format: 'cjs',
    platform: 'node',
    target: 'es2023',
    tsconfigRaw: {},
    logLevel: 'error',
  });
  for (const file of files.filter((each) => !isSource(each))) {
    const copy = join(into, relative(folder, file));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
  }
}
