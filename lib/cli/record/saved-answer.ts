import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeTemplate } from '../../base/json/encoding';
import { readDocument } from '../../template/reading/read-template';
import type { Ec2Request } from './ec2-request';
import { unreadable } from '../inputs/read-data';
import { UnusableError, type Terminal } from '../terminal';

/** How the reader says that something follows where a document is complete. */
const SEVERAL = "'{' after the end";

/**
 * What the AWS CLI answered, from a file, or `-` for standard input. Throws an `UnusableError` that names the file and the
 * line where it is no such thing.
 */
export function readSavedAnswer(from: string, { command }: Ec2Request, { cwd, readStdin }: Terminal): unknown {
  try {
    const text = decodeTemplate(from === '-' ? readStdin() : readFileSync(resolve(cwd, from)));
    if (text.trim() === '') throw new UnusableError(`${from}: empty: save the output of '${command}' in it`);
    if (text.trimStart().startsWith('[')) throw new UnusableError(`${from}: a list: save the output of '${command}' without --query`);
    return readDocument(text, from).value;
  } catch (error) {
    if (error instanceof UnusableError) throw error;
    const { line, message } = unreadable(from, error);
    if (message.startsWith(SEVERAL))
      throw new UnusableError(`${from}:${line ?? 1}: a second answer begins here: save each in a file of its own`);
    throw new UnusableError(`${from}${line === undefined ? '' : `:${line}`}: ${message}`);
  }
}
