import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { SpecifiedValue } from '../../launch/specification/specified-value';
import { changeOf } from './wording';

/** The remedies for a type and an image that do not fit each other. */
interface TypeOrImage {
  /** For a message: the type, or the image. */
  readonly remedy: string;
  /** The details that the message omits. */
  readonly fix: string;
}

/**
 * Names the type that suits the image, and an image that suits the type.
 *
 * @param suggestion the type; without one, the reason why none satisfies all demands
 * @param types the replaced types
 */
export function typeOrImage(
  {
    written,
    spelled,
    conflict = '',
  }: { readonly written?: string | undefined; readonly spelled: string; readonly conflict?: string | undefined },
  byImage: string,
  specified: SpecifiedValue,
  types: readonly InstanceTypeFacts[],
): TypeOrImage {
  const remedy = written === undefined ? `${byImage}, since ${conflict}` : `${spelled}, or ${byImage}`;
  return { remedy, fix: changeOf(specified.launch, types) };
}
