import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';

/** A macro that is run over the template, and where it is named. */
export interface Transform {
  readonly name: string;
  readonly pointer: Pointer;
}

/** The macros of a template's `Transform`, and of an `Fn::Transform` at its top: AWS::Include is written so. */
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

/** A macro is named by a text, or by an object that holds its parameters as well. */
export function macroName(transform: Json): string {
  if (typeof transform === 'string') return transform;
  const name = isObject(transform) ? member(transform, 'Name') : undefined;
  return typeof name === 'string' ? name : 'Fn::Transform';
}
