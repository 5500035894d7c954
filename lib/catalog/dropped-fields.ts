import type { InstanceTypeFacts } from './instance-type-facts';
import type { InstanceTypeIndex } from './instance-type-index';
import { MalformedCatalogError } from './malformed-catalog-error';

/** A field of DescribeInstanceTypes, and the types that are known to have it. */
interface KnownField {
  /** The keys that lead to it. */
  readonly path: string;
  readonly has: (type: InstanceTypeFacts) => boolean;
}

const EVERY = (): boolean => true;

/**
 * The fields whose absence would mean "no". EC2 gives most of them for every type (1,373 in August 2026), and the others only for types
 * with a value.
 */
const FIELDS: readonly KnownField[] = [
  ...[
    'CurrentGeneration',
    'BareMetal',
    'BurstablePerformanceSupported',
    'HibernationSupported',
    'NitroEnclavesSupport',
    'NitroTpmSupport',
    'SupportedBootModes',
    'ProcessorInfo.SupportedArchitectures',
    'NetworkInfo.EnaSupport',
    'NetworkInfo.EfaSupported',
    'NetworkInfo.EnaSrdSupported',
    'NetworkInfo.EncryptionInTransitSupported',
    'NetworkInfo.MaximumNetworkInterfaces',
    'EbsInfo.NvmeSupport',
  ].map((path) => ({ path, has: EVERY })),
  { path: 'ProcessorInfo.SupportedFeatures', has: ({ amdSevSnp, nestedVirtualization }) => amdSevSnp || nestedVirtualization },
  { path: 'InstanceStorageInfo.TotalSizeInGB', has: ({ localStorageGB }) => localStorageGB > 0 },
  { path: 'GpuInfo.Gpus', has: ({ accelerators }) => accelerators.some(({ type }) => type === 'gpu') },
  { path: 'FpgaInfo.Fpgas', has: ({ accelerators }) => accelerators.some(({ type }) => type === 'fpga') },
  { path: 'MediaAcceleratorInfo.Accelerators', has: ({ accelerators }) => accelerators.some(({ type }) => type === 'media') },
  { path: 'NeuronInfo.NeuronDevices', has: ({ accelerators }) => accelerators.some(({ name }) => name.startsWith('trainium')) },
];

/**
 * Refuses an answer from which an old client has dropped newer fields. The absence of a field then means nothing.
 *
 * @param bundled tells which types have the fields that EC2 gives for some types only
 * @throws MalformedCatalogError that names the fields and the remedy
 */
export function refuseDroppedFields(types: readonly unknown[], read: readonly InstanceTypeFacts[], bundled: InstanceTypeIndex): void {
  const dropped = FIELDS.filter(({ path, has }) => {
    if (types.some((type) => isGiven(type, path.split('.')))) return false;
    return (
      has === EVERY ||
      read.some(({ name }) => {
        const known = bundled.find(name);
        return known !== undefined && has(known);
      })
    );
  });
  if (dropped.length === 0) return;
  const names = dropped.map(({ path }) => `'${path}'`).join(', ');
  throw new MalformedCatalogError(
    `no type has ${names}, because the client that asked EC2 dropped it: ask again with a newer AWS CLI or SDK, and without --query`,
  );
}

function isGiven(value: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return value !== undefined && value !== null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return isGiven(new Map(Object.entries(value)).get(key), rest);
}
