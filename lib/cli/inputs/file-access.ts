import { closeSync, openSync, readSync, realpathSync, statSync, type Stats } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/** What stands at a path; undefined where there is nothing. Throws for what may not be looked at. */
export function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

export function isFile(path: string): boolean {
  try {
    return statOf(path)?.isFile() ?? false;
  } catch {
    return false;
  }
}

export function isFolder(path: string): boolean {
  try {
    return statOf(path)?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

/** The path without symbolic links: the same for every name of one file. */
export function identityOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The first bytes of a file. */
export function readStart(path: string, length: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** How a path is named in reports: relative to the working folder where it is inside it, with forward slashes. */
export function reportedName(path: string, cwd: string): string {
  const fromHere = relative(cwd, path);
  const isInside = fromHere !== '' && fromHere !== '..' && !fromHere.startsWith(`..${sep}`) && !isAbsolute(fromHere);
  return withForwardSlashes(isInside ? fromHere : path);
}

export function withForwardSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Why something cannot be read, from an error of the file system. */
export function describeFailure(error: unknown): string {
  // Not `instanceof Error`: the file system's errors may be of another realm.
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file or folder: check the path';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: give yourself permission to read it';
    case 'ELOOP':
      return 'cannot be read: the symbolic link leads to itself, remove it';
    default:
      return `cannot be read (${String(code ?? error)}): check the file`;
  }
}
