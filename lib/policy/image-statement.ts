import type { ImageVoucher, StatedImage, StatedParameter } from '../images/stated-image';
import { matchesGlob } from '../base/glob';
import { isExpired } from './exemption';
import { matchesPath, matchesPathEnd } from './path-glob';
import type { PolicyPlace } from './policy-error';

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
  /** Pattern for a template's parameter that takes the image id at deployment: its name, its construct path, or `file#name`. */
  readonly templateParameter?: string;
  /** Says who vouches for the images, and how the drivers were verified. */
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`; absent if it does not expire. */
  readonly expires?: string;
  /** The place in the policy: `nitro.json:12`. */
  readonly at: string;
  readonly place: PolicyPlace;
  /** It comes from an extended policy, so it need not match a parameter in every policy that extends it. */
  readonly isInherited: boolean;
}

/**
 * Finds the statement that vouches for an image: the first one in force, else the expired one that was in force for longest.
 *
 * @param today `YYYY-MM-DD`, in UTC
 */
export function voucherFor(image: StatedImage, statements: readonly ImageStatement[], today: string): ImageVoucher | undefined {
  const inForce = statementFor(
    image,
    statements.filter((each) => !isExpired(each, today)),
  );
  if (inForce !== undefined) return inForce;
  const latestFirst = statements.toSorted((a, b) => ((a.expires ?? '') < (b.expires ?? '') ? 1 : -1));
  const expired = statementFor(image, latestFirst);
  return expired?.expires === undefined ? undefined : { ...expired, expiredOn: expired.expires };
}

/** Finds the first statement all of whose conditions an image meets. An unknown fact about the image meets no condition. */
export function statementFor(image: StatedImage, statements: readonly ImageStatement[]): ImageStatement | undefined {
  return statements.find(({ owner, name, tag, parameter, templateParameter: pattern }) => {
    const { templateParameter } = image;
    const conditions = [
      ...(owner === undefined ? [] : [owner === image.ownerId || owner === image.ownerAlias]),
      ...(name === undefined ? [] : [image.name !== undefined && matchesGlob(name, image.name)]),
      ...(tag === undefined ? [] : [hasTag(image.tags, tag)]),
      ...(parameter === undefined ? [] : [image.parameter !== undefined && matchesPath(parameter, image.parameter)]),
      ...(pattern === undefined ? [] : [templateParameter !== undefined && coversParameter(pattern, templateParameter)]),
    ];
    return conditions.length > 0 && conditions.every(Boolean);
  });
}

/** Tells whether a pattern names parameters by their construct path. */
export function namesConstructs(pattern: string): boolean {
  return pattern.includes('/') && !/#[^/]*$/.test(pattern);
}

/** Tells whether a pattern covers a template's parameter. A name has neither `/` nor `#`, which tells the three kinds of pattern apart. */
export function coversParameter(pattern: string, { name, template, constructPath }: StatedParameter): boolean {
  if (namesConstructs(pattern)) return constructPath !== undefined && matchesPath(pattern, constructPath);
  const at = pattern.lastIndexOf('#');
  if (at < 0) return matchesGlob(pattern, name);
  return matchesPathEnd(pattern.slice(0, at), template) && matchesGlob(pattern.slice(at + 1), name);
}

function hasTag(tags: StatedImage['tags'], condition: string): boolean {
  const at = condition.indexOf('=');
  const value = tags?.get(condition.slice(0, at));
  return value !== undefined && matchesGlob(condition.slice(at + 1), value);
}
