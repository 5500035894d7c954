import type * as Yaml from 'yaml';
import { UnreadableTemplateError } from '../../base/json/unreadable-text-error';
import { CORE_TAG, type YamlDialect } from '../../base/yaml/dialect';
import { hasDisputedLineEnds } from '../../base/yaml/line-ends';
import { readYaml as readStrictly } from '../../base/yaml/yaml-document';
import { decodeBase64 } from '../decoding';

/** The value of a YAML document, as plain data. */
export type YamlValue = null | boolean | number | string | readonly YamlValue[] | YamlMap;

interface YamlMap {
  readonly [key: string]: YamlValue;
}

export interface TolerantReading {
  readonly value: YamlValue;
  /** A clause without its subject. */
  readonly problem: string | undefined;
  /** Returns the line of the value at a path, or of the innermost value around it, from 1; for a block text, its first line. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** The number of aliases that are followed. The search for an alias's anchor covers everything before the alias. */
const MOST_ALIASES = 100;

/** The levels of brackets, or of dashes, far above any real text. The parser's time grows with their square. */
const DEEPEST = 500;
const DASHES = new RegExp(`(?:[-?][ \\t]+){${DEEPEST.toString()}}`);

/** Counts all brackets. Those of a script in a block text are nearly balanced. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return DASHES.test(text);
}

const TOO_DEEP: TolerantReading = { value: null, problem: 'is nested too deeply to read', lineOf: () => 1 };

const BINARY_TAG = `${CORE_TAG}binary`;

/** Decodes `!!binary`, in which cloud-init accepts scripts and gzip data. Incomplete data, and data that is not text, stays as written. */
function decodeBinary(written: string): string {
  const { text = written, problem } = decodeBase64(written);
  return problem === undefined ? text : written;
}

/** YAML as cloud-init reads it. A refused text is read once more, leniently, so these messages are never shown. */
const CLOUD_INIT: YamlDialect = {
  meaningOf: (tag) => (tag === BINARY_TAG ? { kind: 'text', convert: decodeBinary } : { kind: 'unknown', message: '' }),
  lastKeyCounts: true,
  messages: { empty: '', secondDocument: '', tooDeep: '' },
};

const CANNOT_BE_FOLLOWED: TolerantReading = { ...TOO_DEEP, problem: 'is not YAML that can be followed' };

/** Reads one YAML document. Never throws: a text that cannot be read is null, with the problem. */
export function readTolerantYaml(text: string): TolerantReading {
  if (isTooDeep(text)) return TOO_DEEP;
  try {
    const { value, contentLine } = readStrictly(text, CLOUD_INIT);
    return { value, problem: undefined, lineOf: contentLine };
  } catch (error) {
    if (!(error instanceof UnreadableTemplateError)) throw error;
  }
  const reading = readLeniently(text);
  if (reading.problem !== undefined || !hasDisputedLineEnds(text)) return reading;
  return { ...reading, problem: 'has characters that end a line in YAML 1.1 only (U+0085, U+2028 or U+2029)' };
}

/** Reads a text with errors or unknown tags. Its value is the part that can be read. */
function readLeniently(text: string): TolerantReading {
  // Most user data is a script, and the package is large.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for every check
  const { LineCounter, parseDocument, visit } = require('yaml') as typeof Yaml;
  const lines = new LineCounter();
  try {
    // Only the first of a text's errors is worth showing with its line: there may be thousands.
    // A carriage return alone ends a line, and with it a comment; the package reads it as a blank.
    const document = parseDocument(text.replace(/\r(?!\n)/g, '\n'), {
      lineCounter: lines,
      logLevel: 'silent',
      uniqueKeys: false,
      strict: false,
      prettyErrors: false,
      customTags: [{ tag: BINARY_TAG, resolve: decodeBinary }],
    });
    const [error] = document.errors;
    let aliases = 0;
    visit(document, { Alias: () => (++aliases > MOST_ALIASES ? visit.BREAK : undefined) });
    if (aliases > MOST_ALIASES) return CANNOT_BE_FOLLOWED;
    const value = document.toJS({ maxAliasCount: MOST_ALIASES }) as YamlValue;
    const lineOf = (path: readonly (string | number)[]): number => {
      const node: unknown = document.getIn(path, true);
      if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return 1;
      const isBlock = 'type' in node && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
      return lines.linePos(Number(node.range[0])).line + (isBlock ? 1 : 0);
    };
    if (error === undefined) return { value, problem: undefined, lineOf };
    const { line, col } = lines.linePos(error.pos[0]);
    const problem = `is not YAML (${firstLine(error.message)} at line ${line.toString()}, column ${col.toString()})`;
    return { value, problem, lineOf };
  } catch (error) {
    return error instanceof RangeError ? TOO_DEEP : CANNOT_BE_FOLLOWED;
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}

export function isYamlMap(value: YamlValue | undefined): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isYamlList(value: YamlValue | undefined): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** Returns an own member of a map; undefined for anything else. */
export function yamlMember(value: YamlValue | undefined, key: string): YamlValue | undefined {
  return isYamlMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function yamlText(value: YamlValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
