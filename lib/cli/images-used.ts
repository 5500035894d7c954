import { isImageId } from '../images/image-reference';
import { isRegion } from '../images/recorded-images';
import { isList, isObject, type Json } from '../template/json';
import type { TemplateInput } from '../template/template-set';

/** An image id in a template. */
export interface UsedImage {
  readonly id: string;
  /** Where it is used: the mapping it stands in is by Region, or its stack is bound to one. */
  readonly region: string | undefined;
  /** The template that names it. */
  readonly template: string;
}

/** The image ids that the templates of an app name, each once for each Region. */
export function idsUsedBy(templates: readonly TemplateInput[]): UsedImage[] {
  const used = new Map<string, UsedImage>();
  for (const { id: template, template: value, region } of templates) {
    for (const image of idsIn(value, region)) {
      const key = `${image.region ?? ''} ${image.id}`;
      if (!used.has(key)) used.set(key, { ...image, template });
    }
  }
  return [...used.values()];
}

function* idsIn(value: Json, region: string | undefined): Generator<Omit<UsedImage, 'template'>> {
  if (typeof value === 'string' && isImageId(value)) yield { id: value, region };
  if (isList(value)) for (const item of value) yield* idsIn(item, region);
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    // The CDK's notes on a resource name no image that is launched.
    if (key !== 'Metadata') yield* idsIn(member, isRegion(key) ? key : region);
  }
}
