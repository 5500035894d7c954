import type { StatedImage } from '../images/stated-image';
import { matchesGlob } from '../base/glob';
import { matchesPath } from './path-glob';

/** A statement that machine images carry the ENA and NVMe drivers. Absent conditions match every image. */
export interface ImageStatement {
  /** The account that owns the images: 12 digits, or EC2's alias for it. */
  readonly owner?: string;
  /** Glob for the image's name. Requires `owner`: any account may give an image any name. */
  readonly name?: string;
  /** `Key=Value`, the value as a glob. Requires `owner`. */
  readonly tag?: string;
  /** Glob for the path of a parameter in Parameter Store that holds the image id: `/acme/ami/*`. */
  readonly parameter?: string;
  /** Says who vouches for the images, and how the drivers were verified. */
  readonly reason: string;
  /** The place in the policy: `nitro.json:12`. */
  readonly at: string;
}

/** Finds the first statement all of whose conditions an image meets. An unknown fact about the image meets no condition. */
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
