import { readCloudFormationYaml } from '../../../lib/template/reading/cloudformation-yaml';
import { refusalOf } from '../../template/reading/refusal';

const valueOf = (text: string): unknown => JSON.parse(JSON.stringify(readCloudFormationYaml(text).value));

describe.each(['\u0085', '\u2028', '\u2029'])('%j ends a line in YAML 1.1 only', (end) => {
  const code = end.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

  test.each([
    ['a key behind a comment', `a: # b${end}c: d\n`],
    ['a value behind a comment', `a:\n  # b${end}  c\n`],
    ['a comment in a text', `a: b${end}# c\n`],
    ['a block text that is over', `a: |\n  b${end}c: d\n`],
    ['two documents', `a: b${end}--- # c\n`],
  ])('%s: refused where it is', (_, text) => {
    const line = text.slice(0, text.indexOf(end)).split('\n').length;
    expect(refusalOf(() => readCloudFormationYaml(text))).toMatch(new RegExp(`^${line}:\\d+ the character U\\+${code} ends a line`));
    // The twins: a line feed, and a space.
    const [broken, joined] = ['\n', ' '].map((each) => text.replace(end, each));
    expect(JSON.stringify([broken, joined].map((each) => readOrNot(each ?? '')))).not.toContain('U+');
  });

  test.each<[string, string, unknown]>([
    ['in quotes', `a: "b${end}c"\nd: 'e${end}f'\n`, { a: `b${end}c`, d: `e${end}f` }],
    ['at the end of a comment', `a: b # c${end}\nd: e\n`, { a: 'b', d: 'e' }],
    ['in keys in braces', `{x: {"a${end}b": c}}\n`, { x: { [`a${end}b`]: 'c' } }],
    ['between comments', `a: b # c${end}# d\n`, { a: 'b' }],
  ])('%s: read, for it changes nothing', (_, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });
});

function readOrNot(text: string): unknown {
  try {
    return valueOf(text);
  } catch (error) {
    return (error as Error).message;
  }
}

test('texts that aliases repeat are not compared without end', () => {
  const text = `a: &a "${'b'.repeat(1_000_000)}\u2028"\nc: [${Array<string>(5000).fill('*a').join(', ')}]\n`;
  expect(refusalOf(() => readCloudFormationYaml(text))).toContain('U+2028');
});
