import type { RecordedImages } from '../../images/image-record';
import { MalformedImagesError } from '../../images/image-record';
import { formatRecordedImages, parseRecordedImages } from '../../images/recorded-images';
import { readRecordedFile, replaceRecordedFile } from './recorded-file';
import { UnusableError } from '../terminal';

/** The images a file holds; undefined where there is no file. Throws an `UnusableError` where it cannot be understood. */
export function readImagesFile(cwd: string, file: string): RecordedImages | undefined {
  const text = readRecordedFile(cwd, file);
  try {
    return text === undefined ? undefined : parseRecordedImages(text, file);
  } catch (error) {
    if (error instanceof MalformedImagesError) throw new UnusableError(error.message);
    throw error;
  }
}

/** Throws an `UnusableError` where the file cannot be written, and leaves it as it was. */
export function writeImagesFile(cwd: string, file: string, images: RecordedImages): void {
  replaceRecordedFile(cwd, file, formatRecordedImages(images));
}
