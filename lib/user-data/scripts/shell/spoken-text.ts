import { unescaped } from './escapes';

/** Returns the output of `echo` or `printf`. */
export function spokenText(program: string, words: readonly string[]): string {
  const spoken = words.filter((text, index) => index > 0 || !/^-[neE]+$/.test(text));
  if (program !== 'printf') return unescaped(spoken.join(' '));
  const [first = '', ...others] = spoken;
  const [format = '', ...values] = first === '--' ? others : spoken;
  // The format is applied to all values in turn.
  return format.includes('%') ? inFormat(format, values) : unescaped([format, ...values].join(' '));
}

/** Returns a format of `printf` with its values inserted and its escapes decoded. */
export function inFormat(format: string, values: readonly string[]): string {
  const places = /%[-+ 0#\d.]*[a-zA-Z%]/g;
  let next = 0;
  let text = '';
  do {
    const start = next;
    text += unescaped(format).replace(places, (place) => (place === '%%' ? '%' : inPlace(place, values[next++])));
    if (next === start) break;
  } while (next < values.length);
  return text;
}

function inPlace(place: string, value: string | undefined): string {
  if (value === undefined) return '';
  const [, width = '', kind = ''] = /^%[-+ #]*([0\d]*)[.\d]*([a-zA-Z])$/.exec(place) ?? [];
  switch (kind) {
    case 'b':
      return unescaped(value);
    case 'c':
      return value.slice(0, 1);
    case 'o':
    case 'x':
    case 'X': {
      const number = Number(value);
      if (!Number.isSafeInteger(number)) return value;
      const digits = number.toString(kind === 'o' ? 8 : 16);
      return (kind === 'X' ? digits.toUpperCase() : digits).padStart(Math.min(Number(width), 20), '0');
    }
    default:
      return value;
  }
}
