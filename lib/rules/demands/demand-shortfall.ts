import { matchesGlob } from '../../base/glob';
import { FEATURES, supports } from '../../catalog/features';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { TypeDemand } from '../../catalog/suggestion';
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
 * Finds the first demand of a policy that a type does not meet. A type lacks every fact that is not in the catalog: the check reports more,
 * never less.
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

const demandsKept = new WeakMap<Demands, readonly TypeDemand[]>();
let policies = 0;

/** Returns each demand of a policy by itself. */
export function policyDemands(demands: Demands): readonly TypeDemand[] {
  const kept = demandsKept.get(demands);
  if (kept !== undefined) return kept;
  policies += 1;
  const { allowedInstanceTypes = [], deniedInstanceTypes = [], architectures, features = [] } = demands;
  const parts: readonly (readonly [what: string, demand: Demands])[] = [
    ...allowedInstanceTypes.map(
      (patterns) => [`that the policy allows (${quotedList(patterns)})`, { allowedInstanceTypes: [patterns] }] as const,
    ),
    ...(deniedInstanceTypes.length === 0
      ? []
      : [[`that the policy does not deny (${quotedList(deniedInstanceTypes)})`, { deniedInstanceTypes }] as const]),
    ...(architectures === undefined
      ? []
      : [[`with architecture ${architectures.join(' or ')}, which the policy requires`, { architectures }] as const]),
    ...features.map((feature) => [`with ${FEATURES[feature].name}, which the policy requires`, { features: [feature] }] as const),
  ];
  const all = parts.map(([what, demand], position) => ({
    key: `policy ${String(policies)} ${String(position)}`,
    what,
    isMetBy: (type: InstanceTypeFacts) => shortfallOf(type.name, type, demand) === undefined,
  }));
  demandsKept.set(demands, all);
  return all;
}
