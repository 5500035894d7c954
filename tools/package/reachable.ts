import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { preProcessFile } from 'typescript';
import { root } from '../node-tool';
import { PARSERS } from './bundles';

const LIBRARY = 'dist/lib';
/** The index module, without its extension. */
export const INDEX = `${LIBRARY}/index`;

/** Rewrites the library to load the shared copies of the YAML parsers instead of the packages. */
export function useSharedParsers(): void {
  for (const file of modulesOfLibrary()) {
    const text = readFileSync(join(root, file), 'utf8');
    const shared = text.replaceAll(/require\((["'])((?:js-)?yaml)\1\)/g, (_, _quote, name: string) => {
      const path = relative(dirname(file), PARSERS[name] ?? '').replaceAll(sep, '/');
      return `require(${JSON.stringify(path)})`;
    });
    if (shared !== text) writeFileSync(join(root, file), shared);
  }
}

/** Lists the modules of the library, including its index. */
export function modulesOfLibrary(): string[] {
  return filesBelow(LIBRARY).filter((file) => file.endsWith('.js'));
}

/** Removes files that neither `require` nor a compiler reaches from the index: the modules of the command line, and internal declarations. */
export async function removeUnreachable(): Promise<void> {
  const reachable = new Set([...(await modulesFromIndex()), ...declarationsFromIndex()]);
  for (const file of filesBelow('dist')) {
    if (!reachable.has(file) && (file.startsWith(`${LIBRARY}/`) || file.endsWith('.d.ts'))) rmSync(join(root, file));
  }
}

async function modulesFromIndex(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`${INDEX}.js`],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    packages: 'external',
  });
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external === true));
  const missing = imported.map(({ path }) => path).filter((path) => !isBuiltin(path) && !/^(aws-cdk-lib|constructs)(\/|$)/.test(path));
  if (missing.length > 0) throw new Error(`the library loads packages that are not installed with it: ${missing.join(', ')}`);
  return Object.keys(metafile.inputs);
}

function declarationsFromIndex(): Iterable<string> {
  const found = new Set([`${INDEX}.d.ts`]);
  // Entries added during the loop are visited too.
  for (const file of found) {
    const { importedFiles } = preProcessFile(readFileSync(join(root, file), 'utf8'));
    for (const { fileName } of importedFiles.filter((each) => each.fileName.startsWith('.'))) {
      found.add(`${relative(root, resolve(root, dirname(file), fileName)).replaceAll(sep, '/')}.d.ts`);
    }
  }
  return found;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}
