/**
 * The booleans of YAML 1.1 without quotes: `yes`, `no`, `on` and `off` among them, but not `y` and `n`, which its parsers take for
 * texts.
 */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map(
  Object.entries({ true: true, yes: true, on: true, false: false, no: false, off: false }).flatMap(([word, value]): [string, boolean][] => [
    [word, value],
    [word.charAt(0).toUpperCase() + word.slice(1), value],
    [word.toUpperCase(), value],
  ]),
);

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

const LONGEST_WORD = 5;

const NINE = 0x39;

/** A number that is written as JSON would write it. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/**
 * Returns the value of a plain scalar in YAML 1.1. A number stays the text that was written unless writing it again gives the same
 * text: account ids must keep their digits (`012345678901`), versions their zeros (`1.0`). So do numbers in another base (`0x1F`,
 * `1_000`, `12:30`), exponents (`12e5` is a text in YAML 1.1), dates, and `.inf` and `.nan`, which JSON cannot hold.
 */
export function plainScalar(source: string): null | boolean | number | string {
  if (source.length <= LONGEST_WORD) {
    if (NULLS.has(source)) return null;
    const boolean = BOOLEANS.get(source);
    if (boolean !== undefined) return boolean;
  }
  if (source.charCodeAt(0) > NINE || !NUMBER.test(source)) return source;
  const number = Number(source);
  return String(number) === source && (Number.isSafeInteger(number) || !Number.isInteger(number)) ? number : source;
}

/** Returns a plain scalar used as a key. Keys are texts; a boolean key is spelled as the boolean value is, so that it is found in a mapping. */
export function plainKey(source: string): string {
  return source.length <= LONGEST_WORD ? (BOOLEANS.get(source)?.toString() ?? source) : source;
}
