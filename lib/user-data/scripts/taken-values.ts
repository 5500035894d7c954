import { fieldsOf } from './shell/fields';
import { eachLine, filteredText, type FilterWords } from './shell/text-filters';
import { searchOf } from './shell/searched-lines';

/** Values of one text, beyond which no more are tried. */
const MOST_VALUES = 100;

/** The number of characters of a text that is searched for any value. Errs towards fewer values. */
const LONGEST = 100_000;

/**
 * Returns the lines that programs print which are given a text, one after the other. Where a program is not understood, each value in the
 * text counts: more than it prints, never fewer.
 */
export function takenValues(text: string, filters: readonly FilterWords[]): readonly string[] {
  let taken = text.replace(/\n+$/, '');
  for (const [index, words] of filters.entries()) {
    const made = throughProgram(taken, words);
    if (made === undefined) {
      // What comes behind may still choose a field.
      const last = filters.slice(index + 1).find(([program]) => program === 'read');
      return last === undefined ? valuesIn(taken) : [...valuesIn(taken), ...linesOf(throughProgram(taken, last) ?? '')];
    }
    taken = made;
  }
  return linesOf(taken);
}

function linesOf(text: string): readonly string[] {
  return distinct(text.split('\n').map((line) => line.trim()));
}

/** What a separator stands between, in any format: JSON, YAML, `name=value`, fields. */
function valuesIn(text: string): readonly string[] {
  const words = text.slice(0, LONGEST).split(/[\s"'=:,;|()[\]{}<>]+/);
  return distinct(words);
}

/** Values that may be a part of a habit, or of what Nitro has instead: letters of disks as well. Others only make more combinations. */
const MATTERS = /xv|vd|sd|\/dev|eth|ens|enp|nvme|xen|hvm|hyp|amazon|\/by-|(?:label|uuid)=|[^\x20-\x7e]|^[a-z]{1,2}\d{0,2}$/i;

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => MATTERS.test(value)).slice(0, MOST_VALUES);
}

function throughProgram(text: string, [program, ...rest]: FilterWords): string | undefined {
  switch (program) {
    case 'read': {
      const [index, count, separators] = rest;
      return eachLine(text, (line) => fieldsOf(line, separators, Number(count))[Number(index)] ?? '');
    }
    case 'awk':
    case 'gawk':
    case 'mawk':
      return chosenField(text, rest) ?? filteredText([program, ...rest], text);
    case 'sed':
      return printedBySed(text, rest) ?? filteredText([program, ...rest], text);
    case 'uniq':
    case 'sort':
    case 'xargs':
      return rest.length === 0 || (program === 'sort' && rest.every((word) => /^-\w+$/.test(word))) ? text : undefined;
    default:
      return filteredText([program, ...rest], text);
  }
}

/** `awk -F= '/^disk/ {print $2}'`, `awk '$1 == "data" {print $2}'` */
function chosenField(text: string, rest: readonly string[]): string | undefined {
  const script = rest.at(-1) ?? '';
  const [, pattern, number, value, action] =
    /^\s*(?:\/((?:[^/\\])+)\/|\$(\d+)\s*==\s*"([^"]*)")\s*(\{\s*print\s+\$(?:\d+|NF)\s*;?\s*(?:;?\s*exit\s*;?\s*)?\})\s*$/.exec(script) ??
    [];
  if (action === undefined) return undefined;
  const before = rest.slice(0, -1);
  const shown: FilterWords = ['awk', ...before, action.replace(/;?\s*exit\s*;?/, '')];
  const search = pattern === undefined ? undefined : searchOf(pattern);
  const isChosen = (line: string): boolean => {
    if (number === undefined) return search?.test(line) !== false;
    return filteredText(['awk', ...before, `{print $${number}}`], line) === value;
  };
  return filteredText(shown, text.split('\n').filter(isChosen).join('\n'));
}

/** `sed -n 's/^disk=//p'` */
function printedBySed(text: string, rest: readonly string[]): string | undefined {
  const [, script] = /^-n[rE]?\n(?:-[rE]\n)?(s[^]*)p$/.exec(rest.join('\n')) ?? [];
  if (script === undefined) return undefined;
  const lines = text.split('\n').map((line) => ({ line, made: filteredText(['sed', script], line) }));
  return lines.some(({ made }) => made === undefined)
    ? undefined
    : lines.flatMap(({ line, made = line }) => (made === line ? [] : [made])).join('\n');
}
