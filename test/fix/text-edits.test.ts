import type { Pointer } from '../../lib/base/json/json';
import { edited } from '../../lib/base/text-edit';
import { textEditsOf } from '../../lib/fix/text-edits';
import { readTemplate } from '../../lib/template/reading/read-template';

/** Returns the text after an edit at a pointer in `Resources/R/Properties`. */
function replaced(text: string, pointer: Pointer, [value, now]: readonly [string, string] = ['m4.large', 'm7i.large']): string {
  const read = readTemplate(text, 'a.yaml');
  return edited(read.text, textEditsOf({ kind: 'replace', pointer, value, text: now }, read));
}

const TYPE = ['Resources', 'R', 'Properties', 'InstanceType'];
const yaml = (written: string, end = '\n'): string =>
  [
    '# head',
    'Resources:',
    '  R:',
    '    Type: AWS::EC2::Instance',
    '    Properties:',
    `      InstanceType: ${written}`,
    '      # tail',
    '',
  ].join(end);

describe('a text is replaced where it is written', () => {
  test.each([
    ['plain', 'm4.large', 'm7i.large'],
    ['before a comment', 'm4.large # why', 'm7i.large # why'],
    ['in single quotes', "'m4.large'", "'m7i.large'"],
    ['in double quotes', '"m4.large"   ', '"m7i.large"   '],
    ['with escapes', '"m4\\u002elarge"', '"m7i.large"'],
    ['with an anchor', '&type m4.large', '&type m7i.large'],
    ['with a tag', '!!str m4.large', '!!str m7i.large'],
    ['as a block text', '|-\n        m4.large', '|-\n        m7i.large'],
    ['as a folded text', '>-\n        m4.large\n', '>-\n        m7i.large\n'],
    ['over two lines', '\n        m4.large', '\n        m7i.large'],
    ['as an item of a list in one text', 'm5.large, m4.large,c5.large', 'm5.large, m7i.large,c5.large'],
  ])('%s', (_, written, expected) => {
    for (const end of ['\n', '\r\n']) {
      const withEnd = (text: string): string => text.replaceAll('\n', end);
      expect(replaced(withEnd(yaml(written)), TYPE)).toBe(withEnd(yaml(expected)));
    }
  });

  test('by the parser of nodes as by that of events', () => {
    for (const written of ['m4.large', "'m4.large'", '|-\n        m4.large', '&type m4.large']) {
      // An explicit end of the document is left to the nodes.
      const text = `${yaml(written)}...\n`;
      expect(replaced(text, TYPE)).toBe(text.replace('m4.large', 'm7i.large'));
    }
  });

  test('at the anchor that an alias stands for', () => {
    const text = yaml('*t').replace('Resources:', 'Metadata: { a: &t m4.large, b: x }\nResources:');
    expect(replaced(text, TYPE)).toBe(text.replace('m4.large', 'm7i.large'));
    expect(replaced(`${text}...\n`, TYPE)).toBe(`${text.replace('m4.large', 'm7i.large')}...\n`);
  });

  test('inside functions', () => {
    const text = yaml('!If [A, m4.large, !Select [0, [m5.large, "m4.large"]]]');
    expect(replaced(text, [...TYPE, 'Fn::If', 1])).toBe(text.replace('m4.large', 'm7i.large'));
    expect(replaced(text, [...TYPE, 'Fn::If', 2, 'Fn::Select', 1, 1])).toBe(text.replace('"m4.large"', '"m7i.large"'));
  });

  test.each([2, '\t', undefined])('in JSON, indented by %p', (indent) => {
    const json = (type: string): string =>
      JSON.stringify({ Resources: { R: { Type: 'T', Properties: { InstanceType: type } } } }, undefined, indent);
    expect(replaced(json('m4.large'), TYPE)).toBe(json('m7i.large'));
    expect(replaced(json('m4.large').replace('m4', 'm\\u0034'), TYPE)).toBe(json('m7i.large'));
  });

  test('not where it is not written in one piece, or the template has another value', () => {
    for (const text of [yaml('!Sub "${A}.large"'), yaml('m5.large'), yaml('m4.large').replace('InstanceType', 'Other')]) {
      expect(replaced(text, TYPE)).toBe(text);
    }
    expect(replaced(yaml('m4.large'), TYPE, ['m4.large', "a: 'b'"])).toBe(yaml('m4.large'));
    const merged = yaml('x')
      .replace('InstanceType: x', '<<: *p')
      .replace('Resources:', 'Metadata: &p { InstanceType: m4.large }\nResources:');
    expect(replaced(merged, TYPE)).toBe(merged);
  });
});

/** Returns the text after entries are added to the requirements of `R`. */
function excluded(text: string, items: readonly string[] = ['m4.*', 'i3.*large']): string {
  const read = readTemplate(text, 'a.yaml');
  const pointer = ['Resources', 'R', 'Properties', 'InstanceRequirements'];
  return edited(read.text, textEditsOf({ kind: 'add-items', pointer, list: 'ExcludedInstanceTypes', items }, read));
}

const requirements = (...lines: string[]): string =>
  ['Resources:', '  R:', '    Type: T', '    Properties:', ...lines, '      Other: 1', ''].join('\n');

describe('items are added to a list', () => {
  test.each([
    [
      'that is not there, in a block',
      ['      InstanceRequirements: # why', '        VCpuCount: { Min: 1 }'],
      ['      InstanceRequirements: # why', '        ExcludedInstanceTypes: ["m4.*", "i3.*large"]', '        VCpuCount: { Min: 1 }'],
    ],
    [
      'that is not there, in brackets',
      ['      InstanceRequirements: { VCpuCount: { Min: 1 } }'],
      ['      InstanceRequirements: { ExcludedInstanceTypes: ["m4.*", "i3.*large"], VCpuCount: { Min: 1 } }'],
    ],
    [
      'in a block',
      ['      InstanceRequirements:', '        ExcludedInstanceTypes:', '          # Old.', '          - t2.*', '        A: 1'],
      [
        '      InstanceRequirements:',
        '        ExcludedInstanceTypes:',
        '          # Old.',
        '          - "m4.*"',
        '          - "i3.*large"',
        '          - t2.*',
        '        A: 1',
      ],
    ],
    [
      'in brackets',
      ['      InstanceRequirements:', '        ExcludedInstanceTypes: [ t2.*, t1.* ]'],
      ['      InstanceRequirements:', '        ExcludedInstanceTypes: [ "m4.*", "i3.*large", t2.*, t1.* ]'],
    ],
    [
      'that is empty',
      ['      InstanceRequirements:', '        ExcludedInstanceTypes: []'],
      ['      InstanceRequirements:', '        ExcludedInstanceTypes: ["m4.*", "i3.*large"]'],
    ],
  ])('%s', (_, before, after) => {
    expect(excluded(requirements(...before))).toBe(requirements(...after));
    expect(excluded(requirements(...before).replaceAll('\n', '\r\n'))).toBe(requirements(...after).replaceAll('\n', '\r\n'));
    expect(excluded(`${requirements(...before)}...\n`)).toBe(`${requirements(...after)}...\n`);
  });

  test.each([2, undefined])('in JSON, indented by %p', (indent) => {
    const json = (own: object): string =>
      JSON.stringify({ Resources: { R: { Type: 'T', Properties: { InstanceRequirements: own } } } }, undefined, indent);
    const compare = (before: object, after: object): void => {
      const text = excluded(json(before));
      expect(JSON.parse(text)).toEqual(JSON.parse(json(after)));
      expect(text.split('\n').length).toBeGreaterThanOrEqual(json(before).split('\n').length);
    };
    compare({ A: 1 }, { ExcludedInstanceTypes: ['m4.*', 'i3.*large'], A: 1 });
    compare({ A: 1, ExcludedInstanceTypes: ['t2.*'] }, { A: 1, ExcludedInstanceTypes: ['m4.*', 'i3.*large', 't2.*'] });
  });

  test('not where a function makes the list or the object', () => {
    for (const lines of [
      ['      InstanceRequirements:', '        ExcludedInstanceTypes: !Ref A'],
      ['      InstanceRequirements: !Ref A'],
    ]) {
      expect(excluded(requirements(...lines))).toBe(requirements(...lines));
    }
  });
});
