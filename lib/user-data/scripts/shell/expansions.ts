import { patternSource, regularExpression } from './patterns';
import { filteredText, type FilterWords } from './text-filters';

/** An operation on the value of a variable: the text between its name and `}`. */
type Operation = (value: string) => string | undefined;

/** Separates the programs that filter a value, and their arguments. No script has these characters. */
const BETWEEN_FILTERS = '\u0002';
const BETWEEN_WORDS = '\u0001';

/** Writes a variable and its filters as an expansion; undefined if they cannot be written. */
export function throughFilters(name: string, filters: readonly FilterWords[]): string | undefined {
  const written = filters.map((words) => words.join(BETWEEN_WORDS)).join(BETWEEN_FILTERS);
  return /[{}$]/.test(written) ? undefined : `\${${name}|${written}}`;
}

/** Returns the result of an operation on a value: `,,`, `/old/new`, `##*:`, `:0:3`; undefined for another operation or an unknown value. */
export function operated(operation: string, value: string): string | undefined {
  if (value.includes('$')) return undefined;
  return operationOf(operation)?.(value);
}

function operationOf(operation: string): Operation | undefined {
  const [, sign = '', rest = ''] = /^(\||@|,,?|\^\^?|\/[/#%]?|##?|%%?|:)([^]*)$/.exec(operation) ?? [];
  switch (sign) {
    case '|':
      return (value) => throughAll(rest, value);
    case ',,':
      return rest === '' ? (value) => value.toLowerCase() : undefined;
    case ',':
      return rest === '' ? (value) => value.charAt(0).toLowerCase() + value.slice(1) : undefined;
    case '^^':
      return rest === '' ? (value) => value.toUpperCase() : undefined;
    case '^':
      return rest === '' ? (value) => value.charAt(0).toUpperCase() + value.slice(1) : undefined;
    case '@':
      return rest === 'L' ? (value) => value.toLowerCase() : rest === 'U' ? (value) => value.toUpperCase() : (value) => value;
    case '#':
    case '##':
      return removal(unquoted(rest), (source) => `^(?:${source})`, sign === '##');
    case '%':
    case '%%':
      return ending(unquoted(rest), sign === '%%');
    case ':':
      return slice(rest);
    default:
      return sign.startsWith('/') ? replacement(sign, rest) : undefined;
  }
}

function throughAll(filters: string, value: string): string | undefined {
  let text: string | undefined = value;
  for (const written of filters.split(BETWEEN_FILTERS)) {
    const [program = '', ...rest] = written.split(BETWEEN_WORDS);
    text = text === undefined ? undefined : filteredText([program, ...rest], text);
  }
  return text;
}

function unquoted(text: string): string {
  return text.replace(/^(["'])([^]*)\1$/, '$2');
}

function removal(pattern: string, anchored: (source: string) => string, isGreedy: boolean): Operation | undefined {
  const source = patternSource(pattern, isGreedy);
  const expression = source === undefined ? undefined : regularExpression(anchored(source));
  return expression && ((value) => value.replace(expression, ''));
}

/** Returns the removal of an ending. The shortest ending begins last. */
function ending(pattern: string, isLongest: boolean): Operation | undefined {
  const source = patternSource(pattern, true);
  const expression = source === undefined ? undefined : regularExpression(isLongest ? `(?:${source})$` : `^([^]*)(?:${source})$`);
  return expression && ((value) => (isLongest ? value.replace(expression, '') : (expression.exec(value)?.[1] ?? value)));
}

function replacement(sign: string, rest: string): Operation | undefined {
  const [, pattern = '', text = ''] = /^((?:\\[^]|[^/\\])+)(?:\/([^]*))?$/.exec(rest) ?? [];
  // An inserted value may be known elsewhere.
  if (pattern === '' || text.includes('$')) return undefined;
  const source = patternSource(unquoted(pattern), true);
  const anchored = source === undefined ? undefined : sign === '/#' ? `^(?:${source})` : sign === '/%' ? `(?:${source})$` : source;
  const expression = anchored === undefined ? undefined : regularExpression(anchored, sign === '//' ? 'g' : '');
  const written = unquoted(text).replace(/\\([^])/g, '$1');
  return expression && ((value) => value.replace(expression, () => written));
}

/** Returns a part of the value: `:2`, `:0:3`, `: -3`, `::-1`. */
function slice(rest: string): Operation | undefined {
  const [, from = '', length] = /^\s*\(?(-?\d*)\)?(?::\s*\(?(-?\d+)\)?)?$/.exec(rest) ?? [];
  if (from === '' && length === undefined) return undefined;
  const start = Number(from);
  return (value) => {
    const begin = start < 0 ? Math.max(0, value.length + start) : start;
    const count = length === undefined ? undefined : Number(length);
    return value.slice(begin, count === undefined ? undefined : count < 0 ? count : begin + count);
  };
}
