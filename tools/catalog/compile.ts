import type { InstanceTypeFacts } from '../../lib/catalog/instance-type-facts';
import { XEN_FAMILIES } from '../../lib/catalog/successor-families';
import { MISSING_TYPES, type MissingTypes } from './corrections';
import type { HypervisorTable } from './load';
import { undescribedType } from './undescribed-types';

/** The types of the sources and corrections, with the conflicts between them. */
export interface Compiled {
  readonly types: readonly InstanceTypeFacts[];
  /** Sources that contradict each other; the catalog is not written. */
  readonly contradictions: readonly string[];
  /** Corrections that the sources now contain: delete them. */
  readonly overtaken: readonly string[];
}

/** Adds the types that are only in the hypervisor table or the corrections to the described types, and compares the three. */
export function compile(
  described: readonly InstanceTypeFacts[],
  hypervisors: Pick<HypervisorTable, 'nitro' | 'xen' | 'bareMetal'>,
): Compiled {
  const types = new Map(described.map((type) => [type.name, type]));
  const contradictions: string[] = [];
  const overtaken: string[] = [];

  const documented: [MissingTypes['runsOn'], readonly string[]][] = [
    ['nitro', hypervisors.nitro],
    ['xen', hypervisors.xen],
    ['bare metal', hypervisors.bareMetal],
  ];
  for (const [runsOn, names] of documented) {
    for (const name of names) {
      const known = types.get(name);
      if (known === undefined) types.set(name, undescribedType(name, runsOn));
      else if (runsOnOf(known) !== runsOn) contradictions.push(`${name}: ${runsOnOf(known)} by one source, ${runsOn} by the other`);
    }
  }

  for (const { names, runsOn } of MISSING_TYPES) {
    for (const name of names) {
      if (types.has(name)) overtaken.push(name);
      else types.set(name, undescribedType(name, runsOn));
    }
  }

  for (const type of types.values()) {
    if (!type.builtOnNitro && !XEN_FAMILIES.has(type.family)) {
      contradictions.push(`${type.name}: runs on Xen, but its family is not in the closed set of Xen families`);
    }
  }
  return { types: [...types.values()], contradictions, overtaken };
}

function runsOnOf(type: InstanceTypeFacts): MissingTypes['runsOn'] {
  return type.bareMetal ? 'bare metal' : type.hypervisor === 'nitro' ? 'nitro' : 'xen';
}
