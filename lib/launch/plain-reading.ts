import { Derived } from '../base/kept';
import { isAlways, Assumptions } from '../template/values/assumptions';
import { dynamicReference } from '../template/values/dynamic-reference';
import { intrinsicName } from '../template/values/evaluation';
import { isFilledIn } from './filled-in';
import { isList, isObject, member, type Json, type Pointer } from '../base/json/json';
import { isScriptKind, type LaunchSite, type SiteKind } from './sites';
import { known, LITERAL, type Outcome } from '../template/values/outcome';
import type { Resource } from '../template/resource';
import { FoldedValue, PlaceInResource, SiteReading, SiteValue, WHERE_IT_STANDS } from './site-reading';
import type { Template } from '../template/template';

/*
 * The fast path of `readSite`: most sites lead through plain objects to one value, or to nothing, and need no walk.
 * test/launch/plain-reading.test.ts compares it with the walk.
 */

/** The place of a site without lists, the same in every resource. */
interface FixedPlace {
  readonly steps: readonly string[];
  readonly path: string;
}

const places = new WeakMap<LaunchSite, FixedPlace>();

/**
 * Returns the node at a site whose path leads through objects only, without functions, loops or macros; `unset` if the path ends before the
 * site; undefined if the site needs a walk.
 */
export function plainNode(resource: Resource, site: LaunchSite): { readonly node: Json } | 'unset' | undefined {
  let node: Json = resource.body;
  for (const step of fixedPlace(site).steps) {
    if (!isObject(node) || step === '*' || step === '[]') return undefined;
    const next = member(node, step);
    if (next === undefined ? isFilledIn(node) : Object.hasOwn(node, 'Fn::Transform')) return undefined;
    if (next === undefined) return 'unset';
    node = next;
  }
  return site.where === undefined ? { node } : undefined;
}

/** Returns the cases in which a site is read. The cases of a script are not separated: its text would be read in each of them. */
export function casesToRead({ kind }: LaunchSite, cases: readonly Assumptions[]): readonly Assumptions[] {
  return isScriptKind(kind) && cases.length > 1 ? [Assumptions.covering(cases)] : cases;
}

/** Reads a site without a walk; undefined if the site needs one. */
export function readPlainly(
  template: Template,
  resource: Resource,
  site: LaunchSite,
  allCases: readonly Assumptions[],
): SiteReading | undefined {
  const cases = casesToRead(site, allCases);
  const plain = plainNode(resource, site);
  if (plain === 'unset') return SiteReading.unset(cases);
  if (plain === undefined || plain.node === null || isList(plain.node) || site.kind === 'instance-type-list') return undefined;
  const { node } = plain;
  if (isScriptKind(site.kind) && intrinsicName(node) !== undefined) return undefined;
  const { steps, path } = fixedPlace(site);
  const shared = isAlways(cases) ? foldShared(template, site, node) : undefined;
  const result = shared ?? fold(template, site, node, cases, [...resource.pointer, ...steps]);
  if (result === 'list') return undefined;
  const { folded, unset } = result;
  if (folded.outcomes.length === 0) return SiteReading.unset(unset);
  return SiteReading.of(new SiteValue(site, path, new PlaceInResource(resource, steps), folded), unset);
}

/** A folded node, with the cases in which it is absent; `list` for a list, whose items need a walk. */
type Folding = { readonly folded: FoldedValue; readonly unset: readonly Assumptions[] } | 'list';

function fold(
  template: Template,
  { kind, word }: LaunchSite,
  node: Json,
  cases: readonly Assumptions[],
  pointer: Pointer | undefined,
): Folding {
  const outcomes: Outcome[] = [];
  const unset: Assumptions[] = [];
  for (const when of cases) {
    const inThisCase =
      intrinsicName(node) === undefined ? [known(node, when, LITERAL, pointer)] : template.evaluator.evaluate(node, pointer, when);
    for (const outcome of inThisCase) {
      if (outcome.kind === 'absent') unset.push(outcome.when);
      else if (outcome.kind === 'known' && isList(outcome.value)) return 'list';
      else outcomes.push(outcome.kind === 'known' ? (dynamicReference(outcome.value, outcome) ?? outcome) : outcome);
    }
  }
  return { folded: new FoldedValue(template, kind, word, outcomes), unset };
}

/** The shared foldings of one template, by kind of site and service's word, then by expression. */
class SharedFoldings {
  public static readonly in = new Derived<Template, SharedFoldings>(() => new SharedFoldings());

  private readonly bySite = new Map<LaunchSite, FoldingsByNode>();
  private readonly byKindAndWord = new Map<string, FoldingsByNode>();

  /** Returns the foldings at sites of the same kind and word. */
  public at(site: LaunchSite): FoldingsByNode {
    let foldings = this.bySite.get(site);
    if (foldings === undefined) {
      const key = `${site.kind} ${site.word ?? ''}`;
      foldings = this.byKindAndWord.get(key) ?? { texts: new Map(), others: new Map() };
      this.byKindAndWord.set(key, foldings);
      this.bySite.set(site, foldings);
    }
    return foldings;
  }
}

interface FoldingsByNode {
  /** Foldings of texts, by the text. */
  readonly texts: Map<string, Folding>;
  /** Foldings of other values, by their `shortText`. */
  readonly others: Map<string, Folding>;
}

/**
 * Folds a small expression once for all resources of its template and in any case. Returns undefined for a larger expression, and for a
 * kind of site that needs the places of its values.
 */
function foldShared(template: Template, site: LaunchSite, node: Json): Folding | undefined {
  if (!SHARED_KINDS.has(site.kind) || (isObject(node) && intrinsicName(node) === undefined)) return undefined;
  const isText = typeof node === 'string';
  const expression = isText && node.length <= LONGEST_SHARED ? node : shortText(node, DEEPEST_SHARED);
  if (expression === undefined) return undefined;
  const { texts, others } = SharedFoldings.in.of(template).at(site);
  const foldings = isText ? texts : others;
  let folding = foldings.get(expression);
  if (folding === undefined) {
    folding = fold(template, site, node, Assumptions.ALWAYS, WHERE_IT_STANDS);
    foldings.set(expression, folding);
  }
  return folding;
}

const SHARED_KINDS: ReadonlySet<SiteKind> = new Set<SiteKind>([
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-family',
  'managed-instance-class',
  'machine-image',
  'feature',
]);
/** The levels of objects and lists in a shared expression. */
const DEEPEST_SHARED = 8;
/** The number of characters of a shared expression. */
const LONGEST_SHARED = 200;

/**
 * Writes a small value as a text that no other value has: each text has its length before it, and everything else a mark of its kind.
 * Undefined for a large value, which may be deeper than the stack allows.
 */
function shortText(node: Json, levels: number): string | undefined {
  if (typeof node === 'string') return node.length > LONGEST_SHARED ? undefined : `${String(node.length)}"${node}`;
  if (!isObject(node) && !isList(node)) return String(node);
  if (levels === 0) return undefined;
  const reference = isObject(node) ? member(node, 'Ref') : undefined;
  if (typeof reference === 'string' && reference.length <= LONGEST_SHARED && intrinsicName(node) === 'Ref')
    return `Ref ${String(reference.length)}"${reference}`;
  let text = isList(node) ? '[' : '{';
  for (const [key, item] of Object.entries(node)) {
    const inner = shortText(item, levels - 1);
    if (inner === undefined || text.length > LONGEST_SHARED) return undefined;
    text += isList(node) ? `${inner},` : `${String(key.length)}"${key}:${inner},`;
  }
  return `${text})`;
}

function fixedPlace(site: LaunchSite): FixedPlace {
  const earlier = places.get(site);
  if (earlier !== undefined) return earlier;
  const steps = [site.section ?? 'Properties', ...site.path.split('.')];
  const place = { steps, path: steps.join('/') };
  places.set(site, place);
  return place;
}
