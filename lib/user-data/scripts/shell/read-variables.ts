import type { ShellCommand } from './command';
import { commandWords } from './command-words';
import type { LinedText } from './source';

/** The number of lines of a text that are read into variables. Errs towards fewer values. */
const MOST_LINES = 100;

/**
 * Returns the values that `read a b` and `mapfile a` give to their variables: single fields or lines, and the whole text, which may be a
 * script.
 */
export function readInto(
  { words, hereStrings }: ShellCommand,
  { text, line }: LinedText,
): { readonly assignments: readonly LinedText[]; readonly held: readonly LinedText[] } {
  const { program, rest, assignments } = commandWords(words);
  const names = namesRead(program, rest);
  const [first] = names;
  if (first === undefined) return { assignments: [], held: [] };
  const separators = assignments.map((each) => /^IFS=([^]+)$/.exec(each.text)?.[1]).find((each) => each !== undefined);
  const isOfItems = program !== 'read' || rest.some((word) => /^-\w*a$/.test(word.text));
  const lines = text.split('\n').slice(0, MOST_LINES);
  const isOneLine = hereStrings.length > 0 && program === 'read';
  const set = lines.slice(0, isOneLine ? 1 : undefined).flatMap((each, index) => {
    if (each.trim() === '') return [];
    const at = line + index;
    if (isOfItems) {
      const items = program === 'read' ? fieldsOf(each, separators) : [each];
      return items.map((item) => ({ text: `${first}[]=${item}`, line: at }));
    }
    const fields = names.length === 1 ? [each.trim()] : fieldsOf(each, separators, names.length);
    return names.map((name, number) => ({ text: `${name}=${fields[number] ?? ''}`, line: at }));
  });
  return { assignments: set, held: names.length === 1 ? [{ text: `${first}=${text}`, line }] : [] };
}

/** Splits a line into fields. The last field takes the rest. */
function fieldsOf(text: string, separators: string | undefined, most = Infinity): readonly string[] {
  const between = separators === undefined ? /\s+/ : new RegExp(`[${separators.replace(/[\\\]^-]/g, '\\$&')}]`);
  const fields: string[] = [];
  let left = text.trim();
  while (fields.length < most - 1) {
    const found = between.exec(left);
    if (found === null) break;
    fields.push(left.slice(0, found.index));
    left = left.slice(found.index + found[0].length);
  }
  return [...fields, left];
}

/** Lists the variables of `read` or `mapfile`. */
export function namesRead(program: string, rest: readonly LinedText[]): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const text = rest[at]?.text ?? '';
    const takesNext = program === 'read' ? /^-\w*[dinNptu]$/ : /^-\w*[dnOsuCc]$/;
    if (takesNext.test(text)) at++;
    else if (/^\w+$/.test(text)) names.push(text);
  }
  return names;
}
