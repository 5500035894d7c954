import type { Architecture } from '../base/architecture';
import type { ImageQuery } from './image-query';
import type { ImageVerdict, UnprovenReason } from './image-verdict';
import type { ImageRecord, RecordedImages } from './image-record';
import { readImageReference, writeParameter } from './image-reference';
import { judgePublicParameter } from './public-parameters';
import { type EvidenceLimits, judgeRecordedImage, withoutProof } from './recorded-image-verdict';
import { findRecord } from './recorded-images';
import { describeOpen, type LaunchedIn, meansNoMatch, type OpenQuery, type QueriedImages } from './queried-images';
import { judgeQuery } from './query-verdict';
import { judgeImageBuilderImage } from './service-images';
import type { ImageVoucher, StatedImage, StatedParameter } from './stated-image';

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
  /** The CDK could not ask. */
  | { readonly state: 'failed'; readonly problem: string }
  /** The CDK asks after this synthesis. */
  | { readonly state: 'pending' };

/** The evidence that a policy accepts for images. */
export interface AcceptedEvidence extends EvidenceLimits {
  /** Finds the statement that vouches for the drivers of an image without other proof; an expired statement if no other does. */
  readonly vouchedFor?: (image: StatedImage) => ImageVoucher | undefined;
  /** `YYYY-MM-DD`, to tell whether an image is deprecated. */
  readonly today: string;
}

/** The data that verdicts on images are based on. */
export interface KnownImages extends AcceptedEvidence {
  readonly recorded: RecordedImages;
  /** By Region, then by id. */
  readonly lookedUp?: ReadonlyMap<string, ReadonlyMap<string, LookedUpImage>>;
  /** The look-ups of the app by owner and name, and their answers. */
  readonly queried?: QueriedImages;
}

/** No image is recorded. No date is compared, so the day does not matter. */
export const NO_RECORDED_IMAGES: KnownImages = { recorded: new Map(), today: '1970-01-01' };

/**
 * Returns the verdict on the image that a text stands for, at a property for an image id. A service's own words, such as aliases and AMI
 * types, have verdicts of their own; here they are not image ids.
 *
 * @param region the Region of the launch, if known
 * @param launchedIn the account and template of the launch, for images that the CDK has looked up
 */
export function judgeImage(text: string, known: KnownImages, region?: string, launchedIn: LaunchedIn = {}): ImageVerdict {
  const reference = readImageReference(text);
  switch (reference.kind) {
    case 'id':
      return judgeId(reference.id, known, { ...launchedIn, region });
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
        text: 'not an image id but the path of a parameter, which nothing resolves here',
        replacement: writeParameter(readiness === 'ready' ? text : replacement, 'dynamic-reference'),
      };
    }
    case 'not-looked-up':
      return judgePlaceholder(reference.parameter, known, { ...launchedIn, region });
    case 'marketplace-product':
      return unproven('notInTable', MARKETPLACE, 'a product of AWS Marketplace, which its seller builds');
    case 'dynamic':
      return unproven('ownParameter', DYNAMIC, 'the value of the reference at deployment');
    case 'other':
      return NOT_AN_ID;
  }
}

/** Gives the verdict on a parent image of Image Builder, which may be an ARN as well. The account in the ARN owns the image. */
export function judgeParentImage(text: string, known: KnownImages, region?: string, launchedIn?: LaunchedIn): ImageVerdict {
  const [, account] = /^arn:[\w-]+:imagebuilder:[^:]*:([^:]*):/.exec(text) ?? [];
  if (account === undefined) return judgeImage(text, known, region, launchedIn);
  return vouched(judgeImageBuilderImage(text), account.startsWith('aws') ? { ownerAlias: 'amazon' } : { ownerId: account }, known);
}

/**
 * Returns the verdict on an image id. A record takes precedence over look-ups. If the record proves nothing, look-ups still count. A
 * look-up of the id itself cannot prove the NVMe driver, so one by owner and name comes first.
 */
function judgeId(id: string, known: KnownImages, launchedIn: LaunchedIn): ImageVerdict {
  const { region } = launchedIn;
  const record = findRecord(known.recorded, id, region);
  const recorded = record === undefined ? undefined : judgeRecord(record, known);
  if (recorded !== undefined && recorded.readiness !== 'unproven') return recorded;
  const queried = judgeAnswer(id, known, launchedIn);
  if (queried !== undefined && queried.readiness !== 'unproven') return withFactsOf(recorded, queried);
  const looked = judgeLookedUp(id, known, region);
  const { proofDemandedAt } = known;
  if (proofDemandedAt !== undefined) {
    if (recorded !== undefined) return recorded;
    const verdict = looked ?? queried ?? notRecorded(id, known, region);
    return { ...verdict, readiness: 'unproven', ...withoutProof(verdict.text, proofDemandedAt) };
  }
  if (looked?.readiness === 'ready') return withFactsOf(recorded, looked);
  // A failed look-up of the id says more than a look-up by name that proves nothing.
  return recorded ?? looked ?? queried ?? notRecorded(id, known, region);
}

/** Gives the verdict on a recorded image, in view of the evidence that the policy accepts. */
export function judgeRecord(record: ImageRecord, accepted: AcceptedEvidence): ImageVerdict {
  return vouched(judgeRecordedImage(record, accepted.today, accepted), record, accepted);
}

/** A statement about the images that the deployment gives to a template's parameter. */
export type ParameterStatement =
  | { readonly counts: true; readonly voucher: ImageVoucher }
  /** The reason why it does not count, in words that continue "the image is unknown: ...". */
  | { readonly counts: false; readonly text: string };

/** Finds the statement about the images that the deployment gives to a parameter; undefined if the policy has none. */
export function statementOn(templateParameter: StatedParameter, accepted: AcceptedEvidence): ParameterStatement | undefined {
  const { vouchedFor, statementsLockedAt, proofDemandedAt } = accepted;
  const voucher = vouchedFor?.({ templateParameter });
  if (voucher === undefined) return undefined;
  const expired = expiry(voucher);
  if (expired !== undefined) return { counts: false, text: expired };
  if (statementsLockedAt !== undefined) return { counts: false, text: lockedOut(voucher, statementsLockedAt) };
  if (proofDemandedAt === undefined) return { counts: true, voucher };
  const only = 'under the policy, only a ready probe counts for your own images';
  return { counts: false, text: `the statement at ${voucher.at} does not count, since ${only} ('imageProof', ${proofDemandedAt})` };
}

/** Adds the facts about an image that its record has to a verdict of another source. */
function withFactsOf(recorded: ImageVerdict | undefined, verdict: ImageVerdict): ImageVerdict {
  if (recorded === undefined) return verdict;
  const { readiness: _, reason: __, source: ___, text: ____, ...facts } = recorded;
  return { ...verdict, ...facts };
}

function notRecorded(id: string, known: KnownImages, region: string | undefined): ImageVerdict {
  return unproven('notRecorded', IMAGE_ID, `not among the recorded images${region === undefined ? '' : ofRegion(region, id, known)}`);
}

/** Gives the verdict by the look-ups that returned the image; undefined without any. A proof by one of them is a proof of the image. */
function judgeAnswer(id: string, known: KnownImages, launchedIn: LaunchedIn): ImageVerdict | undefined {
  const queries = known.queried?.givingImage(id, launchedIn) ?? [];
  const verdicts = queries.map((query) => judgeOne(query, known));
  const found = ['not-ready', 'ready', 'unproven'].flatMap((readiness) => verdicts.filter((each) => each.readiness === readiness));
  return found[0];
}

/**
 * Returns the verdict by one look-up. If the policy demands a probe of a team's own images, only publishers count, as if it locked the
 * rule.
 */
function judgeOne(query: ImageQuery, { vouchedFor, statementsLockedAt, proofDemandedAt }: KnownImages): ImageVerdict {
  const verdict = judgeQuery(query, { vouchedFor, isLocked: statementsLockedAt !== undefined || proofDemandedAt !== undefined });
  return { ...verdict, lookup: query.key, ...(namesNat(query) && { isForNat: true as const }) };
}

function namesNat(query: ImageQuery): boolean {
  return query.kind === 'search' && (query.filters.get('name') ?? []).some((name) => /(?<![a-z])nat(?![a-z])/i.test(name));
}

/** Gives the verdict by a look-up of the id with the requirements of Nitro as filters; undefined if none was made. */
function judgeLookedUp(
  id: string,
  { lookedUp, statementsLockedAt: lockedAt }: KnownImages,
  region: string | undefined,
): ImageVerdict | undefined {
  const looked = region === undefined ? undefined : lookedUp?.get(region)?.get(id);
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
    case 'failed':
      return unproven('lookupFailed', LOOKUP, failedText(looked.problem));
    case undefined:
      return undefined;
  }
}

function failedText(problem: string): string {
  return `not looked up, because the CDK could not ask EC2 (${problem.trim().replace(/\s+/g, ' ')})`;
}

/**
 * Returns the verdict on a placeholder, by the look-ups that it may stand for: ready only if each of them is.
 *
 * @param parameter the parameter whose value is looked up
 */
function judgePlaceholder(parameter: string | undefined, known: KnownImages, launchedIn: LaunchedIn): ImageVerdict {
  if (parameter !== undefined) {
    const verdict = vouched(judgePublicParameter(parameter), { parameter }, known);
    return verdict.readiness === 'unproven'
      ? unproven('notLookedUp', LOOKUP, `${NOT_YET}: it is the value of parameter '${parameter}'`)
      : verdict;
  }
  const open = known.queried?.openIn(launchedIn) ?? [];
  const judged = open.map((each) => ({ ...each, verdict: judgeOne(each.query, known) }));
  const [first] = judged;
  if (first === undefined) return unproven('notLookedUp', LOOKUP, `${NOT_YET}: this is the placeholder of a first synthesis`);
  if (judged.every(({ verdict }) => verdict.readiness === 'ready')) return judged.length === 1 ? first.verdict : commonFacts(judged);
  if (judged.every(({ verdict }) => verdict.readiness === 'not-ready')) return first.verdict;
  const doubtful = judged.filter(({ verdict }) => verdict.readiness !== 'ready');
  return { ...unprovenPlaceholder(doubtful, judged.length), lookup: doubtful.map(({ query }) => query.key).join('\n'), ...natOf(doubtful) };
}

const NOT_YET = 'not looked up yet';

type JudgedQuery = OpenQuery & { readonly verdict: ImageVerdict };

function commonFacts(judged: readonly JudgedQuery[]): ImageVerdict {
  return { readiness: 'ready', source: LOOKUP, text: `looked up as ${describeOpen(judged)}` };
}

function natOf(judged: readonly JudgedQuery[]): Pick<ImageVerdict, 'isForNat'> {
  return judged.some(({ verdict }) => verdict.isForNat === true) ? { isForNat: true } : {};
}

/**
 * Returns the verdict on a placeholder with look-ups that prove nothing. The CDK has one placeholder for all look-ups, so nothing shows
 * which of several it stands for.
 *
 * @param all the number of look-ups that it may stand for
 */
function unprovenPlaceholder(doubtful: readonly JudgedQuery[], all: number): ImageVerdict {
  const failed = doubtful.filter(({ problem }) => problem !== undefined && !meansNoMatch(problem));
  const missing = doubtful.filter(({ problem }) => problem !== undefined && meansNoMatch(problem));
  const oneOf = all === 1 ? '' : `the placeholder of one of ${String(all)} look-ups, of which `;
  const [{ problem = '' } = {}] = failed;
  if (failed.length > 0) {
    const text = `${describeOpen(failed)} could not be looked up (${problem.trim().replace(/\s+/g, ' ')})`;
    return unproven('lookupFailed', LOOKUP, all === 1 ? failedText(problem) : `${oneOf}${text}`);
  }
  const [first] = missing;
  if (first !== undefined) {
    const regions = [...new Set(missing.map(({ query }) => query.region))].join(' and ');
    const looked = `${describeOpen(missing)} in ${regions}`;
    return unproven(
      'notFound',
      LOOKUP,
      all === 1 ? `not found by the CDK, which looked for ${looked}` : `${oneOf}the CDK did not find ${looked}`,
    );
  }
  const texts = doubtful.map(({ verdict }) => verdict.text).join(', or ');
  return unproven('notLookedUp', LOOKUP, `${NOT_YET}; the look-up is for ${texts}`);
}

/** Names the Region, and the Regions of a record with that id: the most common mistake is the id of another Region. */
function ofRegion(region: string, id: string, { recorded }: KnownImages): string {
  const others = [...recorded].filter(([, records]) => records.has(id)).map(([name]) => name);
  return others.length === 0 ? ` of ${region}` : ` of ${region} but among those of ${others.join(' and ')} (an id is valid in one Region)`;
}

/** Makes an unproven image ready if a statement vouches for it, unless the policy lets no statement count. */
function vouched(verdict: ImageVerdict, image: StatedImage, accepted: AcceptedEvidence): ImageVerdict {
  if (verdict.readiness !== 'unproven') return verdict;
  const { vouchedFor, statementsLockedAt, proofDemandedAt } = accepted;
  if (proofDemandedAt !== undefined) {
    return verdict.reason === 'proofDemanded' ? verdict : { ...verdict, ...withoutProof(verdict.text, proofDemandedAt) };
  }
  const voucher = vouchedFor?.(image);
  if (voucher === undefined) return verdict;
  const expired = expiry(voucher);
  if (expired !== undefined) return { ...verdict, text: `${verdict.text}: ${expired}` };
  if (statementsLockedAt !== undefined) {
    return { ...verdict, reason: 'statementsLocked', text: `${verdict.text}: ${lockedOut(voucher, statementsLockedAt)}` };
  }
  const { reason: _unproven, ...facts } = verdict;
  return { ...facts, readiness: 'ready', source: voucher.at, text: `vouched for in ${voucher.at}: ${voucher.reason}` };
}

/** Describes the expiry of a statement; undefined for a statement that counts. */
function expiry({ at, expiredOn }: ImageVoucher): string | undefined {
  return expiredOn === undefined ? undefined : `the statement at ${at} expired on ${expiredOn}`;
}

function lockedOut({ at }: ImageVoucher, lockedAt: string): string {
  return `the statement at ${at} does not count, since 'image-ready' is locked (${lockedAt})`;
}

function unproven(reason: UnprovenReason, source: string, text: string): ImageVerdict {
  return { readiness: 'unproven', reason, source, text };
}
