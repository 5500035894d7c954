import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { realPath } from '../../base/real-path';
import { readTextFile } from '../../policy/policy-files';
import { describeFailure, statOf } from '../inputs/file-access';
import { messageOf, UnusableError } from '../terminal';

/**
 * Reads the text of a file; undefined if there is no file.
 *
 * @throws UnusableError if the file cannot be read
 */
export function readRecordedFile(cwd: string, file: string): string | undefined {
  const path = resolve(cwd, file);
  if (!isThere(path, file)) return undefined;
  // Read as a check reads it: a file that a check rejects must not be overwritten from a partial reading.
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

/**
 * Replaces a file atomically: neither a reader nor a crash leaves half of it.
 *
 * @throws UnusableError if the file cannot be written
 */
export function replaceRecordedFile(cwd: string, file: string, text: string): void {
  // The target of a symbolic link, so that the link stays.
  const path = realPath(resolve(cwd, file));
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode: statOf(path)?.mode ?? 0o666 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UnusableError(`${file} cannot be written: ${messageOf(error)}`);
  }
}
