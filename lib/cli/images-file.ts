import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RecordedImages } from '../images/image-record';
import { MalformedImagesError } from '../images/malformed-images-error';
import { formatRecordedImages, parseRecordedImages } from '../images/recorded-images';
import { describeFailure, identityOf, statOf } from './inputs/file-access';
import { messageOf, UnusableError } from './terminal';

/** The images a file holds; undefined where there is no file. Throws an `UnusableError` where it cannot be understood. */
export function readImagesFile(cwd: string, file: string): RecordedImages | undefined {
  const path = resolve(cwd, file);
  let text: string;
  try {
    if (statOf(path) === undefined) return undefined;
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UnusableError(`${file}: ${describeFailure(error)}`);
  }
  try {
    return parseRecordedImages(text, file);
  } catch (error) {
    if (error instanceof MalformedImagesError) throw new UnusableError(error.message);
    throw error;
  }
}

/** Replaces the file as a whole, so that a reader, or a crash, never meets half of it. Throws an `UnusableError`. */
export function writeImagesFile(cwd: string, file: string, images: RecordedImages): void {
  // Where a symbolic link leads, so that it stays one.
  const path = identityOf(resolve(cwd, file));
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, formatRecordedImages(images), { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UnusableError(`${file} cannot be written: ${messageOf(error)}`);
  }
}
