import type { SpecifiedValue } from '../../launch/specification/specified-value';
import { changeOf, propertyName } from './wording';

/** What to do where a type and an image do not go together. */
interface TypeOrImage {
  /** For a message: the type, or the image. */
  readonly remedy: string;
  readonly fix: string;
}

/**
 * Names the type that suits the image, and an image that suits the type.
 *
 * @param suggestion the type; without one, why none suits everything that is demanded
 * @param place where the image is named
 */
export function typeOrImage(
  { written, conflict = '' }: { readonly written?: string | undefined; readonly conflict?: string | undefined },
  byImage: string,
  specified: SpecifiedValue,
  place: string,
): TypeOrImage {
  const remedy = written === undefined ? `${byImage}, since ${conflict}` : `'${written}', or ${byImage}`;
  const byType = written === undefined ? '' : `write '${written}', or `;
  return { remedy, fix: `${propertyName(specified.value.path)}: ${byType}use ${byImage} in ${place}. ${changeOf(specified.launch)}` };
}
