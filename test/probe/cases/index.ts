import { BOOTED } from './booted-cases';
import { DRIVERS } from './driver-cases';
import { COMPRESSED, INITRAMFS } from './initramfs-cases';
import { LOADERS } from './loader-cases';
import { PLACES } from './place-cases';
import type { ProbeCase } from './probe-case';

export { MAGIC } from './initramfs-cases';
export type { ProbeCase } from './probe-case';

export const CASES: readonly ProbeCase[] = [...DRIVERS, ...PLACES, ...LOADERS, ...INITRAMFS, ...COMPRESSED, ...BOOTED];
