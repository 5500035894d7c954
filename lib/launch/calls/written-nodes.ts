import { HOLE } from '../../base/hole';
import { Derived } from '../../base/kept';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../../base/json/json';
import { rememberedByText } from '../../base/remembered';
import { Assumptions } from '../../template/values/assumptions';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import { scalarText } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import type { CarriedPlace } from './carried';

/** An expression at a property, as written, and its case. */
export interface WrittenNode extends CarriedPlace {
  readonly node: Json;
  readonly when: Assumptions;
  /** The object with the property. */
  readonly holder: JsonObject;
}

/**
 * Returns the expressions at a path below `Properties`, in each case that creates the resource. `[]` stands for every list item. Functions
 * on the path are followed; the last one is not. An undecided object on the path stands for the expression.
 */
export function writtenNodes(resource: Resource, template: Template, path: string): readonly WrittenNode[] {
  const { body: holder } = resource;
  const node = member(holder, 'Properties');
  if (node === undefined) return [];
  const segments = segmentsOf(path);
  if (isUnset(node, segments)) return [];
  const pointer = [...resource.pointer, 'Properties'];
  const cases = template.assumptionsOf(resource);
  return cases.flatMap((when) => nodesBelow({ path: 'Properties', pointer, node, when, holder }, segments, template));
}

/** Splits a path of the tables. There are some hundred, and each is split once. */
export const segmentsOf = rememberedByText(5_000, (path): readonly string[] => path.split('.'));

/** Tells from plain objects alone whether a path is unset. Errs towards no. */
function isUnset(node: Json, segments: readonly string[]): boolean {
  let current = node;
  for (const segment of segments) {
    if (segment === '[]' || !isObject(current) || intrinsicName(current) !== undefined) return false;
    const next = member(current, segment);
    if (next === undefined) return member(current, 'Fn::Transform') === undefined;
    current = next;
  }
  return false;
}

function nodesBelow(from: WrittenNode, segments: readonly string[], template: Template): readonly WrittenNode[] {
  const [segment, ...rest] = segments;
  if (segment === undefined) return [from];
  if (intrinsicName(from.node) === undefined) return stepInto(from, from.pointer, segment, rest, template);
  return template.evaluator.evaluate(from.node, from.pointer, from.when).flatMap((outcome) => {
    const { when } = outcome;
    if (outcome.kind === 'absent') return [];
    if (outcome.kind === 'unresolved') return [{ ...from, when, node: runTimeValue([], outcome.reason.text) }];
    return stepInto({ ...from, when, node: outcome.value }, from.pointer, segment, rest, template);
  });
}

function stepInto(
  from: WrittenNode,
  pointer: Pointer,
  segment: string,
  rest: readonly string[],
  template: Template,
): readonly WrittenNode[] {
  const { node, path, when } = from;
  if (segment === '[]') {
    const items = isList(node) ? node : [node];
    return items.flatMap((item, index) => {
      const at = { ...from, path: `${path}/${String(index)}`, pointer: [...pointer, index], node: item, when };
      return nodesBelow(at, rest, template);
    });
  }
  if (!isObject(node)) return [];
  const next = member(node, segment);
  if (next === undefined) {
    const isFilledIn = member(node, 'Fn::Transform') !== undefined;
    return isFilledIn ? [{ ...from, when, node: runTimeValue([], "'Fn::Transform' fills it in at deployment") }] : [];
  }
  return nodesBelow({ path: `${path}/${segment}`, pointer: [...pointer, segment], node: next, when, holder: node }, rest, template);
}

/** Returns the possible texts of an expression. `HOLE` stands for each undecided part. */
export function textsOf(node: Json | undefined, template: Template, when: Assumptions): readonly string[] {
  if (node === undefined) return [];
  const text = scalarText(node);
  if (text !== undefined) return [text];
  const name = when === Assumptions.NONE && isObject(node) && intrinsicName(node) === 'Ref' ? member(node, 'Ref') : undefined;
  if (typeof name !== 'string') return foldedTexts(node, template, when);
  const known = textsOfReferences.of(template);
  let texts = known.get(name);
  if (texts === undefined) known.set(name, (texts = foldedTexts(node, template, when)));
  return texts;
}

/** The texts of references by their names: many resources refer to the same parameters. */
const textsOfReferences = new Derived<Template, Map<string, readonly string[]>>(() => new Map());

function foldedTexts(node: Json, template: Template, when: Assumptions): readonly string[] {
  const texts = template.evaluator.evaluate(node, undefined, when).flatMap((outcome) => {
    if (outcome.kind === 'absent') return [];
    return outcome.kind === 'known' ? (scalarText(outcome.value) ?? HOLE) : (outcome.text ?? HOLE);
  });
  return [...new Set(texts)];
}

/** Returns a member of an object. The first letter of its name may have either case. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (!isObject(value)) return undefined;
  return member(value, name) ?? member(value, name.charAt(0).toLowerCase() + name.slice(1));
}
