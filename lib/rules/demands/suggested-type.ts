import type { Catalog } from '../../catalog/catalog';
import { EXAMPLE_INSTANCE_TYPE } from '../../catalog/successor';
import { suggestFamilyFor, suggestFor, type Suggestion, type TypeDemand } from '../../catalog/suggestion';
import type { Launch } from '../../launch/launches';
import type { SpecifiedTypes } from '../../launch/types/specified-types';
import type { SiteKind } from '../../launch/sites';
import { familySpellingAt, spellingAt, type Spelling } from '../advice/spelling';
import type { Knowledge } from '../rule';
import { hasDemands, shortfallOf } from './demand-shortfall';
import { demandsOn, type ReplacedValue } from './launch-demands';

/** The text to write instead of a value, or the reason why there is none. */
export interface SuggestedValue {
  /** A type, a family or a pattern; undefined if the demands on the launch exclude each other. */
  readonly written: string | undefined;
  /** The text in the spelling of the launch's author: `'m7i.large'`, `new ec2.InstanceType('m7i.large')`. */
  readonly spelled: string;
  /** A type for arm64, in the same spelling. */
  readonly arm64?: string;
  /** `use 'm7i.large'`, or the demands that exclude each other. */
  readonly remedy: string;
  /** The demands that exclude each other; present if there is no text to write. */
  readonly conflict?: string;
}

/** Suggests a type instead of another. With it, the launch has no finding about its type. */
export function suggestedType(launch: Launch, value: ReplacedValue, name: string, known: Knowledge): SuggestedValue {
  return inWords(
    suggestFor(known.catalog, name, demandsOn(launch, value, known), regionOf(launch)),
    spellingFor(launch, value, known),
    known,
  );
}

function spellingFor(launch: Launch, { siteValue, text }: ReplacedValue, { spellingOf }: Knowledge): Spelling {
  return spellingAt(launch, siteValue, text, spellingOf);
}

/** Suggests a type for a launch without one. */
export function suggestedExample(launch: Launch, known: Knowledge): SuggestedValue {
  return suggestedType(launch, { siteValue: undefined }, EXAMPLE_INSTANCE_TYPE, known);
}

/**
 * Suggests the text to write instead of a family or a pattern, in a form that its place allows. If no family satisfies as a whole, suggests
 * a type, if its place allows types.
 *
 * @param name the family, or one of its types
 */
export function suggestedMembers(launch: Launch, value: ReplacedValue, name: string, known: Knowledge): SuggestedValue {
  const demands = demandsOn(launch, value, known);
  const region = regionOf(launch);
  const type = typeOf(name, known.catalog);
  const family = suggestFamilyFor(known.catalog, type, demands, region);
  const kind = value.siteValue?.site.kind;
  if (family !== undefined) {
    const written = takesPatterns(kind) ? `${family}.*` : family;
    const spelled = familySpellingAt(launch, value.siteValue, value.text, known.spellingOf)(written);
    return { written, spelled, remedy: `use ${spelled}` };
  }
  const single = suggestFor(known.catalog, type, demands, region);
  if (kind !== 'instance-family' || single.type === undefined)
    return inWords(single, spellingFor(launch, { ...value, text: type }, known), known);
  const conflict = `no family is one ${listed(demands)} in every size`;
  return { written: undefined, spelled: '', conflict, remedy: `${conflict}: change one of these` };
}

/** Returns a type of a family, to compare others with; for a type, its own name. */
function typeOf(name: string, catalog: Catalog): string {
  const types = catalog.family(name);
  return (types.find(({ size }) => size === 'large') ?? types[0])?.name ?? name;
}

function takesPatterns(kind: SiteKind | undefined): boolean {
  return kind === 'instance-type-pattern' || kind === 'instance-requirements';
}

function regionOf({ template }: Launch): string | undefined {
  return template.region;
}

function inWords({ type, arm64, conflict }: Suggestion, spelling: Spelling, { demands }: Knowledge): SuggestedValue {
  if (conflict !== undefined) {
    const none = `no type built on Nitro is one ${listed(conflict)}`;
    return { written: undefined, spelled: '', conflict: none, remedy: conflictRemedy(none, conflict, hasDemands(demands)) };
  }
  const spelled = spelling.instanceType(type.name);
  return {
    written: type.name,
    spelled,
    ...(arm64 !== undefined && { arm64: spelling.instanceType(arm64.name) }),
    remedy: `use ${spelled}`,
  };
}

function conflictRemedy(none: string, conflict: readonly TypeDemand[], hasPolicy: boolean): string {
  const isOfPolicy = hasPolicy && conflict.every(({ key }) => key?.startsWith('policy ') === true);
  return isOfPolicy ? `change the policy, since ${none}` : `${none}: change ${conflict.length === 1 ? 'that' : 'one of these'}`;
}

function listed(demands: readonly TypeDemand[]): string {
  return demands.map(({ what }) => what).join(' and one ');
}

/**
 * Tells whether `instance-type` reports a value and suggests another one that fits. A second finding about the same value would only repeat
 * it, unless the first is accepted. False if that rule is off or does not fail the check.
 */
export function isReplacedAnyway({ types, names }: Pick<SpecifiedTypes, 'types' | 'names'>, { demands, fails }: Knowledge): boolean {
  if ((names !== 'type' && names !== 'members') || !fails('instance-type')) return false;
  return types.some((type) => !type.builtOnNitro || (hasDemands(demands) && shortfallOf(type.name, type, demands) !== undefined));
}
