import type { Assumptions } from '../assumptions';
import type { Evaluator, IntrinsicFunction } from '../evaluator';
import { isList, isObject, member, type Json } from '../json';
import { HOLE, known, LITERAL, type Origin, type Outcome, scalarText, undecidable, unresolved, type UnresolvedReason } from '../outcome';

/** `Fn::Join`: the texts, or the items of one list, put together. */
export const join: IntrinsicFunction = (argument, pointer, when, evaluator) => {
  const [delimiter, source] = isList(argument) && argument.length === 2 ? argument : [];
  if (typeof delimiter !== 'string' || source === undefined) return [undecidable("'Fn::Join' does not take a delimiter and a list", when)];
  return evaluator.evaluate(source, [...pointer, 1], when).flatMap((list) => {
    if (list.kind === 'unresolved') return [unresolved(list.reason, list.when, list.origin, HOLE)];
    if (list.kind === 'absent' || !isList(list.value)) return [undecidable("'Fn::Join' joins something that is not a list", when)];
    if (list.anyOrder === true) return [unresolved({ kind: 'function', text: "'Fn::Join' joins a list that is chosen at deployment" }, list.when)];
    return evaluator.sequence(list.value, list.pointer ?? pointer, list.when, (parts, assumed) => concatenate(parts, delimiter, assumed, list.origin));
  });
};

const PLACEHOLDER = /\$\{(!?)([^${}]*)\}/g;

/** `Fn::Sub`: the text with its `${...}` replaced by the map it brings along, parameters and attributes. */
export const sub: IntrinsicFunction = (argument, pointer, when, evaluator) => {
  const [text, variables] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string') return [undecidable("'Fn::Sub' does not take a text", when)];
  const own = isObject(variables) ? variables : {};
  const parts: Json[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(text.slice(end, match.index), match[1] === '!' ? `\${${match[2] ?? ''}}` : substitute((match[2] ?? '').trim(), own));
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return [known(text, when, LITERAL, pointer)];
  parts.push(text.slice(end));
  return evaluator.sequence(parts, pointer, when, (outcomes, assumed) => concatenate(outcomes, '', assumed, LITERAL));
};

function substitute(name: string, own: Json): Json {
  const value = isObject(own) ? member(own, name) : undefined;
  if (value !== undefined) return value;
  const dot = name.indexOf('.');
  return dot < 0 ? { Ref: name } : { 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] };
}

/** `Fn::Base64` of a text that is known. */
export const base64: IntrinsicFunction = (argument, pointer, when, evaluator: Evaluator) =>
  evaluator.evaluate(argument, pointer, when).map((outcome) => {
    const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
    if (text === undefined) return outcome.kind === 'unresolved' ? unresolved(outcome.reason, outcome.when, outcome.origin) : outcome;
    return known(Buffer.from(text, 'utf8').toString('base64'), outcome.when, outcome.origin);
  });

/** One text of several parts: known when all are, else with holes and the first part's reason. */
function concatenate(parts: readonly Outcome[], delimiter: string, when: Assumptions, listOrigin: Origin): Outcome {
  let reason: UnresolvedReason | undefined;
  let origin: Origin = LITERAL;
  const texts: string[] = [];
  for (const part of parts) {
    if (part.origin.length > 0) origin = [...origin, ...part.origin.filter((entry) => !origin.includes(entry))];
    if (part.kind === 'absent') continue;
    const text = part.kind === 'known' ? scalarText(part.value) : part.text;
    if (text === undefined) reason ??= part.kind === 'unresolved' ? part.reason : { kind: 'function', text: 'a list or an object stands where a text belongs' };
    else if (part.kind === 'unresolved') reason ??= part.reason;
    texts.push(text ?? HOLE);
  }
  const whole = texts.join(delimiter);
  origin = [...origin, ...listOrigin];
  return reason === undefined ? known(whole, when, origin) : unresolved(reason, when, origin, whole);
}
