import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { NamedImage } from '../../launch/images/named-images';
import type { SpecifiedImage } from '../../launch/images/specified-images';

/**
 * Tells whether Batch takes another image for types. If `Ec2Configuration` has several, types with GPUs take the `_NVIDIA` one, and all
 * others take the other one.
 */
export function hasOtherBatchImage(types: readonly InstanceTypeFacts[], image: SpecifiedImage, named: readonly NamedImage[]): boolean {
  if (image.specified.value.site.word !== 'batch-image-type') return false;
  const hasGpu = types.some(({ accelerators }) => accelerators.some(({ type }) => type === 'gpu'));
  const suits = ({ text }: NamedImage): boolean => /^E[CK]S_/.test(text) && text.endsWith('_NVIDIA') === hasGpu;
  return !suits(image) && named.some((other) => suits(other));
}
