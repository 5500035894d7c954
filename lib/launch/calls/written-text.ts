import { HOLE } from '../../base/hole';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { readDocument } from '../../template/reading/read-template';
import type { Assumptions } from '../../template/values/assumptions';
import { TOO_DEEP } from '../../template/values/effort';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import { placeholderValue, substitutionIn } from '../../template/values/intrinsics/text';
import { scalarText } from '../../template/values/outcome';
import type { Template } from '../../template/template';

/** The content of a text in one case: JSON with the template's functions in their places, or the reason why it cannot be read. */
export interface WrittenText {
  readonly when: Assumptions;
  readonly value?: Json;
  readonly problem?: string;
}

export interface TextFormat {
  /** `json-or-yaml`: the first character decides. */
  readonly syntax: 'json' | 'json-or-yaml';
  /** The text is itself a template. Functions of the outer template mean nothing in it, so their values replace them. */
  readonly isForeign?: true;
  /** The value of a marker in the text, such as `${Type}` of a state machine; undefined for a marker that is ordinary text. */
  readonly marker?: { readonly pattern: RegExp; readonly value: (name: string) => Json | undefined };
}

export const JSON_TEXT: TextFormat = { syntax: 'json' };

/** The levels of objects and lists that are followed. A deeper text cannot be read, which is a finding. */
const DEEPEST = 100;

/**
 * Reads a text that a template combines from literals and functions, and keeps the functions in their places. A value that is one function
 * becomes that function. A value with text around a function becomes an `Fn::Join`. An object or a list that is not written as text is
 * returned unchanged.
 */
export function readWrittenText(node: Json, template: Template, when: Assumptions, format: TextFormat): readonly WrittenText[] {
  const condition = intrinsicName(node) === 'Fn::If' && isObject(node) ? member(node, 'Fn::If') : undefined;
  if (isList(condition) && condition.length === 3) {
    const [name = null, ifHolds = null, ifFails = null] = condition;
    const { conditions } = template.evaluator;
    const { holds, fails } = typeof name === 'string' ? conditions.named(name, when) : conditions.expression(name, when);
    return [
      ...holds.flatMap((each) => readWrittenText(ifHolds, template, each, format)),
      ...fails.flatMap((each) => readWrittenText(ifFails, template, each, format)),
    ];
  }
  if (intrinsicName(node) === 'Fn::ToJsonString' && isObject(node)) {
    const value = member(node, 'Fn::ToJsonString') ?? null;
    return [isTooDeep(value) ? { when, problem: TOO_DEEP } : { when, value }];
  }
  const tokens = tokensOf(node);
  if (tokens !== undefined) {
    const read = readTokens(format.isForeign === true ? tokens.map((token) => decided(token, template, when)) : tokens, format);
    // A function may stand for a part of the syntax. Only its values show it.
    if (read.problem === undefined || tokens.every((token) => typeof token === 'string')) return [{ when, ...read }];
  }
  return template.evaluator.evaluate(node, undefined, when).flatMap((outcome): readonly WrittenText[] => {
    if (outcome.kind === 'absent') return [];
    if (outcome.kind === 'unresolved') {
      const { text, reason } = outcome;
      if (text === undefined || text === HOLE) return [{ when: outcome.when, problem: reason.text }];
      const pieces = text.split(HOLE).flatMap((piece, index): Json[] => (index === 0 ? [piece] : [OPEN, piece]));
      return [{ when: outcome.when, ...readTokens(pieces, format) }];
    }
    const text = scalarText(outcome.value);
    if (text !== undefined) return [{ when: outcome.when, ...readTokens([text], format) }];
    return [isTooDeep(outcome.value) ? { when: outcome.when, problem: TOO_DEEP } : { when: outcome.when, value: outcome.value }];
  });
}

/** Replaces a function by its possible values. */
function decided(token: Json, template: Template, when: Assumptions): Json {
  if (typeof token === 'string') return token;
  const outcomes = template.evaluator.evaluate(token, undefined, when);
  const values = outcomes.flatMap((outcome) => (outcome.kind === 'known' ? (scalarText(outcome.value) ?? []) : []));
  const open = outcomes.find((outcome) => outcome.kind === 'unresolved');
  const isDecided = open === undefined && values.length === outcomes.length;
  const [only] = values;
  if (isDecided && values.length === 1 && only !== undefined) return only;
  return runTimeValue(values, isDecided ? undefined : (open?.reason.text ?? 'it is not a text'));
}

/** Stands for an unknown part, with the reason. */
const OPEN: JsonObject = runTimeValue([], 'a part of it is known only at deployment');

/** Returns the literals (texts) and functions (objects) of a text; undefined if it has another function. */
function tokensOf(node: Json): readonly Json[] | undefined {
  const text = scalarText(node);
  if (text !== undefined) return [text];
  const name = intrinsicName(node);
  if (name === undefined || !isObject(node)) return undefined;
  const argument = member(node, name) ?? null;
  if (name === 'Fn::Join') return joined(argument);
  return name === 'Fn::Sub' ? substituted(argument) : undefined;
}

function joined(argument: Json): readonly Json[] | undefined {
  const [delimiter, items] = isList(argument) ? argument : [];
  if (typeof delimiter !== 'string' || !isList(items)) return undefined;
  return items.filter(isGiven).flatMap((item, index) => {
    const own = tokensOf(item) ?? [item];
    return index === 0 || delimiter === '' ? own : [delimiter, ...own];
  });
}

/** `AWS::NoValue` removes an item from its list. */
function isGiven(item: Json): boolean {
  return !(isObject(item) && intrinsicName(item) === 'Ref' && member(item, 'Ref') === 'AWS::NoValue');
}

const PLACEHOLDER = /\$\{(!?)([^${}]*)\}/g;

function substituted(argument: Json): readonly Json[] | undefined {
  const substitution = substitutionIn(argument);
  if (substitution === undefined) return undefined;
  const { text, own } = substitution;
  const tokens: Json[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [whole, escape, written = ''] = match;
    tokens.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (escape === '!') tokens.push(`\${${written}}`);
    else {
      const value = placeholderValue(written.trim(), own);
      tokens.push(...(tokensOf(value) ?? [value]));
    }
  }
  return [...tokens, text.slice(end)];
}

/** Reads literals and functions as one document. */
function readTokens(tokens: readonly Json[], { syntax, marker }: TextFormat): Omit<WrittenText, 'when'> {
  const functions: Json[] = [];
  const place = (node: Json): string => `${HOLE}${String(functions.push(node) - 1)}${HOLE}`;
  const text = tokens
    .map((token) => {
      if (typeof token !== 'string') return place(token);
      const literal = token.replaceAll(HOLE, '?');
      if (marker === undefined) return literal;
      return literal.replace(marker.pattern, (whole, name: string) => {
        const value = marker.value(name);
        return value === undefined ? whole : place(value);
      });
    })
    .join('');
  if (text.trim() === `${HOLE}0${HOLE}` && functions[0] !== undefined) return { problem: 'it is known only at deployment' };
  try {
    const document = parse(withObjects(text, functions), syntax);
    return { value: withFunctions(document, functions, 0) };
  } catch (error) {
    return { problem: error instanceof TooDeepError ? TOO_DEEP : `it is not ${NAMES[syntax]}` };
  }
}

const NAMES = { json: 'JSON', 'json-or-yaml': 'JSON or YAML' } as const;

/** Tells whether a document has more levels than are followed. */
export function isTooDeep(document: Json): boolean {
  let level: readonly Json[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((node) => (isObject(node) || isList(node) ? Object.values<Json>(node) : []));
  }
  return false;
}

/** Reads a text as JSON; undefined if it is not JSON, or is nested too deeply to be searched. */
export function parsedJson(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

class TooDeepError extends Error {}

/** @throws SyntaxError or UnreadableTextError if the text is not a document */
function parse(text: string, syntax: TextFormat['syntax']): Json {
  if (syntax === 'json' || /^\s*[{[]/.test(text)) return JSON.parse(withQuotedPlaces(text)) as Json;
  return readDocument(text, 'text').value;
}

const STRING_OR_PLACE = new RegExp(`"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"|${HOLE}\\d+${HOLE}`, 'gs');

/** Replaces each `Fn::ToJsonString` in place of an object or a list by its result. */
function withObjects(text: string, functions: Json[]): string {
  if (!text.includes(HOLE)) return text;
  for (const match of text.matchAll(STRING_OR_PLACE)) {
    const index = match[0].startsWith(HOLE) ? Number(match[0].slice(HOLE.length, -HOLE.length)) : undefined;
    const written = index === undefined ? undefined : functions[index];
    if (index === undefined || written === undefined || intrinsicName(written) !== 'Fn::ToJsonString' || !isObject(written)) continue;
    const value = member(written, 'Fn::ToJsonString');
    if (value !== undefined) functions[index] = value;
  }
  return text;
}

/** Quotes each function in place of a number, a list or an object: the text stays JSON. */
function withQuotedPlaces(text: string): string {
  if (!text.includes(HOLE)) return text;
  return text.replace(STRING_OR_PLACE, (token) => (token.startsWith(HOLE) ? `"${token}"` : token));
}

/** @throws TooDeepError beyond the levels that are followed */
function withFunctions(value: Json, functions: readonly Json[], depth: number): Json {
  if (depth > DEEPEST) throw new TooDeepError();
  if (typeof value === 'string') return value.includes(HOLE) ? put(value, functions) : value;
  if (isList(value)) return value.map((item) => withFunctions(item, functions, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFunctions(item, functions, depth + 1)]));
}

function put(text: string, functions: readonly Json[]): Json {
  const parts = text.split(HOLE).map((part, index): Json => (index % 2 === 0 ? part : (functions[Number(part)] ?? part)));
  const [before, only, after, ...more] = parts;
  if (only !== undefined && before === '' && after === '' && more.length === 0) return only;
  return { 'Fn::Join': ['', parts.filter((part) => part !== '')] };
}

/** Replaces markers in the texts of a document that is not written as text. */
export function withMarkers(value: Json, { pattern, value: valueOf }: NonNullable<TextFormat['marker']>, depth = 0): Json {
  if (depth > DEEPEST) return value;
  if (typeof value === 'string') {
    const tokens: Json[] = [];
    let end = 0;
    for (const match of value.matchAll(pattern)) {
      const replacement = valueOf(match[1] ?? '');
      if (replacement === undefined) continue;
      tokens.push(value.slice(end, match.index), replacement);
      end = match.index + match[0].length;
    }
    if (tokens.length === 0) return value;
    const parts = [...tokens, value.slice(end)].filter((part) => part !== '');
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { 'Fn::Join': ['', parts] };
  }
  if (intrinsicName(value) !== undefined) return value;
  if (isList(value)) return value.map((item) => withMarkers(item, { pattern, value: valueOf }, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withMarkers(item, { pattern, value: valueOf }, depth + 1)]));
}
