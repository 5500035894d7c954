import type { Architecture } from '../base/architecture';
import type { ImageVerdict, UnprovenReason } from './image-verdict';
import type { ImageRecord, RecordedImages } from './image-record';
import { readImageReference, writeParameter } from './image-reference';
import { judgePublicParameter } from './public-parameters';
import { type EvidenceLimits, judgeRecordedImage, withoutProof } from './recorded-image-verdict';
import { findRecord } from './recorded-images';
import { judgeImageBuilderImage } from './service-images';

const IMAGE_ID = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html';
const RESOLVE = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html';
const DYNAMIC = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html';
const LOOKUP = 'https://docs.aws.amazon.com/cdk/v2/guide/context.html';
const MARKETPLACE = 'https://docs.aws.amazon.com/marketplace/latest/userguide/ami-products.html';

const NOT_AN_ID = { readiness: 'not-ready', reason: 'notAnId', source: IMAGE_ID, text: 'not an image id' } as const;

/** An answer of the CDK's AMI context provider about an image, with the requirements of Nitro as filters. */
export type LookedUpImage =
  | { readonly state: 'found'; readonly architecture: Architecture }
  | { readonly state: 'notFound'; readonly architecture: Architecture; readonly problem: string }
  /** The CDK asks after this synthesis. */
  | { readonly state: 'pending' };

/** The facts about an image that a policy's statements are matched against. Unknown facts are absent. */
export interface StatedImage {
  readonly ownerId?: string;
  readonly ownerAlias?: string;
  readonly name?: string;
  readonly tags?: ReadonlyMap<string, string>;
  /** The path of the parameter that holds the image id. */
  readonly parameter?: string;
}

/** A statement that vouches for an image. */
export interface ImageVoucher {
  readonly reason: string;
  /** The place in the policy. */
  readonly at: string;
}

/** The evidence that a policy accepts for images. */
export interface AcceptedEvidence extends EvidenceLimits {
  /** Finds the statement that vouches for the drivers of an image that nothing else proves. */
  readonly vouchedFor?: (image: StatedImage) => ImageVoucher | undefined;
  /** `YYYY-MM-DD`, to tell whether an image is deprecated. */
  readonly today: string;
}

/** The data that verdicts on images are based on. */
export interface KnownImages extends AcceptedEvidence {
  readonly recorded: RecordedImages;
  /** By Region, then by id. */
  readonly lookedUp?: ReadonlyMap<string, ReadonlyMap<string, LookedUpImage>>;
}

/** No image is recorded. No date is then compared with the day, so that any day does. */
export const NO_RECORDED_IMAGES: KnownImages = { recorded: new Map(), today: '1970-01-01' };

/**
 * Gives the verdict on the image that a text stands for, at a property that takes an image id. A service's own words, such as
 * aliases and AMI types, have verdicts of their own; here they are no image ids.
 *
 * @param region the Region of the launch, if it is known
 */
export function judgeImage(text: string, known: KnownImages, region?: string): ImageVerdict {
  const reference = readImageReference(text);
  switch (reference.kind) {
    case 'id':
      return judgeId(reference.id, known, region);
    case 'parameter': {
      const verdict = vouched(judgePublicParameter(reference.parameter), { parameter: reference.parameter }, known);
      const { replacement } = verdict;
      return replacement === undefined ? verdict : { ...verdict, replacement: writeParameter(replacement, reference.syntax) };
    }
    case 'arn':
      return NOT_AN_ID;
    case 'bare-path': {
      const { readiness, replacement = text } = judgePublicParameter(text);
      return {
        ...NOT_AN_ID,
        source: RESOLVE,
        text: 'not an image id but the path of a parameter, which nothing resolves as it stands',
        replacement: writeParameter(readiness === 'ready' ? text : replacement, 'dynamic-reference'),
      };
    }
    case 'not-looked-up':
      return unproven('notLookedUp', LOOKUP, 'not looked up yet: this is the placeholder of a first synthesis');
    case 'marketplace-product':
      return unproven('notInTable', MARKETPLACE, 'a product of AWS Marketplace, which its seller builds');
    case 'dynamic':
      return unproven('ownParameter', DYNAMIC, 'whatever the reference resolves to when the stack is deployed');
    case 'other':
      return NOT_AN_ID;
  }
}

/** Gives the verdict on a parent image of Image Builder, which may be an ARN as well. The account in the ARN owns the image. */
export function judgeParentImage(text: string, known: KnownImages, region?: string): ImageVerdict {
  const [, account] = /^arn:[\w-]+:imagebuilder:[^:]*:([^:]*):/.exec(text) ?? [];
  if (account === undefined) return judgeImage(text, known, region);
  return vouched(judgeImageBuilderImage(text), account.startsWith('aws') ? { ownerAlias: 'amazon' } : { ownerId: account }, known);
}

/** Gives the verdict on an image id. A record takes precedence over a lookup of the CDK, which cannot prove the NVMe driver. */
function judgeId(id: string, known: KnownImages, region: string | undefined): ImageVerdict {
  const record = findRecord(known.recorded, id, region);
  if (record !== undefined) return judgeRecord(record, known);
  const verdict = judgeUnrecorded(id, known, region);
  const { proofDemandedAt } = known;
  if (proofDemandedAt === undefined) return verdict;
  return { ...verdict, readiness: 'unproven', ...withoutProof(verdict.text, proofDemandedAt) };
}

/** Gives the verdict on a recorded image, in view of the evidence that the policy accepts. */
export function judgeRecord(record: ImageRecord, accepted: AcceptedEvidence): ImageVerdict {
  return vouched(judgeRecordedImage(record, accepted.today, accepted), record, accepted);
}

function judgeUnrecorded(id: string, known: KnownImages, region: string | undefined): ImageVerdict {
  const { statementsLockedAt: lockedAt } = known;
  const looked = region === undefined ? undefined : known.lookedUp?.get(region)?.get(id);
  if (looked !== undefined && lockedAt !== undefined) {
    const ignored = `a lookup of the CDK does not count, since 'image-ready' is locked (${lockedAt})`;
    return unproven('notRecorded', IMAGE_ID, `not among the recorded images: ${ignored}`);
  }
  switch (looked?.state) {
    case 'found': {
      const { architecture } = looked;
      const text = `looked up by the CDK: ${architecture}, HVM, EBS-backed, and declared to carry the ENA driver`;
      return { readiness: 'ready', architecture, ...(architecture === 'arm64' && { bootMode: 'uefi' as const }), source: LOOKUP, text };
    }
    case 'pending':
      return unproven('notLookedUp', LOOKUP, 'not looked up yet');
    case 'notFound':
      return unproven(
        'notFound',
        LOOKUP,
        `not found by the CDK, which looked for an ${looked.architecture} image with ENA, HVM and an EBS root (${looked.problem})`,
      );
    case undefined:
      return unproven('notRecorded', IMAGE_ID, `not among the recorded images${region === undefined ? '' : ofRegion(region, id, known)}`);
  }
}

/** Names the Region, and the Regions of a record with that id: the most common mistake is the id of another Region. */
function ofRegion(region: string, id: string, { recorded }: KnownImages): string {
  const others = [...recorded].filter(([, records]) => records.has(id)).map(([name]) => name);
  return others.length === 0 ? ` of ${region}` : ` of ${region} but among those of ${others.join(' and ')} (an id is good for one Region)`;
}

/** Makes an unproven image ready where a statement vouches for it, unless the policy lets no statement count. */
function vouched(verdict: ImageVerdict, image: StatedImage, accepted: AcceptedEvidence): ImageVerdict {
  if (verdict.readiness !== 'unproven') return verdict;
  const { vouchedFor, statementsLockedAt, proofDemandedAt } = accepted;
  if (proofDemandedAt !== undefined) {
    return verdict.reason === 'proofDemanded' ? verdict : { ...verdict, ...withoutProof(verdict.text, proofDemandedAt) };
  }
  const voucher = vouchedFor?.(image);
  if (voucher === undefined) return verdict;
  if (statementsLockedAt !== undefined) {
    const ignored = `the statement at ${voucher.at} does not count, since 'image-ready' is locked (${statementsLockedAt})`;
    return { ...verdict, reason: 'statementsLocked', text: `${verdict.text}: ${ignored}` };
  }
  const { reason: _unproven, ...facts } = verdict;
  return { ...facts, readiness: 'ready', source: voucher.at, text: `vouched for in ${voucher.at}: ${voucher.reason}` };
}

function unproven(reason: UnprovenReason, source: string, text: string): ImageVerdict {
  return { readiness: 'unproven', reason, source, text };
}
