import type { BootMode } from '../../catalog/instance-type-facts';
import type { ImageVerdict } from '../../images/image-verdict';

/**
 * Returns the one boot mode an image needs; undefined for `uefi-preferred`, which falls back on legacy BIOS, and where it is unknown. An image
 * that prefers UEFI and has no other boot loader has nothing to fall back on.
 */
export function neededBootMode({ bootMode, bootLoaders }: ImageVerdict): BootMode | undefined {
  if (bootMode !== 'uefi-preferred') return bootMode;
  return bootLoaders !== undefined && !bootLoaders.firmware.includes('legacy-bios') ? 'uefi' : undefined;
}
