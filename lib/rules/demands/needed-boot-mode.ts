import type { BootMode } from '../../catalog/instance-type-facts';
import type { ImageVerdict } from '../../images/image-verdict';

/**
 * Returns the only boot mode that an image can use. Undefined for `uefi-preferred`, which falls back to legacy BIOS, and for an unknown
 * mode. An image that prefers UEFI and has no other boot loader cannot fall back.
 */
export function neededBootMode({ bootMode, bootLoaders }: ImageVerdict): BootMode | undefined {
  if (bootMode !== 'uefi-preferred') return bootMode;
  return bootLoaders !== undefined && !bootLoaders.firmware.includes('legacy-bios') ? 'uefi' : undefined;
}
