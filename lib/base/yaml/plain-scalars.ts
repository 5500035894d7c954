/**
 * The booleans of YAML 1.1 without quotes. `yes`, `no`, `on` and `off` are among them, but not `y` and `n`, which parsers of YAML 1.1 read
 * as texts.
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

/** A number in JSON's form. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/**
 * Returns the value of a plain scalar in YAML 1.1. A number stays the written text unless printing it again gives the same text: account
 * ids must keep their digits (`012345678901`), and versions their zeros (`1.0`). Numbers in another base (`0x1F`, `1_000`, `12:30`),
 * exponents (`12e5` is a text in YAML 1.1), dates, and `.inf` and `.nan`, which JSON cannot hold, also stay text.
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

/**
 * Returns a plain scalar as a key. Keys are texts. A boolean key has the spelling of the boolean value, so that a mapping lookup finds it.
 */
export function plainKey(source: string): string {
  return source.length <= LONGEST_WORD ? (BOOLEANS.get(source)?.toString() ?? source) : source;
}
