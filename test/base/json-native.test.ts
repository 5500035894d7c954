import fc from 'fast-check';
import type { Json } from '../../lib/base/json/json';
import { parseScanned } from '../../lib/base/json/json-document';
import { parseNatively } from '../../lib/base/json/json-native';
import { LineIndex } from '../../lib/base/json/position';
import { UnreadableTemplateError } from '../../lib/base/json/unreadable-text-error';
import { templates } from '../check/template-arbitrary';
import { json, writtenJson } from '../template/reading/written-json';
import { runs } from '../property-runs';

/** The value with its keys in order, or why the scanner refuses the text. */
function scanned(text: string): string {
  try {
    return JSON.stringify(parseScanned(text, new LineIndex(text)));
  } catch (error) {
    if (error instanceof UnreadableTemplateError) return error.message;
    throw error;
  }
}

/** Whether the engine alone reads the text: the scanner then reads the same from it. */
function isReadNatively(text: string): boolean {
  const value = parseNatively(text);
  if (value !== undefined) expect(JSON.stringify(value)).toBe(scanned(text));
  return value !== undefined;
}

/** The ways in which tools write JSON. */
const INDENTS = [undefined, 1, 2, 4, 8, '\t'];

const text = fc.oneof(
  fc
    .tuple(fc.oneof(json, templates as fc.Arbitrary<Json>), fc.constantFrom(...INDENTS))
    .map(([value, indent]) => JSON.stringify(value, undefined, indent)),
  writtenJson.map((written) => written.text),
);

test('the scanner reads every text that the engine reads', () => {
  const numRuns = runs(1000);
  let read = 0;
  fc.assert(
    fc.property(text, (whole) => void (read += isReadNatively(whole) ? 1 : 0)),
    { numRuns },
  );
  expect(read).toBeGreaterThan(numRuns / 2);
});

test('a text that the scanner refuses is never read by the engine alone', () => {
  const tampering = fc.record({
    at: fc.nat(),
    remove: fc.nat(3),
    insert: fc.constantFrom('', '{', '}', '[', ']', ',', '"', '\\', '0', ' ', '\u0001'),
  });
  fc.assert(
    fc.property(text, tampering, (whole, { at, remove, insert }) => {
      const start = at % whole.length;
      isReadNatively(whole.slice(0, start) + insert + whole.slice(start + remove));
    }),
    { numRuns: runs(1000) },
  );
});

test('a key that is written twice, at any level, is left to the scanner', () => {
  fc.assert(
    fc.property(fc.string(), json, fc.constantFrom(...INDENTS), (key, value, indent) => {
      const [member, space] = [`${JSON.stringify(key)}: ${JSON.stringify(value, undefined, indent)}`, indent === undefined ? '' : '\n'];
      const twice = `{${member},${space}${member}}`;
      for (const whole of [twice, `[${twice}]`, `{"a": ${twice}}`]) {
        expect(parseNatively(whole)).toBeUndefined();
        expect(scanned(whole)).toContain('is written twice');
      }
    }),
  );
});
