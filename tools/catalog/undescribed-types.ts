import type { DriverSupport, InstanceTypeFacts } from '../../lib/catalog/instance-type-facts';
import { parseInstanceTypeName } from '../../lib/catalog/instance-type-name';
import { ENA_ON_RETIRED_XEN, ENCRYPTING, type MissingTypes, WITH_EFA } from './corrections';

/** Makes the facts of a type of which only the name, the hypervisor and some documented features are known. */
export function undescribedType(name: string, runsOn: MissingTypes['runsOn']): InstanceTypeFacts {
  const parsed = parseInstanceTypeName(name);
  if (parsed === undefined) throw new Error(`'${name}' is not an instance type name`);
  const builtOnNitro = runsOn !== 'xen';
  return {
    name,
    ...parsed,
    hypervisor: runsOn === 'bare metal' ? undefined : runsOn,
    bareMetal: runsOn === 'bare metal',
    builtOnNitro,
    offered: false,
    described: false,
    architectures: [],
    bootModes: [],
    enaSupport: builtOnNitro ? 'required' : enaOnXen(parsed.family),
    nvmeSupport: builtOnNitro ? 'required' : 'unsupported',
    vCpus: 0,
    memoryMiB: 0,
    cpuManufacturer: undefined,
    burstable: false,
    currentGeneration: false,
    localStorageGB: 0,
    localStorageTypes: [],
    maximumNetworkInterfaces: 0,
    networkBandwidthGbps: undefined,
    peakNetworkBandwidthGbps: undefined,
    baselineEbsBandwidthMbps: undefined,
    accelerators: [],
    hibernation: false,
    enclaves: false,
    nitroTpm: false,
    amdSevSnp: false,
    nestedVirtualization: false,
    efa: WITH_EFA.names.includes(name),
    enaExpress: false,
    encryptionInTransit: ENCRYPTING.names.includes(name),
  };
}

function enaOnXen(family: string): DriverSupport {
  return ENA_ON_RETIRED_XEN.families.some((known) => known === family) ? 'supported' : 'unsupported';
}
