import * as fc from 'fast-check';
import { readTemplate } from '../../../lib/template/reading/read-template';
import { hasDisputedLineEnds } from '../../../lib/base/yaml/line-ends';
import { readCloudFormationYaml } from '../../../lib/template/reading/cloudformation-yaml';
import { refusalOf } from './refusal';
import { json } from './written-json';
import { runs } from '../../property-runs';

const valueOf = (text: string): unknown => JSON.parse(JSON.stringify(readCloudFormationYaml(text).value));

const TEMPLATE = `Resources:
  A:
    Type: AWS::EC2::Instance
    Properties:
      UserData: "line one
      line two"
      SecurityGroups: [ a,
      b ]
      ImageId: ami-1
`;

describe('quotes and brackets go on until they are closed, however little their lines are indented', () => {
  // As PyYAML 6.0.3 reads them.
  test.each<[string, string, unknown]>([
    ['at the column of the key', 'a:\n  b: "one\n  two"\n  c: 1\n', { a: { b: 'one two', c: 1 } }],
    ['left of the key', 'a:\n  b: "one\n two"\n  c: 1\n', { a: { b: 'one two', c: 1 } }],
    ['at the first column', "a:\n  b: 'one\ntwo'\n  c: 1\n", { a: { b: 'one two', c: 1 } }],
    ['several lines, folded', 'a:\n  b: "one\n\n\n two  \n\t three"\n', { a: { b: 'one\n\ntwo three' } }],
    ['an escaped line end', 'a:\n  b: "one\\\n  two\\n\\\n  three"\n', { a: { b: 'onetwo\nthree' } }],
    ['lines that end as on Windows', 'a:\r\n  b: "one\r\n  two"\r\n  c: [x,\r\ny]\r\n', { a: { b: 'one two', c: ['x', 'y'] } }],
    ['lines that look like keys, items and comments', 'a:\n  b: "one\nc: 1\n- d\n# e"\n', { a: { b: 'one c: 1 - d # e' } }],
    ['a tag before it', 'a:\n  b: !Sub "one\n  ${two}"\n', { a: { b: { 'Fn::Sub': 'one ${two}' } } }],
    [
      'a tag and an anchor before it',
      'a:\n  b: &x !Sub "one\n  two"\n  c: *x\n',
      { a: { b: { 'Fn::Sub': 'one two' }, c: { 'Fn::Sub': 'one two' } } },
    ],
    ['in an item of a list', 'a:\n  - "one\n  two"\n  - [ x,\n y ]\n', { a: ['one two', ['x', 'y']] }],
    ['brackets', 'a:\n  b: [ x,\n  y ]\n  c: 1\n', { a: { b: ['x', 'y'], c: 1 } }],
    ['brackets that are closed left of the key', 'a:\n  b: [\n    x\n]\n  c: 1\n', { a: { b: ['x'], c: 1 } }],
    ['braces', 'a:\n  b: { x: 1,\ny: 2 }\n  c: 1\n', { a: { b: { x: 1, y: 2 }, c: 1 } }],
    ['collections in collections', 'a:\n  b: [ { x: [1,\n2], y: "p\nq" },\n [ z ] ]\n', { a: { b: [{ x: [1, 2], y: 'p q' }, ['z']] } }],
    ['plain texts over several lines', 'a:\n  b: [ one\ntwo,\nthree ]\n', { a: { b: ['one two', 'three'] } }],
    ['comments between', 'a:\n  b: [ x, # first\n# second\n  y # third\n] # fourth\n  c: 1\n', { a: { b: ['x', 'y'], c: 1 } }],
    ['a short form of a list', "a:\n  b: !Join ['',\n  [ x,\n!Ref y ]]\n", { a: { b: { 'Fn::Join': ['', ['x', { Ref: 'y' }]] } } }],
    ['blank lines', 'a:\n  b: [\n\n  x,\n\ny ]\n', { a: { b: ['x', 'y'] } }],
  ])('%s', (_name, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test('positions are those of the text as it is written', () => {
    const { locate } = readTemplate(TEMPLATE, 'a.yaml');
    const at = (...path: (string | number)[]): unknown => locate(['Resources', 'A', 'Properties', ...path]);
    expect(at('UserData')).toEqual({ line: 5, column: 7 });
    expect(at('SecurityGroups', 0)).toEqual({ line: 7, column: 25 });
    expect(at('SecurityGroups', 1)).toEqual({ line: 8, column: 7 });
    expect(at('ImageId')).toEqual({ line: 9, column: 7 });
    expect(valueOf(TEMPLATE)).toEqual({
      Resources: {
        A: { Type: 'AWS::EC2::Instance', Properties: { UserData: 'line one line two', SecurityGroups: ['a', 'b'], ImageId: 'ami-1' } },
      },
    });
  });

  test('any value, as JSON with every line at any column', () => {
    const columns = fc.array(fc.nat(6), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(json, columns, (value, indents) => {
        fc.pre(!hasDisputedLineEnds(JSON.stringify(value)));
        const lines = JSON.stringify({ value }, undefined, 1).split('\n');
        const moved = lines.map((line, index) =>
          index === 0 ? line : ' '.repeat(indents[index % indents.length] ?? 0) + line.trimStart(),
        );
        expect(JSON.stringify(readCloudFormationYaml(`a:\n  b: ${moved.join('\n')}\n  c: 1\n`).value)).toBe(
          JSON.stringify({ a: { b: { value }, c: 1 } }),
        );
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('what is refused for another reason is refused as before', () => {
  test.each([
    ['quotes never closed', 'a:\n  b: "one\n  two\n  c: 1\n', '5:1 a text in quotes is never closed: close it'],
    ['the same, with quotes further down', 'a:\n  b: "one\n  c: "two"\n', undefined],
    ['brackets never closed', 'a:\n  b: [ x,\n  y\n  c: 1\n', undefined],
    ['a file that breaks off in brackets', 'a:\n  b: [ x,\n  { y: [ z', undefined],
    ['brackets closed by others', 'a:\n  b: [ x,\n  y }\n', undefined],
    ['one bracket too many', 'a:\n  b: [ x,\n  y ]]\n', undefined],
    ['something behind the quotes', 'a:\n  b: "one\n  two" three\n', undefined],
    ['a document that begins within quotes', 'a:\n  b: "one\n---\n  two"\n', undefined],
    ['a document that begins within brackets', 'a:\n  b: [ x,\n---\n  y ]\n', undefined],
    ['a document that ends within brackets', 'a:\n  b: [ x,\n...\n  y ]\n', undefined],
    ['a key over several lines', 'a:\n  "one\n  two": 1\n', undefined],
    ['a list of lines within brackets', 'a:\n  b: [\n- x\n- y ]\n', undefined],
    ['wrong indentation elsewhere', 'a:\n  b: [ x,\n  y ]\n c: 1\n', undefined],
    ['a tab elsewhere', 'a:\n  b: [ x,\n  y ]\n\tc: 1\n', undefined],
    ['a second document', 'a: "one\n two"\n---\nb: 1\n', '3:1 a second document begins here: keep one template in a file'],
    ['a text without quotes', 'a:\n  b: one\n  two\n', undefined],
  ])('%s', (_name, text, expected) => {
    const refused = refusalOf(() => readCloudFormationYaml(text));
    if (expected === undefined) expect(refused).toMatch(/^\d+:\d+ /);
    else expect(refused).toBe(expected);
  });

  test('a file that breaks off anywhere', () => {
    const end = TEMPLATE.indexOf(']');
    for (let length = TEMPLATE.indexOf('"') + 1; length < end; length++) {
      const text = TEMPLATE.slice(0, length);
      const isWhole = /two"\n? *$|SecurityGroups:? *$/.test(text) || /\n {6}S?[a-z]*(?:G[a-z]*)?$/.test(text);
      if (!isWhole) expect(() => readCloudFormationYaml(text)).toThrow();
    }
  });

  test('nesting without end', () => {
    expect(refusalOf(() => readCloudFormationYaml(`a:\n  b: [ x,\n  ${'['.repeat(5000)}`))).toContain('nested more than 200 levels deep');
  });
});
