import type { Catalog } from '../../catalog/catalog';
import { matchesGlob } from '../../base/glob';
import { FEATURES, supports } from '../../catalog/features';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { partsOfFamily } from '../../catalog/instance-type-name';
import { type Distance, nearest } from '../../catalog/nearest';
import { EXAMPLE_INSTANCE_TYPE } from '../../catalog/successor';
import type { Demands } from '../../policy/demands';
import { quotedList } from '../advice/wording';
import { globsOverlap } from './glob-overlap';

/** The demand of a policy that a type does not meet; these are message ids of `instance-type`. */
export type ShortfallId = 'denied' | 'notAllowed' | 'architecture' | 'lacksFeature';

export interface Shortfall {
  readonly id: ShortfallId;
  /** The demand as a message words it. */
  readonly demand: string;
}

export function hasDemands({ allowedInstanceTypes = [], deniedInstanceTypes = [], architectures = [], features = [] }: Demands): boolean {
  return allowedInstanceTypes.length + deniedInstanceTypes.length + architectures.length + features.length > 0;
}

/**
 * Finds the first demand of a policy that a type does not meet. A fact that is not in the catalog counts as lacking, so the check
 * reports more, never less.
 *
 * @param name a type's name; for a family or pattern without a known type, the pattern
 */
export function shortfallOf(name: string, facts: InstanceTypeFacts | undefined, demands: Demands): Shortfall | undefined {
  const { allowedInstanceTypes = [], deniedInstanceTypes = [], architectures, features = [] } = demands;
  const denied = deniedInstanceTypes.find((pattern) => globsOverlap(pattern, name));
  if (denied !== undefined) return { id: 'denied', demand: `'${denied}'` };
  // A pattern that matches the text of another, stars included, matches every type of the other.
  const allowed = allowedInstanceTypes.find((patterns) => !patterns.some((pattern) => matchesGlob(pattern, name)));
  if (allowed !== undefined) return { id: 'notAllowed', demand: quotedList(allowed) };
  const known = facts?.described === true ? facts : undefined;
  if (architectures !== undefined && known?.architectures.some((each) => architectures.some((wanted) => wanted === each)) !== true) {
    return { id: 'architecture', demand: architectures.join(' or ') };
  }
  const lacking = features.find((feature) => !supports(facts, feature));
  return lacking === undefined ? undefined : { id: 'lacksFeature', demand: FEATURES[lacking].name };
}

/** Lists every demand of a policy, for messages. */
export function describeDemands({ allowedInstanceTypes = [], deniedInstanceTypes = [], architectures, features = [] }: Demands): string {
  return [
    ...allowedInstanceTypes.map((patterns) => `only ${quotedList(patterns)}`),
    ...(deniedInstanceTypes.length === 0 ? [] : [`not ${quotedList(deniedInstanceTypes)}`]),
    ...(architectures === undefined ? [] : [`only ${architectures.join(' or ')}`]),
    ...features.map((feature) => `only with ${FEATURES[feature].name}`),
  ].join('; ');
}

const acceptedBy = new WeakMap<Catalog, WeakMap<Demands, readonly InstanceTypeFacts[]>>();

/** Returns the types to suggest under a policy: accepted, virtualized and offered. */
function acceptedTypes(catalog: Catalog, demands: Demands): readonly InstanceTypeFacts[] {
  const remembered = acceptedBy.get(catalog) ?? new WeakMap<Demands, readonly InstanceTypeFacts[]>();
  acceptedBy.set(catalog, remembered);
  const known = remembered.get(demands);
  if (known !== undefined) return known;
  const types = catalog.types.filter(
    (type) => type.builtOnNitro && type.offered && !type.bareMetal && shortfallOf(type.name, type, demands) === undefined,
  );
  remembered.set(demands, types);
  return types;
}

/** Finds the accepted type closest to another; undefined where the policy accepts none. */
export function acceptedAlternative(name: string, catalog: Catalog, demands: Demands): InstanceTypeFacts | undefined {
  const given = catalog.find(catalog.successor(name).type);
  const reference = given?.described === true ? given : catalog.find(EXAMPLE_INSTANCE_TYPE);
  if (reference === undefined) return undefined;
  const distance = (type: InstanceTypeFacts): Distance => [
    Number(!type.architectures.some((each) => reference.architectures.includes(each))),
    Math.abs(type.accelerators.length - reference.accelerators.length),
    Math.abs(type.vCpus - reference.vCpus),
    Math.abs(type.memoryMiB - reference.memoryMiB),
    Number(!type.currentGeneration),
    Number(type.burstable !== reference.burstable),
    Number(partsOfFamily(type.family).series !== partsOfFamily(reference.family).series),
  ];
  return nearest(acceptedTypes(catalog, demands), distance);
}

/** Finds a family whose types the policy all accepts, preferring that of the accepted type closest to `name`. */
export function acceptedFamily(name: string, catalog: Catalog, demands: Demands): string | undefined {
  const isAccepted = (family: string): boolean =>
    catalog.judgeFamily(family).types.every((type) => shortfallOf(type.name, type, demands) === undefined);
  const families = new Set(acceptedTypes(catalog, demands).map(({ family }) => family));
  const own = acceptedAlternative(name, catalog, demands)?.family;
  return [...(own === undefined ? [] : [own]), ...families].find(isAccepted);
}
