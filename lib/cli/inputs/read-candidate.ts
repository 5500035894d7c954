import { readFileSync } from 'node:fs';
import { isObject, member } from '../../base/json/json';
import { decodeTemplate } from '../../base/json/encoding';
import { LONGEST_JSON } from '../../base/json/limits';
import { readDocument, requireLength, templateIn, type ReadTemplate } from '../../template/reading/read-template';
import { UnreadableTemplateError } from '../../base/json/unreadable-text-error';
import type { Candidate } from './candidate';
import { readStart, statOf } from './file-access';
import { holdsResources, looksLikeTemplate } from './skipped-files';

const TEMPLATE_KEYS = ['Resources', 'AWSTemplateFormatVersion'];
/** One of the keys in JSON or YAML: at the start of a line, or after `{` or `,`. */
const WRITTEN_KEY = /(?:^|[{,])[ \t]*(["']?)(?:Resources|AWSTemplateFormatVersion)\1[ \t]*:/m;
/** A key, or an escape sequence that may spell one. Errs towards reading the file. */
const MAY_HOLD_KEY = /Resources|AWSTemplateFormatVersion|\\[xuU]/;
/** The number of bytes in which a key is looked for in a file that is too long to read. A key further on is missed. */
const START = 64 * 1024;

/**
 * Reads the template in a file. Returns undefined for a file that is not expected to be a template and clearly is not one: data
 * without `Resources`, or text that can neither be read nor looks like a template; `skipped` where such a file holds resources all the same.
 *
 * @throws UnreadableTemplateError for every other file without a template
 * @throws an error of the file system
 */
export function readCandidate({ path, name, isExpected, isUnusual = false }: Candidate): ReadTemplate | 'skipped' | undefined {
  if (isUnusual) return looksLikeTemplate(rawText(readStart(path, START))) ? 'skipped' : undefined;
  const size = statOf(path)?.size ?? 0;
  if (size > LONGEST_JSON) {
    if (isExpected || WRITTEN_KEY.test(rawText(readStart(path, START)))) requireLength(size, LONGEST_JSON);
    return undefined;
  }
  return readTemplateBytes(readFileSync(path), name, isExpected);
}

/** Reads the template in the bytes of a file, by the rules of `readCandidate`. */
export function readTemplateBytes(bytes: Uint8Array, name: string, isExpected: boolean): ReadTemplate | 'skipped' | undefined {
  if (isExpected) return templateIn(readDocument(decodeTemplate(bytes), name));
  const raw = rawText(bytes);
  if (!MAY_HOLD_KEY.test(raw)) return undefined;
  let document;
  try {
    document = readDocument(decodeTemplate(bytes), name);
  } catch (error) {
    if (error instanceof UnreadableTemplateError && !WRITTEN_KEY.test(raw)) return undefined;
    throw error;
  }
  const { value } = document;
  const hasKey = isObject(value) && TEMPLATE_KEYS.some((key) => member(value, key) !== undefined);
  if (hasKey) return templateIn(document);
  return holdsResources(value) ? 'skipped' : undefined;
}

/** Returns the ASCII characters of a file in any encoding, including UTF-16. */
function rawText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replaceAll('\0', '');
}
