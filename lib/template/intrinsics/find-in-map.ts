import type { Assumptions } from '../assumptions';
import type { Evaluator, IntrinsicFunction } from '../evaluator';
import { isList, isObject, member, type Json, type Pointer } from '../json';
import { known, type Origin, type Outcome, scalarText, undecidable, type UnresolvedReason } from '../outcome';

/** A key a lookup may use, and what is assumed where it does. */
interface Key {
  readonly key: string;
  readonly when: Assumptions;
  readonly origin: Origin;
  /** The key is one of the map's own, taken because the expression cannot be decided. */
  readonly guessed: boolean;
}

/** `Fn::FindInMap`: every leaf that a key may reach. A key that is free until deployment reaches every row. */
export const findInMap: IntrinsicFunction = (argument, pointer, when, evaluator) => {
  if (!isList(argument) || argument.length < 3) return [undecidable("'Fn::FindInMap' does not take a map and two keys", when)];
  const [mapNode = null, topNode = null, secondNode = null, optionsNode = null] = argument;
  const outcomes: Outcome[] = [];
  let mayMiss = false;
  const miss = (text: string, assumed: Assumptions): void => {
    mayMiss = true;
    outcomes.push(undecidable(text, assumed));
  };

  for (const map of keys(evaluator, mapNode, when, evaluator.template.mappingNames())) {
    const rows = evaluator.template.mapping(map.key);
    if (rows === undefined) {
      miss(`mapping '${map.key}' is not defined in the template`, map.when);
      continue;
    }
    for (const top of keys(evaluator, topNode, map.when, Object.keys(rows))) {
      const row = member(rows, top.key);
      if (!isObject(row)) {
        miss(`mapping '${map.key}' has no key '${top.key}'`, top.when);
        continue;
      }
      for (const second of keys(evaluator, secondNode, top.when, Object.keys(row))) {
        const leaf = member(row, second.key);
        mayMiss ||= map.guessed || top.guessed || second.guessed;
        if (leaf === undefined) {
          miss(`mapping '${map.key}' has no key '${top.key}/${second.key}'`, second.when);
          continue;
        }
        const origin = [`mapping ${map.key}/${top.key}/${second.key}`, ...top.origin, ...second.origin];
        outcomes.push(known(leaf, second.when, origin, ['Mappings', map.key, top.key, second.key]));
      }
    }
  }
  const found = outcomes.filter(({ kind }) => kind === 'known');
  const fallback = isObject(optionsNode) ? member(optionsNode, 'DefaultValue') : undefined;
  if (fallback !== undefined) return mayMiss ? [...found, ...defaultValue(evaluator, fallback, pointer, when)] : found;
  // A lookup without an entry fails the deployment, so it only counts where no other lookup succeeds.
  return found.length > 0 ? found : [outcomes[0] ?? undecidable("'Fn::FindInMap' names a map without entries", when)];
};

/**
 * The keys an expression may name. One that cannot be decided may name any of `all`; where it is a parameter, each
 * row assumes the parameter to be that key, so that two lookups by the same key agree.
 */
function keys(evaluator: Evaluator, node: Json, when: Assumptions, all: readonly string[]): Key[] {
  const found: Key[] = [];
  for (const outcome of evaluator.evaluate(node, undefined, when)) {
    const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
    if (text !== undefined) {
      found.push({ key: text, when: outcome.when, origin: outcome.origin, guessed: false });
    } else if (outcome.kind === 'unresolved') {
      const seen = new Set(found.map(({ key }) => key));
      for (const key of all) {
        if (!seen.has(key)) found.push({ key, when: assumeKey(outcome.reason, node, key, outcome.when), origin: [], guessed: true });
      }
    }
  }
  return found;
}

function assumeKey(reason: UnresolvedReason, node: Json, key: string, when: Assumptions): Assumptions {
  if (reason.kind !== 'parameter' || !isObject(node) || member(node, 'Ref') !== reason.name) return when;
  return when.assumeParameter(reason.name, { values: [{ value: key, source: 'mapping key' }] });
}

function defaultValue(evaluator: Evaluator, node: Json, pointer: Pointer, when: Assumptions): Outcome[] {
  return evaluator
    .evaluate(node, [...pointer, 3, 'DefaultValue'], when)
    .map((outcome) => ({ ...outcome, origin: [...outcome.origin, 'Fn::FindInMap DefaultValue'] }));
}
