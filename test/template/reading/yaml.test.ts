import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { readTemplate } from '../../../lib/template/reading/read-template';
import { UnreadableTemplateError } from '../../../lib/base/json/unreadable-text-error';
import { hasDisputedLineEnds } from '../../../lib/base/yaml/line-ends';
import { readCloudFormationYaml } from '../../../lib/template/reading/cloudformation-yaml';
import { refusal } from './refusal';
import { json, positionOf, writtenJson } from './written-json';
import { runs } from '../../property-runs';

const valueOf = (text: string): unknown => JSON.parse(JSON.stringify(readCloudFormationYaml(text).value));

test('a carriage return alone ends a line, and with it a comment', () => {
  const text = 'Resources:\r  Web: # the server\r    Type: A # m5\r    Properties: {B: c}\r';
  expect(valueOf(text)).toEqual({ Resources: { Web: { Type: 'A', Properties: { B: 'c' } } } });
  expect(readCloudFormationYaml(text).locate(['Resources', 'Web', 'Properties'])).toMatchObject({ line: 4, column: 5 });
  expect(valueOf('a: |\n  b\r  c\nd: "e\r\n  f"\n')).toEqual({ a: 'b\nc\n', d: 'e f' });
});

describe('what YAML is refused, and where', () => {
  const cases: [string, string, string][] = [
    ['tab as indentation', 'Resources:\n\tWeb: 1\n', '2:1 a tab cannot indent YAML: use spaces'],
    [
      'key written twice',
      'Resources:\n  Web: {Type: A}\n  "Web": {Type: B}\n',
      "3:3 the key 'Web' is written twice in one object, first at line 2, column 3: rename or remove one of them",
    ],
    ['several documents', 'Resources: {}\n# next\n---\nResources: {}\n', '3:1 a second document begins here: keep one template in a file'],
    ['a list', '- a\n- b\n', "1:1 not a CloudFormation template: it is a list, not an object with 'Resources'"],
    ['a scalar', '\nhello\n', "2:1 not a CloudFormation template: it is a string, not an object with 'Resources'"],
    ['comments only', '# nothing\n', "1:1 not a CloudFormation template: it is empty (null), not an object with 'Resources'"],
    [
      'unknown tag',
      'Resources:\n  A: !Uppercase x\n',
      "2:6 CloudFormation knows no tag '!Uppercase': write a function it knows, or quote the text",
    ],
    ['tag in other letters', 'Resources:\n  A: !getatt x.y\n', "2:6 CloudFormation knows no tag '!getatt': write '!GetAtt'"],
    [
      'tag of YAML that CloudFormation has not',
      'Resources: !!set {a}\n',
      "1:12 CloudFormation knows no tag '!!set': write a function it knows, or quote the text",
    ],
    ['tag on a list', 'a:\n  - !Foo [b]\n', "2:5 CloudFormation knows no tag '!Foo': write a function it knows, or quote the text"],
    [
      'two short forms in one',
      'a: !Base64 !Sub x\n',
      "1:12 a value can have only one short form: write the outer function in its long form, for example 'Fn::Base64: !Sub ...'",
    ],
    ['unknown anchor', 'a: *b\n', "1:4 '*b' has no anchor '&b' before it: add one, or quote the text"],
    ['anchor after its alias', 'a: *b\nc: &b 1\n', "1:4 '*b' has no anchor '&b' before it: add one, or quote the text"],
    ['anchor inside itself', 'a: &a\n  b:\n    - *a\n', "3:7 '*a' refers to what it is part of: a value cannot contain itself"],
    ['merge of itself', 'a: &a\n  <<: *a\n', "2:7 '*a' refers to what it is part of: a value cannot contain itself"],
    ['merge of nothing', 'a:\n  <<:\n', "2:6 a merge key '<<' takes an object or a list of objects: name one"],
    ['merge of a text', 'a:\n  <<: x\n', "2:7 a merge key '<<' takes an object or a list of objects: name one"],
    ['list as a key', '? [a]\n: b\n', '1:3 a key must be a text: write one'],
    ['no key', 'a: 1\n: b\n', '2:1 a key must be a text: write one'],
    [
      'colon in a value',
      'a: b: c\n',
      "1:4 a second ':' inside one value: put the value in quotes, or align the line with the keys it belongs to",
    ],
    ['wrong indentation', 'a:\n  b: 1\n c: 2\n', '3:1 all mapping items must start at the same column'],
    ['key without a colon', 'a: 1\nb\n', "2:1 a key without a ':' after it: add one, or check the indentation"],
    ['quotes never closed', 'a: "b\n', '2:1 a text in quotes is never closed: close it'],
    ['reserved character', 'a: @b\n', '1:4 plain value cannot start with reserved character @: put it in quotes'],
    [
      'flow that is never closed',
      'a: [1, 2\nb: 3\n',
      '2:1 flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
    if (!text.includes('\r')) expect(refusal(text.replaceAll('\n', '\r\n'))).toBe(expected);
  });

  test('a few lines of aliases that stand for millions of values', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array<string>(9).fill(`*a${level}`).join(', ')}]\n`,
    );
    expect(refusal(`a0: &a0 [x]\n${levels.join('')}Resources: *a12\n`)).toMatch(
      /^\d+:\d+ the aliases up to '\*a\d' make too large a document: write the template without them$/,
    );
  });

  test('aliases that nest what they stand for without end', () => {
    const chain = Array.from({ length: 300 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}]\n`);
    expect(refusal(`a0: &a0 [x]\n${chain.join('')}`)).toMatch(/^200:\d+ the aliases up to '\*a198' make too large/);
  });

  test('nesting without end, in lists and by indentation', () => {
    expect(refusal(`a: ${'['.repeat(100_000)}`)).toMatch(/^1:\d+ nested more than 200 levels deep: .*, write it flatter$/);
    expect(refusal(Array.from({ length: 250 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''))).toMatch(
      /^\d+:\d+ nested more than 200 levels deep:/,
    );
  });

  test('a JSON file that is none is said to have been read as YAML', () => {
    expect(refusal('a: "b', 'web.json')).toBe("1:6 a text in quotes is never closed: close it (read as YAML: JSON would begin with '{')");
  });
});

describe('scalars', () => {
  const cases: [string, unknown][] = [
    ['2010-09-09', '2010-09-09'],
    ['012345678901', '012345678901'],
    ['123456789012', 123456789012],
    ['12345678901234567890', '12345678901234567890'],
    ['0777', '0777'],
    ['0x1F', '0x1F'],
    ['1_000', '1_000'],
    ['12:30', '12:30'],
    ['.inf', '.inf'],
    ['1.5', 1.5],
    ['-3', -3],
    ['1.0', '1.0'],
    ['1.50', '1.50'],
    ['-0', '-0'],
    ['12e5', '12e5'],
    ['1.5e+3', '1.5e+3'],
    ['0.5', 0.5],
    ['9007199254740993', '9007199254740993'],
    ['9007199254740994', '9007199254740994'],
    ['+5', '+5'],
    ['1.', '1.'],
    ['yes', true],
    ['Off', false],
    ['NO', false],
    ['on', true],
    ['y', 'y'],
    ['yEs', 'yEs'],
    ['"yes"', 'yes'],
    ["'5'", '5'],
    ['!!str 5', '5'],
    ['! 5', '5'],
    ['!!int 5', 5],
    ['~', null],
    ['', null],
    ['Null', null],
    ['>-\n  5', '5'],
    ['m5.large # why', 'm5.large'],
  ];
  test.each(cases)('%s', (text, expected) => {
    expect(valueOf(`a: ${text}\n`)).toEqual({ a: expected });
  });

  test('keys are texts, booleans among them spelled as where they are values', () => {
    expect(valueOf('012345678901: a\n2010-09-09: b\nyes: c\n~: d\n"": e\n"no": f\n')).toEqual({
      '012345678901': 'a',
      '2010-09-09': 'b',
      true: 'c',
      '~': 'd',
      '': 'e',
      no: 'f',
    });
  });

  test('keys that every object has by itself are keys like any other', () => {
    const { template } = readTemplate(
      'Resources:\n  __proto__: {Type: A}\n  constructor: {Type: B}\n  toString: &x {Type: C}\n  Copy:\n    <<: *x\n',
      'a.yaml',
    );
    expect(Object.keys(template['Resources'] ?? {})).toEqual(['__proto__', 'constructor', 'toString', 'Copy']);
  });
});

describe('short forms', () => {
  const cases: [string, unknown][] = [
    ['!Ref Type', { Ref: 'Type' }],
    ['!Ref 5', { Ref: '5' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!GetAtt Web.Outputs.Type', { 'Fn::GetAtt': ['Web', 'Outputs.Type'] }],
    ['!GetAtt [Web, Type]', { 'Fn::GetAtt': ['Web', 'Type'] }],
    ['!GetAtt Web', { 'Fn::GetAtt': ['Web'] }],
    ['!Sub "${A}.large"', { 'Fn::Sub': '${A}.large' }],
    ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
    ['!Sub |\n  x\n  y\n', { 'Fn::Sub': 'x\ny\n' }],
    [
      '!If [IsProd, m5.large, !If [B, !Ref C, !GetAtt d.e]]',
      { 'Fn::If': ['IsProd', 'm5.large', { 'Fn::If': ['B', { Ref: 'C' }, { 'Fn::GetAtt': ['d', 'e'] }] }] },
    ],
    ['\n  !If\n    - A\n    - 1\n    - yes', { 'Fn::If': ['A', 1, true] }],
    ['!Select [0, !Split [",", !ImportValue x]]', { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'x' }] }] }],
    ['!GetAZs ""', { 'Fn::GetAZs': '' }],
    ['!GetAZs', { 'Fn::GetAZs': '' }],
    ['!Transform {Name: AWS::Include}', { 'Fn::Transform': { Name: 'AWS::Include' } }],
    ['!<!Ref> x', { Ref: 'x' }],
    ['{Fn::Base64: !Sub x}', { 'Fn::Base64': { 'Fn::Sub': 'x' } }],
  ];
  test.each(cases)('%s', (text, expected) => {
    expect(valueOf(`a: ${text}\n`)).toEqual({ a: expected });
  });

  test.each(
    'And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap ForEach GetAZs GetStackOutput If ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll'.split(
      ' ',
    ),
  )('!%s', (name) => {
    expect(valueOf(`a: !${name} [b, 1]\n`)).toEqual({ a: { [`Fn::${name}`]: ['b', 1] } });
  });
});

describe('anchors, aliases and merge keys', () => {
  test('an alias has the value of its anchor, the latest of that name', () => {
    expect(valueOf('a: &x 1\nb: *x\nc: &x {d: 2}\ne: [*x]\n')).toEqual({ a: 1, b: 1, c: { d: 2 }, e: [{ d: 2 }] });
  });

  test('what an object says itself wins over what is merged, an earlier source over a later one', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc:\n  <<: [*a, *b]\n  y: 3\nd: {y: 4, <<: *b}\ne: {"<<": 5}\n';
    expect(valueOf(text)).toMatchObject({ c: { x: 1, y: 3, z: 2 }, d: { x: 2, y: 4, z: 2 }, e: { '<<': 5 } });
  });
});

describe('positions', () => {
  const text = `Resources:
  Base: &base
    Type: AWS::EC2::Instance
    Properties: &properties
      InstanceType: m4.large
  Web:
    <<: *base
    DependsOn: [Base, !Ref Other]
  App:
    Type: AWS::EC2::Instance
    Properties: *properties
  Job:
    Type: AWS::EC2::Instance
    Properties:
      "InstanceType": !If
        - IsProd
        - !FindInMap [Types, !Ref "AWS::Region", web]
        - !GetAtt a.b
`;
  const cases: [string, (string | number)[], number, number][] = [
    ['the document', [], 1, 1],
    ['a key', ['Resources', 'Base', 'Properties', 'InstanceType'], 5, 7],
    ['a merged key: the merge key', ['Resources', 'Web', 'Properties', 'InstanceType'], 7, 5],
    ['below an alias: its use', ['Resources', 'App', 'Properties', 'InstanceType'], 11, 5],
    ['a list item', ['Resources', 'Web', 'DependsOn', 0], 8, 17],
    ['a list item with a tag', ['Resources', 'Web', 'DependsOn', 1], 8, 23],
    ['inside a list item with a tag', ['Resources', 'Web', 'DependsOn', 1, 'Ref'], 8, 23],
    ['a quoted key', ['Resources', 'Job', 'Properties', 'InstanceType'], 15, 7],
    ['a short form', ['Resources', 'Job', 'Properties', 'InstanceType', 'Fn::If'], 15, 23],
    ['an item of a short form', ['Resources', 'Job', 'Properties', 'InstanceType', 'Fn::If', 1], 17, 11],
    ['an item of a short form in it', ['Resources', 'Job', 'Properties', 'InstanceType', 'Fn::If', 1, 'Fn::FindInMap', 2], 17, 50],
    ['a part of a text that was split', ['Resources', 'Job', 'Properties', 'InstanceType', 'Fn::If', 2, 'Fn::GetAtt', 1], 18, 11],
    ['a key that is not there', ['Resources', 'Job', 'Properties', 'ImageId'], 14, 5],
    ['a merged key that is not there', ['Resources', 'Web', 'Metadata'], 6, 3],
  ];
  test.each(cases)('%s', (_, pointer, line, column) => {
    expect(readTemplate(text, 'a.yaml').locate(pointer)).toEqual({ line, column });
    expect(readTemplate(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'a.yaml').locate(pointer)).toEqual({ line, column });
  });

  test('every value of any document is found where it was written', () => {
    fc.assert(
      fc.property(writtenJson, (written) => {
        // Parsers do not agree on them: test/base/yaml/line-ends.test.ts.
        fc.pre(!hasDisputedLineEnds(written.text));
        // JSON is YAML, once something in front keeps it from being taken for JSON.
        const yaml = `--- \n${written.text}`;
        const document = readCloudFormationYaml(yaml);
        expect(JSON.stringify(document.value)).toBe(JSON.stringify(written.value));
        for (const { pointer, offset } of written.places)
          expect([pointer, document.locate(pointer)]).toEqual([pointer, positionOf(yaml, offset + 5)]);
      }),
    );
  });
});

test('what the yaml package writes is read as the same value', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(0, 20, 80), (value, lineWidth) => {
      // That package does not quote the key '<<', which makes it a merge key.
      fc.pre(!JSON.stringify(value).includes('"<<":'));
      // 1.1, as CloudFormation reads: texts such as 'yes' are written in quotes.
      const text = stringify(value, { version: '1.1', lineWidth });
      fc.pre(!hasDisputedLineEnds(text));
      expect(JSON.stringify(readCloudFormationYaml(text).value)).toBe(JSON.stringify(value));
    }),
    { numRuns: 200 },
  );
});

test('a YAML text that was tampered with is read or refused, never anything else', () => {
  const text =
    'Resources:\n  Web: &w\n    Type: A\n    Properties: {a: [!Ref b, "c\\n", \'d\'], e: !GetAtt f.g}\n  Db:\n    <<: *w\n    g: |\n      h\n    ? i\n    : j\n';
  const tampering = fc.record({
    at: fc.nat(text.length),
    remove: fc.nat(3),
    insert: fc.constantFrom(
      '',
      ' ',
      '\n',
      '\t',
      ':',
      '- ',
      '? ',
      '"',
      "'",
      '{',
      ']',
      ',',
      '&w ',
      '*w',
      '!',
      '!!',
      '!<',
      '|',
      '>',
      '%',
      '#',
      '---\n',
      '<<',
      '\0',
    ),
  });
  fc.assert(
    fc.property(fc.array(tampering, { minLength: 1, maxLength: 4 }), (changes) => {
      let tampered = text;
      for (const { at, remove, insert } of changes) tampered = tampered.slice(0, at) + insert + tampered.slice(at + remove);
      try {
        readTemplate(tampered, 'a.yaml').locate(['Resources', 'Db', 'Type']);
      } catch (error) {
        if (!(error instanceof UnreadableTemplateError)) throw error;
      }
    }),
    { numRuns: runs(500) },
  );
});
