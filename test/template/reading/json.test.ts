import * as fc from 'fast-check';
import { readJson } from '../../../lib/base/json/json-document';
import { readTemplate } from '../../../lib/template/reading/read-template';
import { UnreadableTemplateError } from '../../../lib/base/json/unreadable-text-error';
import { refusal, refusalOf } from './refusal';
import { json, positionOf, writtenJson } from './written-json';
import { runs } from '../../property-runs';

describe('what JSON is refused, and where', () => {
  const cases: [string, string, string][] = [
    [
      'cut off inside an object',
      '{\n "Resources": {\n',
      '3:1 the file ends inside an object that begins at line 2, column 15: it may have been cut off, write it again',
    ],
    [
      'cut off inside a list',
      '{"a": [1,\n2',
      '2:2 the file ends inside a list that begins at line 1, column 7: it may have been cut off, write it again',
    ],
    [
      'cut off inside a string',
      '{"a": "x\\"',
      '1:11 the file ends inside a string that begins at line 1, column 7: it may have been cut off, write it again',
    ],
    [
      'cut off inside an escape',
      '{"a": "\\u12',
      '1:12 the file ends inside a string that begins at line 1, column 7: it may have been cut off, write it again',
    ],
    [
      'cut off before a value',
      '{"a":',
      '1:6 the file ends inside an object that begins at line 1, column 1: it may have been cut off, write it again',
    ],
    ['comma before a closing brace', '{"a": 1,\n}', "1:8 ',' before '}': remove it"],
    ['comma before a closing bracket', '{"a": [1 , ]}', "1:10 ',' before ']': remove it"],
    ['missing comma', '{"a": 1\n "b": 2}', `2:2 expected ',' or '}', found '"': correct it`],
    ['missing colon', '{"a" 1}', "1:6 expected ':' after the key, found '1': correct it"],
    ['key without quotes', '{a: 1}', "1:2 expected a key in double quotes, found 'a': correct it"],
    ['value without quotes', '{"a": m5.large}', "1:7 expected a value, found 'm5.large': correct it"],
    ['line comment', '{\n  // why\n}', '2:3 JSON has no comments: remove it'],
    ['block comment', '{"a": /* b */ 1}', '1:7 JSON has no comments: remove it'],
    ['wrong bracket', '{"a": [1}', "1:9 expected ',' or ']', found '}': correct it"],
    ['text after the end', '{}\n{}', "2:1 '{' after the end of the template: remove it"],
    [
      'line break in a string',
      '{"a": "x\ny"}',
      "1:9 the line ends inside a string that begins at line 1, column 7: close the string, or write an escape such as '\\n'",
    ],
    [
      'control character in a string',
      '{"a": "\u0001"}',
      "1:8 there is a control character inside a string that begins at line 1, column 7: close the string, or write an escape such as '\\n'",
    ],
    ['unknown escape', '{"a": "C:\\d"}', "1:10 '\\d' is not an escape that JSON knows: write '\\\\' for a backslash"],
    ['short unicode escape', '{"a": "\\u12"}', "1:8 '\\u' without four hexadecimal digits: write '\\\\' for a backslash"],
    ['leading zero', '{"a": 012}', "1:8 expected ',' or '}', found '12': correct it"],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  test('a logical id that is written twice', () => {
    const text = '{"Resources": {\r\n  "Web": {"Type": "A"},\r\n  "Db": {"Type": "A"},\r\n  "Web": {"Type": "B"}\r\n}}';
    expect(refusal(text)).toBe("4:3 the key 'Web' is written twice in one object, first at line 2, column 3: rename or remove one of them");
  });

  test('a key that is written twice in other letters, and one among many', () => {
    expect(refusal('{"Web": 1, "\\u0057eb": 2}')).toMatch(/^1:12 the key 'Web' is written twice in one object, first at line 1, column 2:/);
    const many = Array.from({ length: 50 }, (_, index) => `"K${index}": 1`).join('\n,');
    expect(refusal(`{${many},"K3": 2}`)).toMatch(/^50:11 the key 'K3' is written twice in one object, first at line 4, column 2:/);
  });

  test('a key that is written twice in a text as the CDK writes it', () => {
    const text = JSON.stringify({ Resources: { Web: { Type: 'A' }, Wes: { Type: 'B' } } }, undefined, 1).replace('Wes', 'Web');
    expect(refusal(text)).toBe("6:3 the key 'Web' is written twice in one object, first at line 3, column 3: rename or remove one of them");
    expect(refusal(JSON.stringify({ 'a b': [1, { Web: 1, Wes: 1 }] }).replace('Wes', 'Web'))).toMatch(
      /^1:20 the key 'Web' is written twice/,
    );
  });

  test('the same key in different objects is none written twice', () => {
    expect(readJson('{"a": {"x": 1}, "b": {"x": 1, "y": [{"x": 1}, {"x": 2}]}, "x": 0}').value).toMatchObject({ a: { x: 1 }, x: 0 });
  });

  test('nesting is read to 200 levels, and refused beyond without running out of stack', () => {
    const nested = (levels: number): string => '{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1);
    expect(refusal(nested(200))).toMatch(/it has no 'Resources'$/);
    expect(refusal(nested(201))).toBe('1:1001 nested more than 200 levels deep: CloudFormation does not accept that, write it flatter');
    expect(refusal('{"a":' + '['.repeat(1_000_000))).toMatch(/^1:205 nested more than 200 levels deep/);
    const asWritten = (levels: number): string => JSON.stringify(JSON.parse(nested(levels)), undefined, 1);
    expect(refusal(asWritten(200))).toMatch(/it has no 'Resources'$/);
    expect(refusal(asWritten(201))).toMatch(/^201:206 nested more than 200 levels deep/);
  });
});

test('keys that every object has by itself are keys like any other', () => {
  const text = '{"Resources": {"__proto__": {"Type": "A"}, "constructor": {"Type": "B"}, "toString": {"Type": "C"}}}';
  const { template, locate } = readTemplate(text, 'a.json');
  expect(Object.keys(template['Resources'] ?? {})).toEqual(['__proto__', 'constructor', 'toString']);
  expect(locate(['Resources', '__proto__', 'Type'])).toEqual({ line: 1, column: 30 });
  expect(locate(['Resources', 'valueOf'])).toEqual({ line: 1, column: 2 });
});

test('what a pointer leads to that is not there has the position of what is around it', () => {
  const { locate } = readJson('{\n "a": [10,\n  {"b": 1}]}');
  expect(locate(['a', 1, 'c', 'd'])).toEqual({ line: 3, column: 3 });
  expect(locate(['a', 7])).toEqual({ line: 2, column: 2 });
  expect(locate(['x'])).toEqual({ line: 1, column: 1 });
});

test('every value of any JSON text is found where it was written', () => {
  fc.assert(
    fc.property(writtenJson, ({ text, value, places }) => {
      const document = readJson(text);
      expect(JSON.stringify(document.value)).toBe(JSON.stringify(value));
      for (const { pointer, offset } of places) expect([pointer, document.locate(pointer)]).toEqual([pointer, positionOf(text, offset)]);
    }),
  );
});

test('a text cut off anywhere is refused, never anything else', () => {
  const text = '{ "Resources": {"W\\u0065b": {"Type": "A", "Properties": {"a": [true, false, null, -1.5e+3, "\\n\\\\", {}, []]}}} }';
  readTemplate(text, 'whole.json');
  for (let length = 1; length < text.length; length++) expect(refusal(text.slice(0, length))).toMatch(/^\d+:\d+ .*(?:cut off|expected)/);
});

test('a text that was tampered with is read exactly where JSON.parse reads it', () => {
  const tampering = fc.record({
    at: fc.nat(),
    remove: fc.nat(2),
    insert: fc.oneof(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '-', '0', '.', 'e', 'E', '+', 't', 'u', ' ', '\n', '\t', '\r', '\u0001'),
      fc.string({ maxLength: 2 }),
    ),
  });
  fc.assert(
    fc.property(json, fc.nat(2), fc.array(tampering, { maxLength: 2 }), (value, indent, changes) => {
      let text = JSON.stringify(value, undefined, indent);
      for (const { at, remove, insert } of changes)
        text = text.slice(0, at % text.length) + insert + text.slice((at % text.length) + remove) || ' ';
      let parsed: string | undefined;
      try {
        parsed = JSON.stringify(JSON.parse(text));
      } catch {
        parsed = undefined;
      }
      if (parsed === undefined) refusalOf(() => readJson(text));
      else expect(readOrDuplicate(text)).toBe(parsed);

      function readOrDuplicate(tampered: string): string | undefined {
        try {
          return JSON.stringify(readJson(tampered).value);
        } catch (error) {
          if (error instanceof UnreadableTemplateError && error.message.includes('written twice')) return parsed;
          throw error;
        }
      }
    }),
    { numRuns: runs(400) },
  );
});
