import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { POLICY_FILE } from '../base/file-names';

/** Finds the nearest policy file, in a folder or a folder around it. */
export function findPolicyFile(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, POLICY_FILE);
    if (isFile(file)) return file;
    if (dirname(at) === at) return undefined;
  }
}

export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
