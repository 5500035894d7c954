/**
 * Booleans as CloudFormation reads them without quotes. It reads YAML 1.1, so `yes`, `no`, `on` and `off` are booleans, and reach
 * a resource as `true` and `false`; `y` and `n` are texts, as in the parsers it is built on.
 */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map(
  Object.entries({ true: true, yes: true, on: true, false: false, no: false, off: false }).flatMap(([word, value]): [string, boolean][] => [
    [word, value],
    [word.charAt(0).toUpperCase() + word.slice(1), value],
    [word.toUpperCase(), value],
  ]),
);

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

const NUMBER = /^[-+]?(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][-+]?\d+)?$/;

/**
 * Returns the value of a plain scalar. A number that the engine prints otherwise (`1.0`, `12e5`), or that YAML 1.1 would read in another base
 * (`012345678901`, `0x1F`, `1_000`, `12:30`), stays the text that was written: account ids must keep their digits. So do
 * dates, `2010-09-09` included, and `.inf` and `.nan`, which JSON cannot hold.
 */
export function plainScalar(source: string): null | boolean | number | string {
  if (NULLS.has(source)) return null;
  const boolean = BOOLEANS.get(source);
  if (boolean !== undefined) return boolean;
  if (!NUMBER.test(source)) return source;
  const number = Number(source);
  return String(number) === source ? number : source;
}

/** Returns a plain scalar used as a key. Keys are texts; a boolean key is spelled as the boolean value is, so that it is found in a mapping. */
export function plainKey(source: string): string {
  return BOOLEANS.get(source)?.toString() ?? source;
}
