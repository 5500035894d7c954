import type { Replacement, TemplateEdit } from '../../finding';
import { HOLE } from '../../base/hole';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { mayBecomeXen, namedTypes, possibleTypes, TYPE_KINDS, type NamedType } from '../../launch/types/named-types';
import { reasonLeft } from '../../launch/types/left-to-service';
import { offendingValues, type NamedValue } from '../../launch/offending-values';
import type { Demands } from '../../policy/demands';
import type { Launch } from '../../launch/launches';
import type { Origin } from '../../template/values/outcome';
import type { SiteValue } from '../../launch/site-reading';
import { BATCH_KEYWORDS } from '../../launch/types/batch-keywords';
import { namesAt } from '../advice/spelling';
import { changeClause, changeOf, shortList } from '../advice/wording';
import type { Place } from '../rule';
import type { Knowledge } from '../rule';
import { describeDemands, hasDemands, type ShortfallId, shortfallOf } from './demand-shortfall';
import { suggestedExample, suggestedMembers, suggestedType, type SuggestedValue } from './suggested-type';

/** A finding about a type that the policy does not accept, though it may be built on Nitro. */
export interface DemandFinding {
  readonly id: ShortfallId | 'delegated' | 'undecided';
  readonly at: Place;
  readonly values?: readonly string[];
  readonly origin?: Origin;
  readonly fix?: string;
  readonly replacements?: readonly Replacement[];
  readonly edits?: readonly TemplateEdit[];
  /** The effect of deploying a change of the type. */
  readonly change?: string;
  readonly data: { readonly what: string; readonly demand: string; readonly advice: string };
}

/** Finds types that a launch names and the policy does not accept, Xen types aside: those have a finding already. */
export function unacceptedTypes(launch: Launch, known: Knowledge): DemandFinding[] {
  const { catalog, demands } = known;
  if (!hasDemands(demands)) return [];
  return [
    ...launch.siteValuesOf(TYPE_KINDS).flatMap((siteValue) => {
      const values = namedTypes(siteValue, catalog);
      return [
        ...shortOf(launch, siteValue, values, known),
        ...delegated(launch, siteValue, values, known),
        ...undecided(launch, siteValue, known),
      ];
    }),
    ...leftToService(launch, known),
  ];
}

interface ShortValue extends NamedValue {
  readonly id: ShortfallId;
  readonly demand: string;
  /** The types that do not meet the policy, for a value that stands for several. */
  readonly types: readonly string[];
  readonly names: 'type' | 'family' | 'pattern';
}

function shortOf(launch: Launch, siteValue: SiteValue, values: readonly NamedType[], known: Knowledge): DemandFinding[] {
  const short = values.flatMap((value) => shortValue(siteValue, value, known.demands));
  return [...new Set(short.map(({ id }) => id))].flatMap((id) => {
    const offending = offendingValues(
      launch,
      siteValue,
      short.filter((value) => value.id === id),
    );
    if (offending === undefined) return [];
    const { text, types, names, demand } = offending.primary;
    const suggestions = offending.values.map((value) => ({ value: value.text, ...suggestionFor(launch, siteValue, value, known) }));
    const advice = suggestions[0]?.remedy ?? '';
    const replacements = suggestions.flatMap(({ value, written }) => (written === undefined ? [] : [{ value, written }]));
    const edits = offending.replacements((value) => replacements.find((each) => each.value === value.text)?.written);
    const what = names === 'type' ? `'${text}'` : `'${text}'${types.length === 0 ? '' : ` (${shortList(types)})`}`;
    const replaced = names === 'type' ? offending.values.map((each) => known.catalog.find(each.text)) : undefined;
    const change = changeClause(launch, replaced);
    return [{ id, ...offending.finding, replacements, edits, change, fix: changeOf(launch, replaced), data: { what, demand, advice } }];
  });
}

function suggestionFor(launch: Launch, siteValue: SiteValue, { text, types, names }: ShortValue, known: Knowledge): SuggestedValue {
  const suggest = names === 'type' ? suggestedType : suggestedMembers;
  return suggest(launch, { siteValue, text }, types[0] ?? text, known);
}

function shortValue(siteValue: SiteValue, { text, origin, written = [], meaning }: NamedType, demands: Demands): ShortValue[] {
  if (meaning.is !== 'nitro' && meaning.is !== 'assumed-nitro') return [];
  const isFamily = siteValue.site.kind === 'instance-family' || (siteValue.site.kind === 'instance-type-or-family' && !text.includes('.'));
  const names = isFamily ? 'family' : text.includes('*') ? 'pattern' : 'type';
  if (meaning.is === 'assumed-nitro') {
    const shortfall = shortfallOf(isFamily ? `${text}.*` : text, undefined, demands);
    return shortfall === undefined ? [] : [{ text, origin, written, ...shortfall, types: [], names }];
  }
  const launched = meaning.types.some(({ offered }) => offered) ? meaning.types.filter(({ offered }) => offered) : meaning.types;
  const short = launched.flatMap((type) => {
    const shortfall = shortfallOf(type.name, type, demands);
    return shortfall === undefined ? [] : [{ ...shortfall, name: type.name }];
  });
  const [first] = short;
  if (first === undefined) return [];
  const types = short.filter(({ id }) => id === first.id).map(({ name }) => name);
  return [{ text, origin, written, id: first.id, demand: first.demand, types, names }];
}

function delegated(launch: Launch, siteValue: SiteValue, values: readonly NamedType[], known: Knowledge): DemandFinding[] {
  const { demands } = known;
  const open = values.filter(({ text, meaning }) => meaning.is === 'delegated' && !isSettledBy(text, demands));
  const offending = offendingValues(launch, siteValue, open);
  if (offending === undefined) return [];
  const advice = suggestedExample(launch, known).remedy;
  const what = `'${offending.primary.text}' lets the service pick the type`;
  return [{ id: 'delegated', ...offending.finding, fix: changeOf(launch), data: { what, demand: describeDemands(demands), advice } }];
}

/** Tells whether a keyword of Batch meets the policy: it decides the architecture only. */
function isSettledBy(keyword: string, { architectures, ...others }: Demands): boolean {
  const meant = BATCH_KEYWORDS.get(keyword);
  return meant !== undefined && !hasDemands(others) && architectures?.includes(meant) === true;
}

/**
 * Finds undecided values that cannot be Xen, but may be a type that the policy does not accept. `instance-type-resolvable` does not report
 * these.
 */
function undecided(launch: Launch, siteValue: SiteValue, { catalog, demands, spellingOf }: Knowledge): DemandFinding[] {
  for (const outcome of siteValue.outcomes) {
    if (outcome.kind !== 'unresolved' || mayBecomeXen(siteValue.site, outcome, catalog)) continue;
    const { text, reason, origin } = outcome;
    const possible = possibleTypes(siteValue.site, outcome, catalog);
    const short = possible.filter((type) => shortfallOf(type.name, type, demands) !== undefined);
    if (possible.length > 0 && short.length === 0) continue;
    const shown = text?.replaceAll(HOLE, '...');
    const types = short.length === 0 ? '' : `, such as ${shortList(short.map(({ name }) => name))}`;
    const name = shown === undefined ? 'the instance type' : `the instance type '${shown}'`;
    const what = `${name} cannot be decided before deployment, because ${reason.text}`;
    const { member } = namesAt(launch, siteValue.path, spellingOf);
    const advice = `write the type itself, or list the allowed types in ${member('AllowedValues')}`;
    const data = { what, demand: `${describeDemands(demands)}${types}`, advice };
    return [{ id: 'undecided', at: siteValue, values: shown === undefined ? [] : [shown], origin, data }];
  }
  return [];
}

/** Finds a choice that is left to a service, among types built on Nitro. Other rules report a choice that may be Xen. */
function leftToService(launch: Launch, known: Knowledge): DemandFinding[] {
  const { demands } = known;
  const reason = reasonLeft(launch, 'nitro');
  if (reason === undefined) return [];
  const at = { path: 'Properties', pointer: [...launch.resource.pointer, 'Properties'] };
  const advice = suggestedExample(launch, known).remedy;
  const what = `no instance type is set, so the service picks one (${reason})`;
  return [{ id: 'delegated', at, fix: changeOf(launch), data: { what, demand: describeDemands(demands), advice } }];
}

/** Returns the types built on Nitro that the policy does not accept. */
export function unacceptedAmong(types: readonly InstanceTypeFacts[], demands: Demands): InstanceTypeFacts[] {
  return types.filter((type) => type.builtOnNitro && shortfallOf(type.name, type, demands) !== undefined);
}

/** Attribute-based selection at one place. */
interface Selection {
  readonly launch: Launch;
  readonly siteValue: SiteValue;
  /** Whether types may be excluded by name. */
  readonly takesExclusions: boolean;
}

/** Advises additions to the required attributes that admit only types the policy accepts, and names the exclusion among them, if any. */
export function selectionAdvice(
  types: readonly InstanceTypeFacts[],
  { launch, siteValue, takesExclusions }: Selection,
  known: Knowledge,
): { readonly advice: string; readonly exclusion?: readonly string[] } {
  const { demands, spellingOf } = known;
  const { deniedInstanceTypes = [] } = demands;
  const { member } = namesAt(launch, siteValue.path, spellingOf);
  if (takesExclusions && types.every((type) => shortfallOf(type.name, type, demands)?.id === 'denied')) {
    return { advice: `add ${member('ExcludedInstanceTypes')} ${JSON.stringify(deniedInstanceTypes)}`, exclusion: deniedInstanceTypes };
  }
  const { written } = suggestedMembers(launch, { siteValue }, types[0]?.name ?? '', known);
  const example = written === undefined ? '' : `, for example ["${written}"]`;
  return { advice: `list only types or families that the policy accepts in ${member('AllowedInstanceTypes')}${example}` };
}
