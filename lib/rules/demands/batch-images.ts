import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { NamedImage } from '../../launch/images/named-images';
import type { SpecifiedImage } from '../../launch/images/specified-images';

/**
 * Tells whether Batch takes another image for types: of several in `Ec2Configuration`, it launches types with GPUs from the `_NVIDIA` one, and
 * all others from the other one.
 */
export function hasOtherBatchImage(types: readonly InstanceTypeFacts[], image: SpecifiedImage, named: readonly NamedImage[]): boolean {
  if (image.specified.value.site.word !== 'batch-image-type') return false;
  const hasGpu = types.some(({ accelerators }) => accelerators.some(({ type }) => type === 'gpu'));
  const suits = ({ text }: NamedImage): boolean => /^E[CK]S_/.test(text) && text.endsWith('_NVIDIA') === hasGpu;
  return !suits(image) && named.some((other) => suits(other));
}
