import type { FilterWords } from './text-filters';

/** The last field has the rest. */
export function fieldsOf(text: string, separators: string | undefined, most = Infinity): readonly string[] {
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

/** Takes one of the fields of each line, as `read` does. */
export function fieldRead(index: number, count: number, separators: string | undefined): FilterWords {
  return ['read', index.toString(), count.toString(), ...(separators === undefined ? [] : [separators])];
}

/** Stands for a program whose output may be any value of the text. */
export const ANY_VALUE: FilterWords = ['any'];
