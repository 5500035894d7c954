import { inFormat } from './spoken-text';

/** The text methods that are evaluated. */
export const METHODS: ReadonlySet<string> = new Set([
  'format',
  'join',
  'replace',
  'sub',
  'gsub',
  'reverse',
  'concat',
  'lower',
  'toLowerCase',
  'downcase',
  'strip',
  'trim',
]);

/** Returns the result of a text method. A list is one text, with NUL between the items. */
export function withMethod(name: string, text: string, values: readonly string[]): string {
  const [first = '', second = ''] = values;
  switch (name) {
    case 'format': {
      let at = 0;
      return text.replace(/\{(\d*)\}/g, (_, index: string) => values[index === '' ? at++ : Number(index)] ?? '');
    }
    case 'join':
      // `join` is called on the separator in Python, and on the list in Ruby.
      return text.includes('\0') ? text.split('\0').join(first) : values.join(text);
    case 'replace':
    case 'sub':
    case 'gsub':
      return text.replaceAll(first, () => second);
    case 'reverse':
      return reversed(text);
    case 'concat':
      return text + values.join('');
    default:
      return /^(?:lower|toLowerCase|downcase)$/.test(name) ? text.toLowerCase() : text;
  }
}

/** The text functions that are evaluated. */
export const FUNCTIONS = /^(?:chr|reverse|str|sprintf|join|lc|strrev|strtolower)$/;

/** Returns the result of a function. */
export function calledWith(name: string, values: readonly string[]): string {
  const [first = '', ...others] = values;
  switch (name) {
    case 'chr':
      return String.fromCharCode(Number(first));
    case 'sprintf':
      return inFormat(first, others);
    case 'join':
      return others.join(first);
    case 'reverse':
    case 'strrev':
      return reversed(values.join(''));
    default:
      return name === 'str' ? first : first.toLowerCase();
  }
}

export function reversed(text: string): string {
  return [...text].reverse().join('');
}
