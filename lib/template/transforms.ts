import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';

/** A macro that processes the template, with its place. */
export interface Transform {
  readonly name: string;
  readonly pointer: Pointer;
}

/** Returns the macros of a template: those of its `Transform`, and an `Fn::Transform` at its top, such as that of AWS::Include. */
export function transformsOf(template: JsonObject): readonly Transform[] {
  const declared = member(template, 'Transform') ?? null;
  const entries = isList(declared)
    ? declared.map((entry, index) => ({ entry, pointer: ['Transform', index] }))
    : [{ entry: declared, pointer: ['Transform'] }];
  const included = member(template, 'Fn::Transform') ?? null;
  return [...entries, { entry: included, pointer: ['Fn::Transform'] }]
    .filter(({ entry }) => entry !== null)
    .map(({ entry, pointer }) => ({ name: macroName(entry), pointer }));
}

const INCLUDE = 'AWS::Include';

/** Tells whether a macro may change the content beside it. `AWS::Include` only adds to it. */
export function mayChangeSiblings(transform: Json | undefined): boolean {
  return transform !== undefined && macroName(transform) !== INCLUDE;
}

/** Returns a macro's name. It is a text, or is in an object beside the macro's parameters. */
export function macroName(transform: Json): string {
  if (typeof transform === 'string') return transform;
  const name = isObject(transform) ? member(transform, 'Name') : undefined;
  return typeof name === 'string' ? name : 'Fn::Transform';
}
