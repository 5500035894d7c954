import fc from 'fast-check';

/** An expression, and the sections of the template that it refers to. */
export interface Expression {
  readonly node: unknown;
  readonly sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type Wrapper = (inner: Expression, decoy: string) => Expression;

/** A text that is split at a character it does not hold. */
const SEPARATOR = '|';

const ALWAYS = { 'Fn::Equals': ['a', 'a'] };
const SOMETIMES = { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] };

/** Ways of writing a text down. `decoy` is a value that is fine, and stands beside it. */
const LEAVES: Readonly<Record<string, (text: string, decoy: string) => Expression>> = {
  literal: (text) => ({ node: text, sections: {} }),
  default: (text) => ({ node: { Ref: 'Default' }, sections: { Parameters: { Default: { Type: 'String', Default: text } } } }),
  allowed: (text, decoy) => ({
    node: { Ref: 'Allowed' },
    sections: { Parameters: { Allowed: { Type: 'String', Default: decoy, AllowedValues: [decoy, text] } } },
  }),
  mapping: (text, decoy) => ({
    node: { 'Fn::FindInMap': ['Map', 'row', 'value'] },
    sections: { Mappings: { Map: { row: { value: text, other: decoy } } } },
  }),
  'any row': (text, decoy) => ({
    node: { 'Fn::FindInMap': ['Rows', { Ref: 'AWS::Region' }, 'value'] },
    sections: { Mappings: { Rows: { one: { value: decoy }, two: { value: text } } } },
  }),
  joined: (text) => ({ node: { 'Fn::Join': ['', [text.slice(0, 2), text.slice(2)]] }, sections: {} }),
  substituted: (text) => ({ node: { 'Fn::Sub': [`\${Head}${text.slice(1)}`, { Head: text.slice(0, 1) }] }, sections: {} }),
  split: (text, decoy) => ({ node: { 'Fn::Select': [1, { 'Fn::Split': [SEPARATOR, `${decoy}${SEPARATOR}${text}`] }] }, sections: {} }),
  'one of a list': (text, decoy) => ({
    node: { 'Fn::Select': [0, { Ref: 'List' }] },
    sections: { Parameters: { List: { Type: 'List<String>', Default: decoy, AllowedValues: [decoy, text] } } },
  }),
};

/** Ways of writing something around an expression that leave its values, or leave them possible. */
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  'the branch that is taken': ({ node, sections }, decoy) => ({
    node: { 'Fn::If': ['Always', node, decoy] },
    sections: { ...sections, Conditions: { ...sections['Conditions'], Always: ALWAYS } },
  }),
  'a branch that may be taken': ({ node, sections }, decoy) => ({
    node: { 'Fn::If': ['Sometimes', decoy, node] },
    sections: { ...sections, Conditions: { ...sections['Conditions'], Sometimes: SOMETIMES } },
  }),
  'Fn::Join': ({ node, sections }) => ({ node: { 'Fn::Join': ['', ['', node, { Ref: 'AWS::NoValue' }]] }, sections }),
  'Fn::Sub': ({ node, sections }) => ({ node: { 'Fn::Sub': ['${Value}', { Value: node }] }, sections }),
  'Fn::Select': ({ node, sections }, decoy) => ({ node: { 'Fn::Select': ['1', [decoy, node]] }, sections }),
  'Fn::Split': ({ node, sections }) => ({ node: { 'Fn::Select': [0, { 'Fn::Split': [SEPARATOR, node] }] }, sections }),
  DefaultValue: ({ node, sections }) => ({
    node: { 'Fn::FindInMap': ['Empty', 'no', 'key', { DefaultValue: node }] },
    sections: { ...sections, Mappings: { ...sections['Mappings'], Empty: { row: { value: '' } } } },
  }),
};

/** A way of writing a text down, however roundabout. */
export interface Writing {
  readonly leaf: string;
  readonly wrappers: readonly string[];
}

export const writing: fc.Arbitrary<Writing> = fc.record({
  leaf: fc.constantFrom(...Object.keys(LEAVES)),
  wrappers: fc.array(fc.constantFrom(...Object.keys(WRAPPERS)), { maxLength: 5 }),
});

export const PLAIN: Writing = { leaf: 'literal', wrappers: [] };

export function written({ leaf, wrappers }: Writing, text: string, decoy: string): Expression {
  const start = LEAVES[leaf]?.(text, decoy) ?? { node: text, sections: {} };
  return wrappers.reduce((inner, name) => WRAPPERS[name]?.(inner, decoy) ?? inner, start);
}
