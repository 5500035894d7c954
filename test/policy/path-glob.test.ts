import * as fc from 'fast-check';
import { matchesPath } from '../../lib/policy/path-glob';
import { runs } from '../property-runs';

/** The same, as a regular expression. */
function reference(pattern: string): RegExp {
  const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '[^/]*');
  const parts = pattern.split('/').map((part) => (part === '**' ? '(?:[^/]*/)*' : `${escaped(part)}/`));
  return new RegExp(`^${parts.join('')}$`);
}

test('covers what the regular expression does', () => {
  const part = fc.constantFrom('a', 'b', 'ab', '*', 'a*', '**', '*b*', '');
  const segment = fc.constantFrom('a', 'b', 'ab', 'ba', '');
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.array(segment, { minLength: 1, maxLength: 6 }), (parts, segments) => {
      const [pattern, path] = [parts.join('/'), segments.join('/')];
      expect({ pattern, path, covered: matchesPath(pattern, path) }).toEqual({
        pattern,
        path,
        covered: reference(pattern).test(`${path}/`),
      });
    }),
    { numRuns: runs(2_000) },
  );
});

test('a pattern on which backtracking would not come to an end is matched', () => {
  expect(matchesPath(`${'**/a*/'.repeat(200)}b`, `${'aa/'.repeat(400)}c`)).toBe(false);
});
