import { Assumptions } from '../assumptions';
import { restrictTo } from '../domain';
import { TOO_MANY } from '../effort';
import type { Evaluation, IntrinsicFunction } from '../evaluation';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../../../base/json/json';
import { beyond, known, mayRead, type Origin, type Outcome, scalarText, undecidable, type Unresolved } from '../outcome';
import { mayChangeSiblings } from '../../transforms';
import { parameterName } from './references';

/** Computes `Fn::FindInMap`: every leaf that the keys may reach. A key that only the deployment knows reaches every row. */
export const findInMap: IntrinsicFunction = (argument, pointer, when, evaluation) => {
  if (!isList(argument) || argument.length < 3) return [undecidable("'Fn::FindInMap' does not take a map and two keys", when)];
  const [mapNode = null, topNode = null, secondNode = null, options = null] = argument;
  const lookup = new Lookup(evaluation);
  if (!lookup.find(mapNode, topNode, secondNode, when)) return [beyond(TOO_MANY, when)];
  const { found, missed } = lookup;
  const fallback = isObject(options) ? member(options, 'DefaultValue') : undefined;
  if (fallback !== undefined) {
    const cases = Assumptions.merge(lookup.casesToMiss, when);
    return [...found, ...cases.flatMap((each) => defaultValue(evaluation, fallback, pointer, each))];
  }
  // A lookup without an entry fails the deployment. It counts only if no other lookup succeeds.
  return found.length > 0 ? found : missed.slice(0, 1);
};

const ADDS_MAPPINGS = "'Fn::Transform' adds mappings at deployment";

/** A possible key of a lookup, and its case. */
interface Key {
  readonly key: string;
  readonly when: Assumptions;
  readonly origin: Origin;
}

class Lookup {
  public readonly found: Outcome[] = [];
  public readonly missed: Outcome[] = [];
  /** The cases with a key that the map lacks, or may lack. */
  public readonly casesToMiss: Assumptions[] = [];

  public constructor(private readonly evaluation: Evaluation) {}

  /** Looks up all combinations of keys. Returns false if they are too many. */
  public find(mapNode: Json, topNode: Json, secondNode: Json, when: Assumptions): boolean {
    const { names, effort } = this.evaluation;
    if (mayChangeSiblings(names.mapping('Fn::Transform'))) this.found.push(undecidable(ADDS_MAPPINGS, when));
    for (const map of this.keys(mapNode, when, names.mappingNames())) {
      const rows = names.mapping(map.key);
      if (rows === undefined) {
        this.miss(`mapping '${map.key}' is not defined in the template`, map.when);
        continue;
      }
      this.noteTransform(rows, map);
      for (const top of this.keys(topNode, map.when, entryNames(rows))) {
        const row = member(rows, top.key);
        if (!isObject(row)) {
          this.miss(`mapping '${map.key}' has no key '${top.key}'`, top.when);
          continue;
        }
        this.noteTransform(row, top);
        for (const second of this.keys(secondNode, top.when, entryNames(row))) {
          if (!effort.spend(0.1)) return false;
          this.take(row, [map, top, second]);
        }
      }
    }
    return true;
  }

  private take(row: JsonObject, [map, top, second]: readonly [Key, Key, Key]): void {
    const leaf = member(row, second.key);
    if (leaf === undefined) {
      this.miss(`mapping '${map.key}' has no key '${top.key}/${second.key}'`, second.when);
      return;
    }
    const origin = [`mapping ${map.key}/${top.key}/${second.key}`, ...map.origin, ...top.origin, ...second.origin];
    this.found.push(known(leaf, second.when, origin, ['Mappings', map.key, top.key, second.key]));
  }

  private miss(text: string, when: Assumptions): void {
    this.casesToMiss.push(when);
    this.missed.push(undecidable(text, when));
    // A macro among the mappings may also change the written ones.
    if (this.evaluation.names.mappingNames().includes('Fn::Transform')) this.found.push(undecidable(ADDS_MAPPINGS, when));
  }

  /** Adds an undecided outcome if a macro may add entries. */
  private noteTransform(entries: JsonObject, { key, when }: Key): void {
    if (member(entries, 'Fn::Transform') === undefined) return;
    this.found.push(undecidable(`'Fn::Transform' adds to mapping key '${key}' at deployment`, when));
  }

  /** Returns the possible keys of an expression. An undecided one may be any of `all`. */
  private keys(node: Json, when: Assumptions, all: readonly string[]): Key[] {
    return this.evaluation.evaluate(node, undefined, when).flatMap((outcome): Key[] => {
      if (outcome.kind === 'unresolved') {
        this.casesToMiss.push(outcome.when);
        const reachable = isTheRegion(node) ? regionsAmong(all) : all;
        return reachable.flatMap((key) => this.guess(key, node, outcome));
      }
      const key = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
      return key === undefined ? [] : [{ key, when: outcome.when, origin: outcome.origin }];
    });
  }

  /** Assumes a key for an undecided expression. A parameter is narrowed to the key: two lookups by it agree. */
  private guess(key: string, node: Json, { when, text, admits, origin }: Unresolved): Key[] {
    if (admits?.(key) === false || (text !== undefined && !mayRead(text, key))) return [];
    const name = parameterName(node);
    const domain = name === undefined ? undefined : (when.domain(name) ?? this.evaluation.names.parameter(name)?.domain);
    if (name === undefined || domain === undefined) return [{ key, when, origin }];
    const narrowed = restrictTo(domain, key, 'mapping key');
    return narrowed === undefined ? [] : [{ key, when: when.assumeParameter(name, narrowed), origin: [] }];
  }
}

function entryNames(entries: JsonObject): string[] {
  return Object.keys(entries).filter((name) => name !== 'Fn::Transform');
}

/** Tells whether the node is the whole name of the Region. A part of the name is undecided for the same reason, and may be any key. */
function isTheRegion(node: Json): boolean {
  return parameterName(node) === 'AWS::Region' || (isObject(node) && member(node, 'Fn::Sub') === '${AWS::Region}');
}

/**
 * Returns the names that look like Regions, or all names if none does. A mapping by Region often has other rows, which a lookup by Region
 * does not reach.
 */
function regionsAmong(names: readonly string[]): readonly string[] {
  const regions = names.filter((name) => /^[a-z]+(?:-[a-z]+)+-\d+$/.test(name));
  return regions.length > 0 ? regions : names;
}

function defaultValue(evaluation: Evaluation, node: Json, pointer: Pointer, when: Assumptions): Outcome[] {
  return evaluation
    .evaluate(node, [...pointer, 3, 'DefaultValue'], when)
    .map((outcome) => ({ ...outcome, origin: [...outcome.origin, 'Fn::FindInMap DefaultValue'] }));
}
