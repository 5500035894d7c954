import type * as Yaml from 'yaml';

/** What a YAML document holds, as plain data. */
export type YamlValue = null | boolean | number | string | readonly YamlValue[] | YamlMap;

interface YamlMap {
  readonly [key: string]: YamlValue;
}

export interface YamlReading {
  readonly value: YamlValue;
  /** A clause without its subject. */
  readonly problem: string | undefined;
  /** Line of what stands at a path, from 1; of a block text, of its first line. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** Brackets within brackets, or dashes after dashes, beyond what anybody writes: the parser's time grows with their square. */
const DEEPEST = 500;
const DASHES = new RegExp(`(?:[-?][ \\t]+){${DEEPEST.toString()}}`);

/** Counts brackets wherever they stand: those of a script in a block text are balanced but for a few. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return DASHES.test(text);
}

const TOO_DEEP: YamlReading = { value: null, problem: 'is nested too deeply to read', lineOf: () => 1 };

/** Reads one YAML document. Never throws: what cannot be read is null, with the problem. */
export function readYaml(text: string): YamlReading {
  if (isTooDeep(text)) return TOO_DEEP;
  // Most user data is a script, and the package is not small.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for every check
  const { LineCounter, parseDocument } = require('yaml') as typeof Yaml;
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false, strict: false });
    const [error] = document.errors;
    const value = document.toJS({ maxAliasCount: 100 }) as YamlValue;
    const lineOf = (path: readonly (string | number)[]): number => {
      const node: unknown = document.getIn(path, true);
      if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return 1;
      const isBlock = 'type' in node && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
      return lines.linePos(Number(node.range[0])).line + (isBlock ? 1 : 0);
    };
    const problem = error === undefined ? undefined : `is not YAML (${firstLine(error.message)})`;
    return { value, problem, lineOf };
  } catch (error) {
    return error instanceof RangeError ? TOO_DEEP : { ...TOO_DEEP, problem: 'is not YAML that can be followed' };
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

/** An own member of a map; undefined for anything else. */
export function yamlMember(value: YamlValue | undefined, key: string): YamlValue | undefined {
  return isYamlMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function yamlText(value: YamlValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
