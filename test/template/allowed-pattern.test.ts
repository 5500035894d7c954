import { readAllowedPattern } from '../../lib/template/values/allowed-pattern';
import fc from 'fast-check';
import { launching, unresolved } from './checked';
import { runs } from '../property-runs';

function verdict(pattern: string) {
  return launching({ Ref: 'Type' }, { Parameters: { Type: { Type: 'String', AllowedPattern: pattern } } });
}

describe('a parameter without AllowedValues', () => {
  test.each([
    'm5\\.large',
    '^m5\\.large$',
    '(m5|c5)\\.(large|[0-9]+xlarge)',
    '(?:t3|t4g)\\.[a-z]+',
    'm5d?n?\\.\\w{4,}',
    '([a-z]5[a-z]?)+\\.large',
    'c7[a-z]*\\..*',
    'i3\\.metal',
  ])('is fine where no Xen type matches %s', (pattern) => {
    expect(verdict(pattern)).toEqual([]);
  });

  test.each([
    'm[45]\\.large',
    '.*',
    '[a-z0-9]+\\.[a-z0-9]+',
    'm5\\.large|m4\\.large',
    '(m5|m4)\\.large',
    'i3\\..+',
    '(t2|t3)\\.(nano|micro)?',
    'm4?5?\\.large',
  ])('is not where one does: %s', (pattern) => {
    expect(verdict(pattern)).toMatchObject([unresolved("parameter 'Type'")]);
  });

  test('the pattern has to match the whole value, so that it may well be narrower than it looks', () => {
    expect(verdict('m4')).toEqual([]);
    expect(verdict('m4.*')).toMatchObject([unresolved("parameter 'Type'")]);
  });

  test.each([
    ['look-ahead', '(?!m4).*'],
    ['a back reference', '(m)5\\.\\1.*'],
    ['a flag', '(?i)M5\\.large'],
    ['a named group', '(?<f>m5)\\.large'],
    ['a possessive repetition', 'm5\\.[a-z]++'],
    ['a class in a class', '[a-z&&[^t]]5\\.large'],
    ['an intersection', '[a-z&&d-f]5\\.large'],
    ['a negated intersection', '[^a-z&&m]4\\.large'],
    ['a Unicode property', '\\p{Lower}5\\.large'],
    ['a quotation', '\\Qm5.large\\E'],
    ['a word boundary', '\\bm5\\.large'],
    ['an unclosed group', '(m5'],
    ['an unclosed class', '[m5'],
    ['a class out of order', '[z-a]5'],
    ['a bracket too many', 'm5)'],
    ['a repetition of nothing', '*m5'],
    ['a repetition of a repetition', 'm5**'],
    ['too long a pattern', `m5\\.${'x'.repeat(1000)}`],
  ])('%s is left undecided', (_what, pattern) => {
    expect(verdict(pattern)).toMatchObject([unresolved("parameter 'Type'")]);
  });

  test.each([5, null, ['m5.large'], {}])('a pattern that is no text is none: %j', (pattern) => {
    expect(launching({ Ref: 'Type' }, { Parameters: { Type: { Type: 'String', AllowedPattern: pattern } } })).toMatchObject([
      unresolved("parameter 'Type'"),
    ]);
  });
});

describe('a pattern made to take exponential time', () => {
  const text = 'a'.repeat(60);
  test.each([
    '(a+)+b',
    '(a|a)*b',
    '(a*)*b',
    `${'.*'.repeat(40)}b`,
    `${'a?'.repeat(60)}${'a'.repeat(60)}b`,
    `${'(.|.|.)'.repeat(60)}b`,
    '((a{1,9999}){1,9999}){1,9999}b',
    `${'('.repeat(300)}a*${')*'.repeat(300)}b`,
  ])('%s is matched, and never lets less through than it should', (pattern) => {
    const admits = readAllowedPattern(pattern);
    // Backtracking would not come to an end.
    admits?.(text);
    expect(admits?.(`${text}b`) ?? true).toBe(true);
  });
});

test('patterns mean what they mean to JavaScript', () => {
  const item = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\.', '\\d', '\\w', '5');
  const sign = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,}', '{0,2}', '*?');
  const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
    part: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(item, sign).map(([one, times]) => one + times),
      fc.tuple(tie('pattern'), sign).map(([group, times]) => `(${group})${times}`),
    ),
    pattern: fc.oneof(
      { maxDepth: 3 },
      fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
      fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
    ),
  }));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '5', '.'), maxLength: 6 });
  fc.assert(
    fc.property(pattern, text, (source, value) => {
      expect(readAllowedPattern(source)?.(value)).toBe(new RegExp(`^(?:${source})$`).test(value));
    }),
    { numRuns: runs(2000) },
  );
});
