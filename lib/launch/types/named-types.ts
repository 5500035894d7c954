import { HOLE } from '../../base/hole';
import type { Catalog } from '../../catalog/catalog';
import { matchesGlob } from '../../base/glob';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { LaunchSite, SiteKind } from '../sites';
import type { Outcome, Unresolved } from '../../template/values/outcome';
import type { SiteValue } from '../site-reading';
import { namedValues, type NamedValue } from '../offending-values';

/** The kinds of site that name instance types by themselves, not by their attributes. */
export const TYPE_KINDS = [
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-type-list',
  'instance-family',
] as const satisfies readonly SiteKind[];

/** What a value at a launch site stands for. */
export type Meaning =
  | { readonly is: 'nitro'; readonly types: readonly InstanceTypeFacts[] }
  | XenMeaning
  | { readonly is: 'assumed-nitro' }
  | { readonly is: 'unknown'; readonly suggestion: string | undefined }
  /** The service chooses, among types built on Nitro. */
  | { readonly is: 'delegated' };

/** A Xen type, or a family or pattern with Xen types in it. */
export interface XenMeaning {
  readonly is: 'xen';
  readonly names: 'type' | 'family' | 'pattern';
  /** Everything it stands for. */
  readonly types: readonly InstanceTypeFacts[];
  readonly xen: readonly InstanceTypeFacts[];
}

export interface NamedType extends NamedValue {
  readonly meaning: Meaning;
}

/**
 * What Batch understands besides types and families. `optimal`, which stood for C4, M4 and R4 as well, has meant `default_x86_64` since
 * November 2025. Source: AWS Batch API reference, ComputeResource; AWS Batch user guide, "Instance type compute table".
 */
const BATCH_WORDS: ReadonlySet<string> = new Set(['optimal', 'default_x86_64', 'default_arm64']);

/** What was judged before: several rules ask the same of a choice, and many launches name the same types. A list of outcomes is of one kind of site. */
interface Judged {
  readonly outcomes: WeakMap<readonly Outcome[], readonly NamedType[]>;
  readonly meanings: Map<string, Meaning>;
}

const verdictsBy = new WeakMap<Catalog, Judged>();

/** The values a choice may turn out to be, and what each stands for. */
export function namedTypes(siteValue: SiteValue, catalog: Catalog): readonly NamedType[] {
  const judged = verdictsBy.get(catalog) ?? { outcomes: new WeakMap(), meanings: new Map() };
  verdictsBy.set(catalog, judged);
  const known = judged.outcomes.get(siteValue.outcomes);
  if (known !== undefined) return known;
  const { kind } = siteValue.site;
  const values = namedValues(siteValue.outcomes).map((value) => ({
    ...value,
    meaning: rememberedMeaning(kind, value.text, catalog, judged.meanings),
  }));
  judged.outcomes.set(siteValue.outcomes, values);
  return values;
}

/** More different values than any estate has types: a template that is made of them must not fill the memory. */
const MOST_MEANINGS = 5_000;

function rememberedMeaning(kind: SiteKind, text: string, catalog: Catalog, meanings: Map<string, Meaning>): Meaning {
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
      if (BATCH_WORDS.has(text)) return { is: 'delegated' };
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
  const { verdict, facts, suggestion } = catalog.judge(text);
  if (verdict === 'unknown') return { is: 'unknown', suggestion };
  if (verdict === 'assumed-nitro') return { is: 'assumed-nitro' };
  return verdict === 'xen' ? { is: 'xen', names: 'type', types: [facts], xen: [facts] } : { is: 'nitro', types: [facts] };
}

function meaningOfFamily(text: string, catalog: Catalog): Meaning {
  const { verdict, types, xen, suggestion } = catalog.judgeFamily(text);
  if (verdict === 'unknown') return { is: 'unknown', suggestion };
  if (verdict === 'assumed-nitro') return { is: 'assumed-nitro' };
  return verdict === 'xen' ? { is: 'xen', names: 'family', types, xen } : { is: 'nitro', types };
}

/** Xen types are a closed set, so a pattern that matches none of them admits none, whatever EC2 brings out next. */
function meaningOfPattern(text: string, catalog: Catalog): Meaning {
  const types = catalog.glob(text);
  const xen = types.filter((type) => !type.builtOnNitro);
  if (xen.length > 0) return { is: 'xen', names: 'pattern', types, xen };
  return types.length > 0 ? { is: 'nitro', types } : { is: 'assumed-nitro' };
}

/**
 * Whether a value that cannot be decided may turn out to be Xen. It may not where what is known of its text, or its
 * parameter's AllowedPattern, leaves no Xen type and no family with Xen types.
 */
export function mayBecomeXen({ kind, offer }: LaunchSite, { text, admits }: Unresolved, catalog: Catalog): boolean {
  // What a service chooses from by itself is built on Nitro.
  if (offer !== undefined) return false;
  // A list in one text, or a pattern, can name Xen types in more ways than can be tried.
  if (kind === 'instance-type-list' || (kind === 'instance-type-pattern' && admits !== undefined)) return true;
  if (text === undefined && admits === undefined) return true;
  const glob = text?.replaceAll(HOLE, '*');
  const isPossible = (name: string): boolean => (glob === undefined || matchesGlob(glob, name)) && (admits?.(name) ?? true);
  const takesFamilies = kind === 'instance-family' || kind === 'instance-type-or-family';
  return catalog.xenTypes().some(({ name, family }) => isPossible(name) || (takesFamilies && isPossible(family)));
}
