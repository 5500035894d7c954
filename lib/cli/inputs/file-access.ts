import { closeSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { sep } from 'node:path';

/**
 * Returns the status of a file or folder; undefined if there is none.
 *
 * @throws an error of the file system if access is denied
 */
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

/** Reads the first `length` bytes of a file. */
export function readStart(path: string, length: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** Replaces the separators of this platform by forward slashes. */
export function withForwardSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Turns an error of the file system into a message. */
export function describeFailure(error: unknown): string {
  // Not `instanceof Error`: under Jest the errors of the file system come from another realm.
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file or folder: check the path';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied: grant read access';
    case 'ELOOP':
      return 'the symbolic link points to itself: remove it';
    default:
      return `cannot be read (${String(code ?? error)}): check the file`;
  }
}
