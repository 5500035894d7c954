import { readFileSync } from 'node:fs';
import type { UnreadableInput } from '../../report/report';
import { isObject, type JsonObject } from '../../base/json/json';
import { decodeTemplate } from '../../base/json/encoding';
import { readDocument } from '../../template/reading/read-template';
import { UnreadableTemplateError } from '../../base/json/unreadable-text-error';
import { describeFailure } from './file-access';

/**
 * Reads the object in a JSON file of the CDK.
 *
 * @throws UnreadableTemplateError if the file does not hold an object
 * @throws an error of the file system
 */
export function readData(path: string): JsonObject {
  const { value } = readDocument(decodeTemplate(readFileSync(path)), path);
  if (!isObject(value)) throw new UnreadableTemplateError('not an object: synthesize the app again');
  return value;
}

/** Turns the error of a read into an unreadable input. */
export function unreadable(file: string, error: unknown): UnreadableInput {
  if (!(error instanceof UnreadableTemplateError)) return { file, message: describeFailure(error) };
  const { line, column, message } = error;
  return { file, message, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}
