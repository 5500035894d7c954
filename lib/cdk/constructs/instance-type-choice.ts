import { type Size, Token } from 'aws-cdk-lib/core';
import type { Architecture } from '../../base/architecture';
import { FEATURES } from '../../catalog/features';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { partsOfFamily } from '../../catalog/instance-type-name';
import { knowledge } from './knowledge';
import type { NitroInstanceTypeRequirements } from './nitro-instance-type-requirements';

/** One requirement on a type. */
interface Demand {
  /** The property and its value, for messages: `vCpuCountMin 4`. */
  readonly text: string;
  /** Whether the caller gave it; false for a default. */
  readonly isGiven: boolean;
  readonly isMet: (type: InstanceTypeFacts) => boolean;
}

/** The default requirements, in EC2's terms; see NitroInstanceTypeRequirements. */
const DEFAULTS = {
  architecture: 'x86_64',
  instanceGenerations: ['current'],
  bareMetal: 'excluded',
  burstablePerformance: 'excluded',
  localStorage: 'included',
} as const;

/** The requirements that are `true` or unset: facts of the catalog with the same names. */
export const FEATURE_FLAGS = [...Object.values(FEATURES).map(({ fact }) => fact), 'encryptionInTransit'] as const;

type Chosen = readonly [InstanceTypeFacts, ...InstanceTypeFacts[]];

/**
 * Finds the Nitro-based types that EC2 offers and that meet the requirements, the preferred first.
 *
 * @throws if there is none
 */
export function chosenTypes(requirements: NitroInstanceTypeRequirements): Chosen {
  const demands = demandsOf(requirements);
  const offered = knowledge.catalog.types.filter(({ builtOnNitro, offered }) => builtOnNitro && offered);
  const [first, ...others] = meeting(offered, demands).sort(byPreference);
  if (first === undefined) throw new Error(nothingMeets(offered, demands));
  return [first, ...others];
}

function meeting(types: readonly InstanceTypeFacts[], demands: readonly Demand[]): InstanceTypeFacts[] {
  return types.filter((type) => demands.every(({ isMet }) => isMet(type)));
}

/** Compares types by the order that `NitroInstanceType.choose` documents. */
function byPreference(a: InstanceTypeFacts, b: InstanceTypeFacts): number {
  return (
    a.vCpus - b.vCpus ||
    a.memoryMiB - b.memoryMiB ||
    partsOfFamily(b.family).generation - partsOfFamily(a.family).generation ||
    additions(a.family) - additions(b.family) ||
    a.localStorageGB - b.localStorageGB ||
    (a.name < b.name ? -1 : 1)
  );
}

/** Counts the additions of a family's name to series, generation and processor; a suffix (`m7i-flex`) counts more than any letters (`m7id`). */
function additions(family: string): number {
  const { attributes, suffix } = partsOfFamily(family);
  return attributes.length + (suffix === '' ? 0 : 10);
}

function demandsOf(requirements: NitroInstanceTypeRequirements): Demand[] {
  const { vCpuCountMin, vCpuCountMax, memoryMin, memoryMax, families } = requirements;
  const acceleratorTypes: readonly string[] | undefined = requirements.acceleratorTypes;
  const given = { ...DEFAULTS, ...withoutUndefined(requirements) };
  const architecture: Architecture = given.architecture;
  const instanceGenerations: readonly string[] = given.instanceGenerations;
  const demand = (name: keyof NitroInstanceTypeRequirements, value: string, isMet: Demand['isMet']): Demand => ({
    text: `${name} ${value}`,
    isGiven: requirements[name] !== undefined,
    isMet,
  });
  const inclusion = (name: 'bareMetal' | 'burstablePerformance' | 'localStorage', has: Demand['isMet']): Demand[] => {
    const wanted: string = given[name];
    return wanted === 'included' ? [] : [demand(name, `'${wanted}'`, (type) => has(type) === (wanted === 'required'))];
  };

  return [
    ...number(vCpuCountMin, 'vCpuCountMin').map((least) => demand('vCpuCountMin', String(least), ({ vCpus }) => vCpus >= least)),
    ...number(vCpuCountMax, 'vCpuCountMax').map((most) => demand('vCpuCountMax', String(most), ({ vCpus }) => vCpus <= most)),
    ...mebibytes(memoryMin, 'memoryMin').map((least) => demand('memoryMin', `${least} MiB`, ({ memoryMiB }) => memoryMiB >= least)),
    ...mebibytes(memoryMax, 'memoryMax').map((most) => demand('memoryMax', `${most} MiB`, ({ memoryMiB }) => memoryMiB <= most)),
    demand('architecture', `'${architecture}'`, ({ architectures }) => architectures.includes(architecture)),
    ...(families === undefined ? [] : [demand('families', quoted(nitroFamilies(families)), ({ family }) => families.includes(family))]),
    demand('instanceGenerations', quoted(instanceGenerations), ({ currentGeneration }) =>
      instanceGenerations.includes(currentGeneration ? 'current' : 'previous'),
    ),
    ...inclusion('bareMetal', ({ bareMetal }) => bareMetal),
    ...inclusion('burstablePerformance', ({ burstable }) => burstable),
    ...inclusion('localStorage', ({ localStorageGB }) => localStorageGB > 0),
    demand('acceleratorTypes', acceleratorTypes === undefined ? 'none' : quoted(acceleratorTypes), ({ accelerators }) =>
      acceleratorTypes === undefined ? accelerators.length === 0 : accelerators.some(({ type }) => acceleratorTypes.includes(type)),
    ),
    ...FEATURE_FLAGS.filter((flag) => requirements[flag] === true).map((flag) => demand(flag, 'true', (type) => type[flag])),
  ];
}

/** Drops properties that are `undefined`, so that their defaults apply. */
function withoutUndefined(requirements: NitroInstanceTypeRequirements): NitroInstanceTypeRequirements {
  return Object.fromEntries(Object.entries(requirements).filter(([, value]) => value !== undefined));
}

function number(value: number | undefined, name: string): number[] {
  if (value === undefined) return [];
  if (Token.isUnresolved(value)) throw new Error(`${name} is known only at deployment: use a literal number`);
  if (!(value >= 0)) throw new Error(`${name} is ${value}: use 0 or a positive number`);
  return [value];
}

function mebibytes(size: Size | undefined, name: string): number[] {
  if (size === undefined) return [];
  if (size.isUnresolved()) throw new Error(`${name} is known only at deployment: use a literal size`);
  return [size.toMebibytes()];
}

/** @throws if a family does not exist, or all its types are Xen */
export function nitroFamilies(families: readonly string[]): readonly string[] {
  const { catalog } = knowledge;
  if (families.length === 0) throw new Error("families is empty: name at least one, for example 'm7i'");
  for (const family of families) {
    const { kind, types, suggestion } = catalog.judgeFamily(family);
    if (kind === 'xen' && types.every(({ builtOnNitro }) => !builtOnNitro)) {
      throw new Error(`family '${family}' runs on the Xen hypervisor: use '${catalog.successorFamily(family)}'`);
    }
    if (kind === 'unknown' || types.length === 0) {
      const remedy = suggestion === undefined ? "use one that EC2 offers, for example 'm7i'" : `did you mean '${suggestion}'?`;
      throw new Error(`the catalog of ${catalog.retrieved} has no instance family '${family}': ${remedy}`);
    }
  }
  return families;
}

/** Renders the error for requirements that no type meets. Names the one to drop first: the one without which the most types are left. */
function nothingMeets(offered: readonly InstanceTypeFacts[], demands: readonly Demand[]): string {
  const asked = demands.filter(({ isGiven }) => isGiven);
  const candidates = demands.map((demand) => ({
    demand,
    without: meeting(
      offered,
      demands.filter((other) => other !== demand),
    ).sort(byPreference),
    alone: meeting(offered, [demand]).length,
  }));
  const [{ demand, without, alone } = { without: [], alone: 0 }] = candidates.sort(
    (a, b) => b.without.length - a.without.length || a.alone - b.alone,
  );
  const wanted = (asked.length > 0 ? asked : demands).map(({ text }) => text).join(', ');
  const text = demand?.text ?? '';
  const example = without[0]?.name;
  const remedy =
    example === undefined
      ? `${text} alone leaves ${alone} of ${offered.length}: drop more than one requirement, this one first`
      : `without ${text} there ${without.length === 1 ? 'is 1' : `are ${without.length}`}, for example '${example}': change that requirement`;
  return `no instance type built on Nitro has ${wanted}: ${remedy}`;
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(' or ');
}
