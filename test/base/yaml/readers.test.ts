import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { readCloudFormationYaml } from '../../../lib/template/reading/cloudformation-yaml';
import { refusalOf } from '../../template/reading/refusal';
import { json, writtenJson } from '../../template/reading/written-json';
import { compareReaders, isReadFromEvents } from './both-readers';
import { textsOfTheProject } from './texts';
import { runs } from '../../property-runs';

const TEMPLATE = `# A template
Resources:
  Web: &web
    Type: A
    Properties: {a: [!Ref b, "c\\n", 'd'], e: !GetAtt f.g}
  Db:
    <<: *web
    g: |
      h
       i

      j
    k: >-
      l

      m
    "q": "r
      s"
    t: u
      v
    w:
    - x: 1
      y: !If
        - z
        - !Sub |
          foo
        - - a
          - b
    Fn::If: [A, {B: C, D: [E]}, !Ref "AWS::NoValue"] # c
`;

/** Pieces of YAML that make sense, or nonsense, in any order. */
const PIECES =
  'a|b c|k:|k: |- |? |: |"x"|\'y\'|"x y"|"a\\nb"|"|\'|[|]|{|}|, |#|# c|&x |*x|!Ref |!Sub |! |!!str |!!int |!GetAtt a.b|>|>+|~|1.0|yes|---|...|--- |%|@|<<: |{a: b}|[a: b]|{"a":b}|{a, b: c}'
    .split('|')
    .concat('|', '|-', '|2', '|\n', '\n', '\n', '\n ', '\n  ', '\n    ', '\n\n', '\t', ' ', '  ', '\r\n', 'a: 1\n', 'b: [x, y]\n')
    .concat('c:\n  d: e\n', 'c:\n- d\n- e\n', 'x: |\n  t1\n   t2\n\n  t3\n', 'y: >\n  f1\n  f2\n\n   m\n  f3\n', 'é', 'k1: ', '  z: ');

describe('both readers, events and nodes, read the same value at the same places', () => {
  test('every text of the tests, the pages and the examples', () => {
    const read = textsOfTheProject().filter((text) => !text.includes('\r') && compareReaders(text));
    expect(read.filter((text) => text.includes('Resources:')).length).toBeGreaterThan(40);
  });

  test('an empty text with its tag and its anchor in two lines', () => {
    expect(['k1: ! \n &x', 'k1: &x \n !', '- !\n  &x\n- a'].map(compareReaders)).toEqual([true, true, true]);
  });

  test('texts put together from pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }), (pieces) => void compareReaders(pieces.join(''))),
      { numRuns: runs(10_000) },
    );
  });

  test('a template that was tampered with', () => {
    const change = fc.record({ at: fc.nat(TEMPLATE.length), remove: fc.nat(3), insert: fc.constantFrom('', ...PIECES) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
        let text = TEMPLATE;
        for (const { at, remove, insert } of changes) text = text.slice(0, at) + insert + text.slice(at + remove);
        compareReaders(text);
      }),
      { numRuns: runs(2000) },
    );
  });

  test('a template that breaks off anywhere', () => {
    for (let length = 0; length < TEMPLATE.length; length++) compareReaders(TEMPLATE.slice(0, length));
  });

  test('values as the yaml package writes them, and as JSON', () => {
    const indent = fc.constantFrom(1, 2, 4);
    fc.assert(
      fc.property(json, writtenJson, indent, fc.constantFrom(0, 20), fc.boolean(), (value, written, spaces, lineWidth, indentSeq) => {
        compareReaders(stringify(value, { version: '1.1', indent: spaces, lineWidth, indentSeq }));
        compareReaders(`--- \n${written.text}`);
      }),
      { numRuns: runs(300) },
    );
  });
});

test.each(['[{"a &#": ""},\nb]', '[{"a !x": ""},\nb]', '{"a &": # c\nb}', '[{"a &#": ""},\n!Ref b]'])(
  'what a text says of anchors and tags is none: %j',
  (text) => {
    expect(compareReaders(text)).toBe(true);
  },
);

describe('the syntax of templates is read from events: the other parser is ten times slower', () => {
  test.each([
    TEMPLATE,
    TEMPLATE.replaceAll('\n', '\r\n'),
    `---\n${TEMPLATE}`,
    'a: # why\n  # and why\n  - !Ref b # c\n\n  - d\n',
    'a: !If # why\n  - b\n',
    "a:\n  b: \"c: \\u0041\"\n  d: 'it''s'\n",
    'a: |\n  #!/bin/bash\n  \tcat <<EOF\n  EOF\n',
    'a:\n- b\n-\n  c: d\n- - e\n',
    'a: !GetAZs\nb: !GetAZs ""\nc:\n',
    'a: &b {c: d}\ne: *b\nf: [*b, *b]\n',
    '"a" : b\n',
  ])('%j', (text) => {
    expect(isReadFromEvents(text)).toBe(true);
  });
});

describe('texts that js-yaml accepts and YAML does not, with a twin that both accept', () => {
  test.each([
    ['a key behind the last item of a list', 'a:\n- "x" b:\n- c\n', 'a:\n- "x"\nb:\n- c\n'],
    ['a key of more than 1024 characters', `${'a'.repeat(1100)}: b\n`, `${'a'.repeat(900)}: b\n`],
    ['a colon too far behind its key', `a${' '.repeat(1100)}: b\n`, `a${' '.repeat(900)}: b\n`],
    ['a tab as indentation before a tag', 'a:\n \t!Ref b\n', 'a:\n  !Ref b\n'],
    ['a tab behind a block text', 'a: |\n  b\n\t\n', 'a: |\n  b\n\n'],
    ['a tab as indentation behind a dash', 'a:\n-\t !Sub |\n  b\n', 'a:\n-  !Sub |\n  b\n'],
    ['an empty value in brackets that ends on a line of its own', 'a: [!Ref # b\n  , c]\n', 'a: [!Ref ""\n  , c]\n'],
    ['an anchor without a blank behind it', 'a: &b[c]\n', 'a: &b [c]\n'],
    ['a character that is none', 'a: "\\UFFFFFFFF"\n', 'a: "\\u00FF"\n'],
    ['an end of a document before it', '...\na: b\n', '---\na: b\n'],
    ['a second document', 'a: b\n---\nc: d\n', '---\na: b\n'],
    ['a key written twice', 'a: {b: c, "b": d}\n', 'a: {b: c, "d": b}\n'],
    ['an object that contains itself', 'a: &b {c: *b}\n', 'a: &b {c: d}\ne: *b\n'],
    ['a list as a key', '[a]: b\n', 'a: b\n'],
    ['an empty key', ': b\n', '"": b\n'],
    ['an alias as a key', 'a: &b c\n*b : d\n', 'a: &b c\nb: *b\n'],
    ['a tag of another dialect', 'a: !!binary YQ==\n', 'a: !!str YQ==\n'],
    ['a merge of a text', 'a: {<<: b}\n', 'a: {"<<": b}\n'],
  ])('%s', (_, fault, twin) => {
    expect(isReadFromEvents(fault)).toBe(false);
    expect(refusalOf(() => readCloudFormationYaml(fault))).toMatch(/^\d+:\d+ /);
    expect(compareReaders(twin)).toBe(true);
  });
});

describe('a text that js-yaml refuses and YAML does not is read from nodes', () => {
  test.each<[string, string, unknown]>([
    ['lines of a text in quotes that are indented like their key', 'a:\n  b: "c\n  d"\n', { a: { b: 'c d' } }],
    ['lines of a list in brackets that are indented less', 'a:\n  b: [ c,\n d ]\n', { a: { b: ['c', 'd'] } }],
    ['a byte order mark within', 'a: "\uFEFF"\n', { a: '\uFEFF' }],
    ['a complex key', '? a\n: b\n', { a: 'b' }],
    ['an empty item', 'a:\n-\n- b\n', { a: [null, 'b'] }],
    ['a directive', '%YAML 1.1\n---\na: b\n', { a: 'b' }],
    ['a tag in full', 'a: !<!Ref> b\n', { a: { Ref: 'b' } }],
    ['deep levels', `a: ${'['.repeat(170)}${']'.repeat(170)}\n`, undefined],
  ])('%s', (_, text, value) => {
    expect(isReadFromEvents(text)).toBe(false);
    const read: unknown = JSON.parse(JSON.stringify(readCloudFormationYaml(text).value));
    if (value !== undefined) expect(read).toEqual(value);
  });
});

test.each<[string, (levels: number) => string]>([
  ['lists', (levels) => `a: ${'['.repeat(levels)}`],
  ['objects', (levels) => `a: ${'{b: '.repeat(levels)}`],
  ['items', (levels) => `a:\n${'- '.repeat(levels)}`],
  ['tags', (levels) => `a: ${'!If ['.repeat(levels)}`],
])('100,000 levels of %s are one clear error', (_, text) => {
  expect(refusalOf(() => readCloudFormationYaml(text(100_000)))).toMatch(/^\d+:\d+ nested more than 200 levels deep: /);
});
