import type { RecordedImages } from '../../images/image-record';
import { MalformedImagesError } from '../../images/malformed-images-error';
import { formatRecordedImages, parseRecordedImages } from '../../images/recorded-images';
import { readRecordedFile, replaceRecordedFile } from './recorded-file';
import { UnusableError } from '../terminal';

/**
 * Reads the images in a file; undefined if there is no file.
 *
 * @throws UnusableError if the file is malformed
 */
export function readImagesFile(cwd: string, file: string): RecordedImages | undefined {
  const text = readRecordedFile(cwd, file);
  try {
    return text === undefined ? undefined : parseRecordedImages(text, file);
  } catch (error) {
    if (error instanceof MalformedImagesError) throw new UnusableError(error.message);
    throw error;
  }
}

/**
 * Writes images to a file.
 *
 * @throws UnusableError if the file cannot be written; it is then unchanged
 */
export function writeImagesFile(cwd: string, file: string, images: RecordedImages): void {
  replaceRecordedFile(cwd, file, formatRecordedImages(images));
}
