import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeTemplate } from '../../base/json/encoding';
import { readDocument } from '../../template/reading/read-template';
import type { Ec2Request } from './ec2-request';
import { unreadable } from '../inputs/read-data';
import { UnusableError, type Terminal } from '../terminal';

/** The start of the reader's message about text after the end of a document. */
const SEVERAL = "'{' after the end";

/**
 * Reads a saved answer of the AWS CLI from a file, or from standard input for `-`.
 *
 * @throws UnusableError that names the file, and the line at which the text is not an answer
 */
export function readSavedAnswer(from: string, { command }: Ec2Request, { cwd, readStdin }: Terminal): unknown {
  try {
    const text = decodeTemplate(from === '-' ? readStdin() : readFileSync(resolve(cwd, from)));
    if (text.trim() === '') throw new UnusableError(`${from}: is empty: save the output of '${command}' in it`);
    if (text.trimStart().startsWith('[')) throw new UnusableError(`${from}: holds a list: save the output of '${command}' without --query`);
    return readDocument(text, from).value;
  } catch (error) {
    if (error instanceof UnusableError) throw error;
    const { line, message } = unreadable(from, error);
    if (message.startsWith(SEVERAL))
      throw new UnusableError(`${from}:${line ?? 1}: a second answer starts here: save each answer in its own file`);
    throw new UnusableError(`${from}${line === undefined ? '' : `:${line}`}: ${message}`);
  }
}
