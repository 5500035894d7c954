import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { POLICY_FILE } from '../base/file-names';
import { isFile } from './nearest-policy-file';

/** Reads a file as UTF-8, or returns the problem: lower case, with the remedy at its end. */
export function readTextFile(path: string): { readonly text: string } | { readonly problem: string } {
  try {
    if (!statSync(path).isFile()) return { problem: 'not a file: write the path of a file' };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** Returns the name of a file in reports: relative to the working folder if it is inside, with forward slashes. */
export function reportedName(path: string, cwd: string): string {
  const fromHere = relative(cwd, path);
  const isInside = fromHere !== '' && fromHere !== '..' && !fromHere.startsWith(`..${sep}`) && !isAbsolute(fromHere);
  return (isInside ? fromHere : path).replaceAll(sep, '/');
}

/** Tells whether a specifier is a relative or absolute path; any other names a package. */
export function isPath(specifier: string): boolean {
  return /^\.{1,2}[\\/]/.test(specifier) || isAbsolute(specifier);
}

/**
 * Finds the file that a policy extends: a path relative to its folder, or a package, resolved by Node.js from there. A package
 * gives its main export if that is a JSON file, else its `nitro.json`.
 */
export function resolveExtended(specifier: string, folder: string): { readonly path: string } | { readonly problem: string } {
  if (isPath(specifier)) return { path: resolve(folder, specifier) };
  const require = createRequire(join(folder, POLICY_FILE));
  let isHidden = false;
  for (const request of [specifier, `${specifier}/${POLICY_FILE}`]) {
    try {
      const path = require.resolve(request);
      if (isAbsolute(path) && path.endsWith('.json')) return { path };
    } catch (error) {
      isHidden ||= codeOf(error) === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
    }
  }
  if (isHidden || isInstalled(specifier, folder))
    return { problem: `package '${specifier}' has no policy to extend: it has to export a '${POLICY_FILE}'` };
  const asFile = isFile(resolve(folder, specifier))
    ? `write './${specifier}' for the file`
    : 'install it, or write a path that begins with ./';
  return { problem: `package '${specifier}' cannot be found from ${folder}: ${asFile}` };
}

function isInstalled(specifier: string, folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (isFile(join(at, 'node_modules', specifier, 'package.json'))) return true;
    if (dirname(at) === at) return false;
  }
}

/** Reads an error's code. Not by `instanceof Error`: the errors of Node.js may be of another realm. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function problemOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file: check the path';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'not encoded in UTF-8: save the file as UTF-8';
    case 'ELOOP':
      return 'cannot be read, because the symbolic link points to itself: remove it';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: give yourself permission to read it';
    default:
      return `cannot be read (${String(codeOf(error) ?? error)}): check the file`;
  }
}
