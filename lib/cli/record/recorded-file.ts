import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTextFile } from '../../policy/policy-files';
import { describeFailure, identityOf, statOf } from '../inputs/file-access';
import { messageOf, UnusableError } from '../terminal';

/** The text of a file; undefined where there is none. Throws an `UnusableError` where it cannot be read. */
export function readRecordedFile(cwd: string, file: string): string | undefined {
  const path = resolve(cwd, file);
  if (!isThere(path, file)) return undefined;
  // As a check reads it: what it refuses must not be written anew from what could be made of it.
  const read = readTextFile(path);
  if ('problem' in read) throw new UnusableError(`${file}: ${read.problem}`);
  return read.text;
}

function isThere(path: string, file: string): boolean {
  try {
    return statOf(path) !== undefined;
  } catch (error) {
    throw new UnusableError(`${file}: ${describeFailure(error)}`);
  }
}

/** Replaces a file as a whole, so that a reader, or a crash, never meets half of it. Throws an `UnusableError`. */
export function replaceRecordedFile(cwd: string, file: string, text: string): void {
  // Where a symbolic link leads, so that it stays one.
  const path = identityOf(resolve(cwd, file));
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode: statOf(path)?.mode ?? 0o666 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UnusableError(`${file} cannot be written: ${messageOf(error)}`);
  }
}
