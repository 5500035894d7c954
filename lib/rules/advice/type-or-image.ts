import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { SpecifiedValue } from '../../launch/specification/specified-value';
import { changeOf } from './wording';

/** What to do where a type and an image do not go together. */
interface TypeOrImage {
  /** For a message: the type, or the image. */
  readonly remedy: string;
  /** What the message does not say. */
  readonly fix: string;
}

/**
 * Names the type that suits the image, and an image that suits the type.
 *
 * @param suggestion the type; without one, why none suits everything that is demanded
 * @param types the types that are replaced
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
