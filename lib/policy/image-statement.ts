import type { StatedImage } from '../images/judge-image';
import { matchesGlob } from '../base/glob';
import { matchesPath } from './path-glob';

/** Somebody vouches for machine images: they carry the ENA and NVMe drivers. What is left out says nothing. */
export interface ImageStatement {
  /** The account that owns the images: 12 digits, or EC2's alias for it. */
  readonly owner?: string;
  /** Glob over the image's name. Goes with `owner` only: anybody may call an image what they like. */
  readonly name?: string;
  /** `Key=Value`, the value as a glob. Goes with `owner` only. */
  readonly tag?: string;
  /** Glob over the path of a parameter in Parameter Store that holds the image id: `/acme/ami/*`. */
  readonly parameter?: string;
  /** Who vouches, and how it was seen. */
  readonly reason: string;
  /** Where it is written: `nitro.json:12`. */
  readonly at: string;
}

/** The first statement all of whose conditions an image is known to meet. What is not known of the image meets none. */
export function statementFor(image: StatedImage, statements: readonly ImageStatement[]): ImageStatement | undefined {
  return statements.find(({ owner, name, tag, parameter }) => {
    const conditions = [
      ...(owner === undefined ? [] : [owner === image.ownerId || owner === image.ownerAlias]),
      ...(name === undefined ? [] : [image.name !== undefined && matchesGlob(name, image.name)]),
      ...(tag === undefined ? [] : [hasTag(image.tags, tag)]),
      ...(parameter === undefined ? [] : [image.parameter !== undefined && matchesPath(parameter, image.parameter)]),
    ];
    return conditions.length > 0 && conditions.every(Boolean);
  });
}

function hasTag(tags: StatedImage['tags'], condition: string): boolean {
  const at = condition.indexOf('=');
  const value = tags?.get(condition.slice(0, at));
  return value !== undefined && matchesGlob(condition.slice(at + 1), value);
}
