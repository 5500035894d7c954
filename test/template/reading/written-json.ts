import * as fc from 'fast-check';
import type { Json } from '../../../lib/base/json/json';

/** A JSON text, and where each value's key or item was written: recorded by the writer, so independent of any reader. */
export interface WrittenJson {
  readonly text: string;
  readonly value: Json;
  readonly places: readonly { readonly pointer: readonly (string | number)[]; readonly offset: number }[];
}

const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'yes',
  'No',
  '<<',
  '',
  '~',
  '012',
  '1',
  '2010-09-09',
  'a: b',
  '# x',
  'é\u{1F600}',
  'q"\\\n',
];

/** Numbers that JSON and YAML both read as the same number. */
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({ min: -999, max: 999 }).map((n) => n / 8),
);
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('yes', 'off', 'null', '012345678901', '2010-09-09', '<<', '!Ref x', '*a', '&a', '- a', ' a ', 'a\nb\n', '\ta'),
);

export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json; object: Json; list: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    tie('object'),
    tie('list'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 8 })), tie('value')), { maxLength: 12 })
    .map((members) => {
      const object: Record<string, Json> = {};
      for (const [key, value] of members)
        Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
      return object;
    }),
})).object;

/** The object written with blanks as `blanks` gives them, in turn. */
export function writeJson(value: Json, blanks: readonly string[]): WrittenJson {
  let written = '';
  let turn = 0;
  const places: { pointer: readonly (string | number)[]; offset: number }[] = [];
  const blank = (): void => void (written += blanks[turn++ % blanks.length] ?? '');
  const write = (part: Json, pointer: readonly (string | number)[]): void => {
    if (typeof part !== 'object' || part === null) {
      written += JSON.stringify(part);
      return;
    }
    const isList = Array.isArray(part);
    written += isList ? '[' : '{';
    Object.keys(part).forEach((key, index) => {
      if (index > 0) written += ',';
      blank();
      const inner = [...pointer, isList ? index : key];
      places.push({ pointer: inner, offset: written.length });
      if (!isList) written += `${JSON.stringify(key)}: `;
      write((part as Record<string, Json>)[key] ?? null, inner);
      blank();
    });
    written += isList ? ']' : '}';
  };
  blank();
  places.push({ pointer: [], offset: written.length });
  write(value, []);
  blank();
  return { text: written, value, places };
}

export const writtenJson: fc.Arbitrary<WrittenJson> = fc
  .tuple(json, fc.array(fc.constantFrom('', ' ', '\n', '\r\n', '\n  ', '   '), { minLength: 1, maxLength: 7 }))
  .map(([value, blanks]) => writeJson(value, blanks));

export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
