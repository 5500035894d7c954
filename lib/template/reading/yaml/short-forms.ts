import type { Json } from '../../../base/json/json';

/**
 * Functions that have a short form in YAML, by the name after the exclamation mark. Source: CloudFormation's intrinsic function reference.
 */
const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAZs',
  'GetAtt',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  // Functions of the `Rules` section.
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'RefAll',
  'ValueOf',
  'ValueOfAll',
];

const LONG_FORMS: ReadonlyMap<string, string> = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...FUNCTIONS.map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);

/** Returns the function that a tag stands for, as in JSON: `Fn::GetAtt` for `!GetAtt`; undefined for every other tag. */
export function longForm(tag: string): string | undefined {
  return LONG_FORMS.get(tag);
}

/** Returns the tag with the same letters in CloudFormation's spelling; undefined if there is none. */
export function similarTag(tag: string): string | undefined {
  const wanted = tag.replace(/^!(?:Fn::)?/i, '!').toLowerCase();
  return [...LONG_FORMS.keys()].find((known) => known.toLowerCase() === wanted);
}

/** Returns the argument of a short form in the long form. `!GetAtt Web.Nested.Attribute` names its resource before the first dot. */
export function longFormArgument(name: string, argument: Json): Json {
  if (name !== 'Fn::GetAtt' || typeof argument !== 'string') return argument;
  const dot = argument.indexOf('.');
  return dot < 0 ? [argument] : [argument.slice(0, dot), argument.slice(dot + 1)];
}
