import * as fc from 'fast-check';
import { matchesGlob } from '../../../lib/base/glob';
import { globsOverlap } from '../../../lib/rules/demands/glob-overlap';
import { runs } from '../../property-runs';

/** Every text of up to six of two letters: longer than any two patterns of three need to meet. */
const texts = Array.from({ length: 7 }, (_, length) => length).flatMap((length) =>
  Array.from({ length: 2 ** length }, (_, bits) =>
    bits.toString(2).padStart(length, '0').slice(0, length).replaceAll('0', 'a').replaceAll('1', 'b'),
  ),
);

test('two patterns overlap where some text fits both', () => {
  const pattern = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 3 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      const meets = texts.some((text) => matchesGlob(a, text) && matchesGlob(b, text));
      expect({ a, b, overlap: globsOverlap(a, b) }).toEqual({ a, b, overlap: meets });
    }),
    { numRuns: runs(1_000) },
  );
});
