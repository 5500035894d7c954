import { blockDeviceNames } from './block-device-names';
import { encryptionInTransit } from './encryption-in-transit';
import { imageArchitecture } from './image-architecture';
import { imageBootMode } from './image-boot-mode';
import { imageReady } from './image-ready';
import { instanceRequirements } from './instance-requirements';
import { instanceType } from './instance-type';
import { instanceTypeIndirect } from './instance-type-indirect';
import { instanceTypeKnown } from './instance-type-known';
import { instanceTypeResolvable } from './instance-type-resolvable';
import { managedInstanceClass } from './managed-instance-class';
import { nitroFeatures } from './nitro-features';
import { nodePool } from './node-pool';
import type { Rule } from './rule';
import { userDataDevices } from './user-data-devices';
import { userDataXen } from './user-data-xen';

/** Every rule, in the order their findings are reported at one place. */
export const rules: readonly Rule[] = [
  instanceType,
  instanceTypeKnown,
  instanceTypeResolvable,
  instanceRequirements,
  instanceTypeIndirect,
  imageReady,
  imageArchitecture,
  imageBootMode,
  nodePool,
  userDataXen,
  userDataDevices,
  blockDeviceNames,
  nitroFeatures,
  encryptionInTransit,
  managedInstanceClass,
];
