import { inFormat } from './spoken-text';

/** Methods of texts that are read. */
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

/** Returns what a method of a text makes of it. A list is written with NUL between its texts. */
export function withMethod(name: string, text: string, values: readonly string[]): string {
  const [first = '', second = ''] = values;
  switch (name) {
    case 'format': {
      let at = 0;
      return text.replace(/\{(\d*)\}/g, (_, index: string) => values[index === '' ? at++ : Number(index)] ?? '');
    }
    case 'join':
      // Of Python and Ruby, the one joins by the text, the other by the argument.
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

/** Functions of texts that are read. */
export const FUNCTIONS = /^(?:chr|reverse|str|sprintf|join|lc|strrev|strtolower)$/;

/** Returns what a function makes of its arguments. */
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
