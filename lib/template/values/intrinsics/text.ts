import { HOLE } from '../../../base/hole';
import type { Assumptions } from '../assumptions';
import { dynamicReference } from '../dynamic-reference';
import { type Effort, TOO_MANY } from '../effort';
import type { IntrinsicFunction } from '../evaluation';
import { isList, isObject, member, type Json, type JsonObject } from '../../../base/json/json';
import { beyond, known, LITERAL, type Origin, type Outcome, scalarText, undecidable, unresolved } from '../outcome';
import { isPseudoParameter } from '../parameters';
import type { UnresolvedReason } from '../unresolved-reason';

/** Computes `Fn::Join`: the joined texts, or the joined items of one list. */
export const join: IntrinsicFunction = (argument, pointer, when, evaluation) => {
  const [delimiter, source] = isList(argument) && argument.length === 2 ? argument : [];
  if (typeof delimiter !== 'string' || source === undefined) return [undecidable("'Fn::Join' does not take a delimiter and a list", when)];
  return evaluation.evaluate(source, [...pointer, 1], when).flatMap((list) => {
    if (list.kind === 'unresolved') return [unresolved(list.reason, list.when, list.origin, HOLE)];
    if (list.kind === 'absent' || !isList(list.value)) return [undecidable("'Fn::Join' joins something that is not a list", when)];
    if (list.anyOrder === true) return [undecidable("'Fn::Join' joins a list that is chosen at deployment", list.when)];
    return evaluation.sequence(list.value, list.pointer ?? pointer, list.when, (parts, assumed) =>
      concatenate(parts, delimiter, assumed, list.origin, evaluation.effort),
    );
  });
};

const PLACEHOLDER = /\$\{(!?)([^${}]*)\}/g;

/** Computes `Fn::Sub`: replaces each `${...}` of the text by a value of its own map, a parameter, a resource or an attribute. */
export const sub: IntrinsicFunction = (argument, pointer, when, evaluation) => {
  const substituted = substitutionIn(argument);
  if (substituted === undefined) return [undecidable("'Fn::Sub' does not take a text", when)];
  const { text, own } = substituted;
  const parts = placeholderParts(text, own);
  if (parts.every(({ name, node }) => name === undefined && node === text)) return [known(text, when, LITERAL, pointer)];
  const nodes = parts.map(({ node }) => node);
  return evaluation.sequence(nodes, pointer, when, (outcomes, assumed) => concatenate(outcomes, '', assumed, LITERAL, evaluation.effort));
};

/** Reads the argument of `Fn::Sub`: its text and its own variables; undefined for an argument without a text. */
export function substitutionIn(argument: Json): { readonly text: string; readonly own: JsonObject } | undefined {
  const [text, variables] = isList(argument) ? argument : [argument];
  return typeof text === 'string' ? { text, own: isObject(variables) ? variables : {} } : undefined;
}

/** A piece of the text of `Fn::Sub`: a literal, or the expression of a placeholder. */
export type PlaceholderPart =
  { readonly name: undefined; readonly text: string; readonly node: string } | { readonly name: string; readonly node: Json };

/** Splits the text of `Fn::Sub` at its placeholders. */
export function placeholderParts(text: string, variables: JsonObject): readonly PlaceholderPart[] {
  const parts: PlaceholderPart[] = [];
  const literal = (piece: string): void => {
    if (piece !== '') parts.push({ name: undefined, text: piece, node: piece });
  };
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [whole, escape, written = ''] = match;
    literal(text.slice(end, match.index));
    const name = written.trim();
    if (escape === '!') literal(`\${${written}}`);
    else parts.push({ name, node: placeholderValue(name, variables) });
    end = match.index + whole.length;
  }
  literal(text.slice(end));
  return parts;
}

/** Returns the expression of a placeholder of `Fn::Sub`. */
export function placeholderValue(name: string, own: JsonObject): Json {
  const value = member(own, name);
  if (value !== undefined) return value;
  const dot = name.indexOf('.');
  return dot < 0 ? { Ref: name } : { 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] };
}

/** Computes `Fn::Base64` of a known text. A text with holes or `{{resolve:...}}` cannot be encoded, and is kept unchanged. */
export const base64: IntrinsicFunction = (argument, pointer, when, evaluation) =>
  evaluation.evaluate(argument, pointer, when).map((outcome) => {
    const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
    const read = text === undefined ? undefined : dynamicReference(text, outcome);
    if (read !== undefined) return read;
    if (text !== undefined) return known(Buffer.from(text, 'utf8').toString('base64'), outcome.when, outcome.origin);
    return outcome.kind === 'unresolved' ? unresolved(outcome.reason, outcome.when, outcome.origin, outcome.text) : outcome;
  });

/**
 * Tells whether the reason is a pseudo parameter, such as the Region, the account or the stack's name. These are open in every template.
 */
function isOfTheEnvironment(reason: UnresolvedReason): boolean {
  return reason.kind === 'parameter' && isPseudoParameter(reason.name);
}

function comesBefore(reason: UnresolvedReason, earlier: UnresolvedReason): boolean {
  return earlier.kind !== 'limit' && (reason.kind === 'limit' || isOfTheEnvironment(earlier));
}

const NOT_A_TEXT: UnresolvedReason = { kind: 'function', text: 'it has a list or an object in place of a text' };

/**
 * Joins parts to one text: known if all parts are, otherwise with holes and one part's reason. A limit takes precedence, because it may
 * hide content of the template. Then comes the first reason that the template's author can act on. A pseudo parameter comes last.
 */
function concatenate(parts: readonly Outcome[], delimiter: string, when: Assumptions, listOrigin: Origin, effort: Effort): Outcome {
  let reason: UnresolvedReason | undefined;
  const origin = new Set<string>();
  const texts: string[] = [];
  let total = 0;
  for (const part of parts) {
    for (const place of part.origin) origin.add(place);
    if (part.kind === 'absent') continue;
    const text = part.kind === 'known' ? scalarText(part.value) : (part.text ?? HOLE);
    if (part.kind === 'unresolved' && (reason === undefined || comesBefore(part.reason, reason))) reason = part.reason;
    if (text === undefined) reason ??= NOT_A_TEXT;
    texts.push(text ?? HOLE);
    total += (text?.length ?? 0) + delimiter.length;
  }
  for (const place of listOrigin) origin.add(place);
  if (!effort.spendText(total)) return beyond(TOO_MANY, when, [...origin]);
  const whole = texts.join(delimiter);
  if (reason === undefined) return known(whole, when, [...origin]);
  const joined = unresolved(reason, when, [...origin], whole);
  const [only, ...others] = parts.filter(({ kind }) => kind !== 'absent');
  const isUnchanged = only?.kind === 'unresolved' && only.givenTo !== undefined && others.length === 0;
  return isUnchanged ? { ...joined, givenTo: only.givenTo } : joined;
}
