import { HOLE } from '../../base/hole';
import type { Catalog } from '../../catalog/catalog';
import { matchesGlob } from '../../base/glob';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { LaunchSite, SiteKind } from '../sites';
import type { Unresolved } from '../../template/values/outcome';
import type { FoldedValue, SiteValue } from '../site-reading';
import { namedValues, type NamedValue } from '../offending-values';
import { BATCH_KEYWORDS } from './batch-keywords';

/** The kinds of site that name instance types by themselves, not by their attributes. */
export const TYPE_KINDS = [
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-type-list',
  'instance-family',
] as const satisfies readonly SiteKind[];

/** The instance types that a value at a launch site stands for, or the reason why there are none. */
export type Meaning =
  | { readonly is: 'nitro'; readonly types: readonly InstanceTypeFacts[] }
  | XenMeaning
  | { readonly is: 'assumed-nitro' }
  | { readonly is: 'unknown'; readonly suggestion: string | undefined }
  /** The service chooses, from types built on Nitro. */
  | { readonly is: 'delegated' };

/** A Xen type, or a family or pattern with Xen types in it. */
export interface XenMeaning {
  readonly is: 'xen';
  readonly names: 'type' | 'family' | 'pattern';
  /** All types it stands for. */
  readonly types: readonly InstanceTypeFacts[];
  readonly xen: readonly InstanceTypeFacts[];
}

export interface NamedType extends NamedValue {
  readonly meaning: Meaning;
}

/** Verdicts for one catalog. They are kept: several rules ask about the same value, and many launches name the same types. */
interface KeptVerdicts {
  readonly byFolded: WeakMap<FoldedValue, readonly NamedType[]>;
  readonly meanings: Map<string, Meaning>;
}

const keptVerdicts = new WeakMap<Catalog, KeptVerdicts>();

/** Returns the possible texts of a value, and the instance types that each stands for. */
export function namedTypes({ folded }: SiteValue, catalog: Catalog): readonly NamedType[] {
  let kept = keptVerdicts.get(catalog);
  if (kept === undefined) {
    kept = { byFolded: new WeakMap(), meanings: new Map() };
    keptVerdicts.set(catalog, kept);
  }
  const earlier = kept.byFolded.get(folded);
  if (earlier !== undefined) return earlier;
  const { meanings } = kept;
  const types = namedValues(folded.outcomes).map((value) => ({
    ...value,
    meaning: keptMeaning(folded.kind, value.text, catalog, meanings),
  }));
  kept.byFolded.set(folded, types);
  return types;
}

/**
 * The number of values whose meaning is kept: more than any estate has types. A template full of made-up values must not fill the memory.
 */
const MOST_MEANINGS = 5_000;

function keptMeaning(kind: SiteKind, text: string, catalog: Catalog, meanings: Map<string, Meaning>): Meaning {
  const key = `${kind} ${text}`;
  const known = meanings.get(key);
  if (known !== undefined) return known;
  const meaning = meaningOf(kind, text, catalog);
  if (meanings.size < MOST_MEANINGS) meanings.set(key, meaning);
  return meaning;
}

function meaningOf(kind: SiteKind, text: string, catalog: Catalog): Meaning {
  switch (kind) {
    case 'instance-type-or-family':
      if (BATCH_KEYWORDS.has(text)) return { is: 'delegated' };
      return text.includes('.') ? meaningOfType(text, catalog) : meaningOfFamily(text, catalog);
    case 'instance-type-pattern':
      return text.includes('*') ? meaningOfPattern(text, catalog) : meaningOfType(text, catalog);
    case 'instance-family':
      return meaningOfFamily(text, catalog);
    default:
      return meaningOfType(text, catalog);
  }
}

function meaningOfType(text: string, catalog: Catalog): Meaning {
  const { kind, facts, suggestion } = catalog.judge(text);
  if (kind === 'unknown') return { is: 'unknown', suggestion };
  if (kind === 'assumed-nitro') return { is: 'assumed-nitro' };
  return kind === 'xen' ? { is: 'xen', names: 'type', types: [facts], xen: [facts] } : { is: 'nitro', types: [facts] };
}

function meaningOfFamily(text: string, catalog: Catalog): Meaning {
  const { kind, types, xen, suggestion } = catalog.judgeFamily(text);
  if (kind === 'unknown') return { is: 'unknown', suggestion };
  if (kind === 'assumed-nitro') return { is: 'assumed-nitro' };
  return kind === 'xen' ? { is: 'xen', names: 'family', types, xen } : { is: 'nitro', types };
}

/**
 * Returns the meaning of a pattern. The Xen types are a closed set: a pattern that matches none of them admits none, even when EC2 adds
 * types.
 */
function meaningOfPattern(text: string, catalog: Catalog): Meaning {
  const types = catalog.glob(text);
  const xen = types.filter((type) => !type.builtOnNitro);
  if (xen.length > 0) return { is: 'xen', names: 'pattern', types, xen };
  return types.length > 0 ? { is: 'nitro', types } : { is: 'assumed-nitro' };
}

/** Returns the offered types that an undecided value may be, according to its text and its parameter's AllowedPattern. */
export function possibleTypes({ kind }: LaunchSite, { text, admits }: Unresolved, catalog: Catalog): readonly InstanceTypeFacts[] {
  const glob = text?.replaceAll(HOLE, '*');
  const isPossible = (name: string): boolean => (glob === undefined || matchesGlob(glob, name)) && (admits?.(name) ?? true);
  const takesFamilies = kind === 'instance-family' || kind === 'instance-type-or-family';
  return catalog.types.filter(({ name, family, offered }) => offered && (isPossible(name) || (takesFamilies && isPossible(family))));
}

/**
 * Tells whether an undecided value may be Xen. It may not if the known part of its text, or its parameter's AllowedPattern, admits no Xen
 * type and no family with Xen types.
 */
export function mayBecomeXen({ kind, offer }: LaunchSite, { text, admits }: Unresolved, catalog: Catalog): boolean {
  // A service's own offer is built on Nitro.
  if (offer !== undefined) return false;
  // A pattern, or a list in one text, can name Xen types in more ways than can be tried.
  if (kind === 'instance-type-list' || (kind === 'instance-type-pattern' && admits !== undefined)) return true;
  if (text === undefined && admits === undefined) return true;
  const glob = text?.replaceAll(HOLE, '*');
  const isPossible = (name: string): boolean => (glob === undefined || matchesGlob(glob, name)) && (admits?.(name) ?? true);
  const takesFamilies = kind === 'instance-family' || kind === 'instance-type-or-family';
  return catalog.xenTypes().some(({ name, family }) => isPossible(name) || (takesFamilies && isPossible(family)));
}
