import { isList, type Json } from '../../../base/json/json';
import { splitAtCommas } from './split-at-commas';

/** The levels of lists and structures. */
const DEEPEST = 20;

/**
 * Reads the shorthand of the AWS command line: `Key=value,Other=[a,b],Inner={Key=value}`, and `Key=a,b` for a list. Returns undefined for
 * another text.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
 */
export function readShorthand(text: string): Json | undefined {
  if (!/^[A-Za-z][\w-]*=/.test(text)) return undefined;
  return structure(text, 0);
}

function structure(text: string, depth: number): Json | undefined {
  const members = new Map<string, Json>();
  let last: string | undefined;
  for (const part of splitAtCommas(text)) {
    const [, name, value = ''] = /^\s*([A-Za-z][\w-]*)=([^]*)$/.exec(part) ?? [];
    if (name === undefined) {
      if (last === undefined) return undefined;
      const before = members.get(last) ?? null;
      members.set(last, [...(isList(before) ? before : [before]), unquoted(part.trim())]);
    } else {
      last = name;
      members.set(name, valueIn(value.trim(), depth + 1));
    }
  }
  return Object.fromEntries(members);
}

function valueIn(text: string, depth: number): Json {
  if (depth < DEEPEST && text.startsWith('[') && text.endsWith(']'))
    return splitAtCommas(text.slice(1, -1)).map((part) => valueIn(part.trim(), depth + 1));
  if (depth < DEEPEST && text.startsWith('{') && text.endsWith('}')) return structure(text.slice(1, -1), depth + 1) ?? text;
  return unquoted(text);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])([^]*)\1$/, '$2');
}
