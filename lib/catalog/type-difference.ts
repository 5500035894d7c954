import type { InstanceTypeFacts } from './instance-type-facts';

/** Lists the differences of an instance with another type: `memory 61 to 64 GiB`. Empty if a type is not described, or nothing differs. */
export function differencesBetween(old: InstanceTypeFacts | undefined, next: InstanceTypeFacts | undefined): readonly string[] {
  if (old?.described !== true || next?.described !== true) return [];
  return [
    ...change('vCPUs', old.vCpus, next.vCpus),
    ...change('memory', gibibytes(old), gibibytes(next), ' GiB'),
    ...storageChange(old, next),
    ...lessNetwork(old, next),
    ...(old.burstable === next.burstable ? [] : [next.burstable ? 'CPU credits instead of full use of its vCPUs' : 'no CPU credits']),
  ];
}

function change(what: string, from: number, to: number, unit = ''): readonly string[] {
  return from === to ? [] : [`${what} ${String(from)} to ${String(to)}${unit}`];
}

function gibibytes({ memoryMiB }: InstanceTypeFacts): number {
  return Math.round((memoryMiB / 1024) * 100) / 100;
}

function storageChange(old: InstanceTypeFacts, next: InstanceTypeFacts): readonly string[] {
  if (old.localStorageGB === next.localStorageGB) return [];
  if (next.localStorageGB === 0) return [`no local storage (${String(old.localStorageGB)} GB before)`];
  return change('local storage', old.localStorageGB, next.localStorageGB, ' GB');
}

/** More network needs no warning. */
function lessNetwork(old: InstanceTypeFacts, next: InstanceTypeFacts): readonly string[] {
  const [from, to] = [old.networkBandwidthGbps, next.networkBandwidthGbps];
  return from === undefined || to === undefined || to >= from ? [] : change('baseline network', from, to, ' Gbps');
}
