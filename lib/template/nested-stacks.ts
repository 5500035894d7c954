import { HOLE } from '../base/hole';
import type { Assumptions } from './values/assumptions';
import { distinctReasons, distinctValues, type DomainValue } from './values/domain';
import type { Evaluation } from './values/evaluation';
import { isForEach } from './values/for-each';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';
import { describeOrigin, LITERAL, scalarText, undecidable, type Outcome, type Unresolved } from './values/outcome';
import type { Handed } from './values/parameters';
import type { Resource } from './resource';
import type { UnresolvedReason } from './values/unresolved-reason';

const NESTED_STACKS: ReadonlySet<string> = new Set([
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::StackSet',
  'AWS::Serverless::Application',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
]);

export function isNestedStack({ type }: Resource): boolean {
  return NESTED_STACKS.has(type);
}

/** The values that a nested stack gives to the parameters of its template. */
export interface HandedParameters {
  readonly byName: ReadonlyMap<string, Handed>;
  /** Every other parameter: no value, unless the stack's parameters are undecided. */
  readonly others: Handed;
}

/**
 * Reads the values that an `AWS::CloudFormation::Stack` (or SAM application) gives to the parameters of its template, in each of the given
 * cases. Each value keeps its origin in the parent. Dependencies between two parameters are lost: each may have any of its values, whatever
 * the value of the other. Callers report more, never less.
 */
export function handedTo(stack: Resource, cases: readonly Assumptions[], evaluation: Evaluation): HandedParameters {
  const blocks = cases.flatMap((when) => parameterBlocks(stack, when, evaluation));
  const names = new Set(blocks.flatMap(({ parameters }) => Object.keys(parameters ?? {})));
  const open = distinctReasons(blocks.flatMap(({ problem }) => problem ?? []));
  const others: Handed = { values: [], orDefault: true, ...(open === undefined ? {} : { open }) };
  const byName = new Map<string, Handed>();
  for (const name of names) {
    const outcomes = blocks.flatMap(({ parameters, pointer, when, problem }): Outcome[] => {
      const node = parameters === undefined ? undefined : member(parameters, name);
      if (node !== undefined) return evaluation.evaluate(node, pointer === undefined ? undefined : [...pointer, name], when);
      return problem === undefined
        ? [{ kind: 'absent', when, origin: LITERAL }]
        : [{ kind: 'unresolved', reason: problem, when, origin: LITERAL }];
    });
    byName.set(name, handed(outcomes, stack.logicalId));
  }
  return { byName, others };
}

/** A stack's `Parameters` in one case. */
interface ParameterBlock {
  readonly parameters?: JsonObject;
  readonly pointer?: Pointer;
  readonly when: Assumptions;
  /** The reason why there may be more parameters. */
  readonly problem?: UnresolvedReason;
}

function parameterBlocks(stack: Resource, when: Assumptions, evaluation: Evaluation): ParameterBlock[] {
  const pointer = [...stack.pointer, 'Properties'];
  return membersOf(member(stack.body, 'Properties'), pointer, when, evaluation).flatMap((properties) => {
    if (properties.parameters === undefined) return [properties];
    const below = properties.pointer === undefined ? undefined : [...properties.pointer, 'Parameters'];
    const blocks = membersOf(member(properties.parameters, 'Parameters'), below, properties.when, evaluation);
    return blocks.map((block) => ({ ...block, ...(properties.problem === undefined ? {} : { problem: properties.problem }) }));
  });
}

/** Returns the possible objects of a node. */
function membersOf(node: Json | undefined, pointer: Pointer | undefined, when: Assumptions, evaluation: Evaluation): ParameterBlock[] {
  if (node === undefined) return [{ when }];
  return evaluation.evaluate(node, pointer, when).map((outcome): ParameterBlock => {
    if (outcome.kind === 'absent') return { when: outcome.when };
    if (outcome.kind === 'unresolved') return { when: outcome.when, problem: outcome.reason };
    if (!isObject(outcome.value)) return { when: outcome.when };
    const block = { parameters: outcome.value, ...(outcome.pointer === undefined ? {} : { pointer: outcome.pointer }), when: outcome.when };
    const macro = Object.keys(outcome.value).find((key) => key === 'Fn::Transform' || isForEach(key));
    return macro === undefined ? block : { ...block, problem: undecidable(`'${macro}' fills it in at deployment`, when).reason };
  });
}

/** Joins outcomes to the value of a parameter. A list becomes one comma-separated text, as CloudFormation passes it on. */
function handed(outcomes: readonly Outcome[], stack: string): Handed {
  const values: DomainValue[] = [];
  const reasons: UnresolvedReason[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'absent') continue;
    const text = outcome.kind === 'known' ? handedText(outcome.value) : undefined;
    if (outcome.kind === 'unresolved') reasons.push(reasonOf(outcome));
    else if (text === undefined)
      reasons.push({ kind: 'function', text: `the value that '${stack}' gives to the parameter cannot be decided` });
    else
      values.push({
        value: text,
        source: `given by ${stack}: ${describeOrigin(outcome.origin)}`,
        ...(outcome.anyOrder === true ? { anyOrder: true } : {}),
      });
  }
  const open = distinctReasons(reasons);
  const orDefault = outcomes.some(({ kind }) => kind === 'absent');
  return { values: distinctValues(values), ...(open === undefined ? {} : { open }), ...(orDefault ? { orDefault } : {}) };
}

/**
 * Returns a reason without the name of the undecided part. The text around the part is not passed on, and the part alone is a different
 * value.
 */
function reasonOf({ reason, text, givenTo }: Unresolved): UnresolvedReason {
  if (text !== undefined && text !== HOLE) return { kind: 'function', text: reason.text };
  if (givenTo !== undefined || (reason.kind !== 'parameter' && reason.kind !== 'ssm')) return reason;
  const { givenTo: _changed, ...rest } = reason;
  return rest;
}

function handedText(value: Json): string | undefined {
  if (!isList(value)) return scalarText(value);
  const texts = value.map(scalarText);
  return texts.every((text) => text !== undefined) ? texts.join(',') : undefined;
}
