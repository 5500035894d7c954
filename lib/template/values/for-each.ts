import { Assumptions } from './assumptions';
import { type Evaluation, intrinsicName } from './evaluation';
import { isList, isObject, type Json, type JsonObject, type Pointer } from '../../base/json/json';
import { scalarText } from './outcome';

/** The body of `Fn::ForEach` for one item of its collection. */
export interface Expansion {
  readonly key: string;
  readonly body: Json;
  /** The place of the body. */
  readonly pointer: Pointer;
}

/** The levels of loops: AWS::LanguageExtensions allows five. A deeper loop is not expanded, which is a finding. */
const DEEPEST = 5;
/**
 * The number of values that one loop expands to. A template holds at most 500 resources. A larger loop is not expanded, which is a finding.
 */
const MOST_VALUES = 200_000;
/** The levels of objects and lists in a body. A deeper body is not expanded, which is a finding. */
const DEEPEST_BODY = 200;

export function isForEach(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

/**
 * Expands an `Fn::ForEach`. If the collection is undecided, expands the body once, with an undecidable expression in place of the loop
 * variable. Returns undefined if the argument is not a loop, or is too large to expand.
 */
export function expandForEach(argument: Json, pointer: Pointer, evaluation: Evaluation): readonly Expansion[] | undefined {
  return new Loop(evaluation).expand(argument, pointer, 0);
}

class Loop {
  private values = 0;

  public constructor(private readonly evaluation: Evaluation) {}

  public expand(argument: Json, pointer: Pointer, depth: number): readonly Expansion[] | undefined {
    if (depth >= DEEPEST || !isList(argument) || argument.length !== 3) return undefined;
    const [variable, collection = null, bodies] = argument;
    if (typeof variable !== 'string' || !isObject(bodies)) return undefined;
    const expansions: Expansion[] = [];
    for (const item of this.items(collection, [...pointer, 1]) ?? [undefined]) {
      for (const [key, body] of Object.entries(bodies)) {
        const written = this.substitute(body, variable, item, 0);
        if (written === undefined) return undefined;
        const at = [...pointer, 2, key];
        const inner = isForEach(key)
          ? this.expand(written, at, depth + 1)
          : [{ key: replace(key, variable, item), body: written, pointer: at }];
        if (inner === undefined) return undefined;
        expansions.push(...inner);
      }
    }
    return expansions;
  }

  /** Returns undefined if the collection cannot be decided. */
  private items(collection: Json, pointer: Pointer): readonly string[] | undefined {
    const items = new Set<string>();
    const nodes = isList(collection) ? collection : [collection];
    for (const node of nodes) {
      for (const outcome of this.evaluation.evaluate(node, pointer, Assumptions.NONE)) {
        if (outcome.kind === 'unresolved') return undefined;
        const values = outcome.kind === 'absent' ? [] : isList(outcome.value) ? outcome.value : [outcome.value];
        for (const value of values) {
          const text = scalarText(value);
          if (text === undefined) return undefined;
          items.add(text);
        }
      }
    }
    return [...items];
  }

  /** Replaces the loop variable by the item: in keys, in texts, and in references. Returns undefined if that exceeds the limit. */
  private substitute(node: Json, variable: string, item: string | undefined, depth: number): Json | undefined {
    if (++this.values > MOST_VALUES || depth > DEEPEST_BODY) return undefined;
    if (typeof node === 'string') return names(node, variable) && item === undefined ? undecided(variable) : replace(node, variable, item);
    if (isList(node)) {
      const list = node.map((entry) => this.substitute(entry, variable, item, depth + 1));
      return list.every((entry) => entry !== undefined) ? list : undefined;
    }
    if (!isObject(node)) return node;
    if (intrinsicName(node) === 'Ref' && node['Ref'] === variable) return item ?? undecided(variable);
    const copy: Record<string, Json> = Object.create(null) as JsonObject;
    for (const [key, value] of Object.entries(node)) {
      const written = this.substitute(value, variable, item, depth + 1);
      if (written === undefined) return undefined;
      copy[replace(key, variable, item)] = written;
    }
    return copy;
  }
}

/** Returns an intrinsic function that cannot be computed. */
function undecided(variable: string): JsonObject {
  return { 'Fn::ForEach': variable };
}

function names(text: string, variable: string): boolean {
  return text.includes(`\${${variable}}`) || text.includes(`&{${variable}}`);
}

function replace(text: string, variable: string, item: string | undefined): string {
  if (item === undefined || !names(text, variable)) return text;
  return text.replaceAll(`\${${variable}}`, () => item).replaceAll(`&{${variable}}`, () => item.replace(/[^A-Za-z0-9]/g, ''));
}
