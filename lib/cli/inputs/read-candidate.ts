import { readFileSync } from 'node:fs';
import { isObject, member } from '../../base/json/json';
import { decodeTemplate } from '../../base/json/encoding';
import { LONGEST_JSON } from '../../base/json/limits';
import { readDocument, requireLength, templateIn, type ReadTemplate } from '../../template/reading/read-template';
import { UnreadableTemplateError } from '../../base/json/unreadable-text-error';
import type { Candidate } from './candidate';
import { readStart, statOf } from './file-access';

const TEMPLATE_KEYS = ['Resources', 'AWSTemplateFormatVersion'];
/** One of the keys, as JSON and YAML write it: at the start of a line, or behind `{` or `,`. */
const WRITTEN_KEY = /(?:^|[{,])[ \t]*(["']?)(?:Resources|AWSTemplateFormatVersion)\1[ \t]*:/m;
/** Anything that could turn out to be one of the keys. */
const MAY_HOLD_KEY = /Resources|AWSTemplateFormatVersion|\\[xuU]/;
/** How much of a file that is too long is looked at, in bytes. */
const START = 64 * 1024;

/**
 * Reads the template in a file. Undefined for a file that nobody says is a template and that is plainly none: data without
 * `Resources`, or something that can neither be read nor looks like a template.
 * Throws UnreadableTemplateError for every other file without a template, and what the file system throws.
 */
export function readCandidate({ path, name, isExpected }: Candidate): ReadTemplate | undefined {
  const size = statOf(path)?.size ?? 0;
  if (size > LONGEST_JSON) {
    if (isExpected || WRITTEN_KEY.test(rawText(readStart(path, START)))) requireLength(size, LONGEST_JSON);
    return undefined;
  }
  return readTemplateBytes(readFileSync(path), name, isExpected);
}

/** As `readCandidate`, for bytes that have been read. */
export function readTemplateBytes(bytes: Uint8Array, name: string, isExpected: boolean): ReadTemplate | undefined {
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
  return hasKey ? templateIn(document) : undefined;
}

/** The ASCII characters of a file in whatever encoding, UTF-16 included. */
function rawText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replaceAll('\0', '');
}
