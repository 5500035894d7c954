import type { ImageFacts, ImageVerdict, ImageNote, UnreadyReason } from './image-verdict';
import type { ImageRecord } from './image-record';
import { oldEnaOf, oldEnaOfProbe } from './ena-minimum';
import { endOfLifeOf } from './end-of-life';
import { describeEvidence, type ImageProof } from './image-proof';
import { releasedImage, publisherOf, releasedTooEarly, releaseOf } from './publishers';

const REQUIREMENTS = 'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html';

/** The evidence that a policy lets count. */
export interface EvidenceLimits {
  /**
   * The place at which the policy locks `image-ready`: only recorded facts, probes and publishers then count, no statement and no lookup.
   */
  readonly statementsLockedAt?: string;
  /** The place at which the policy demands a ready probe of images without a known publisher. */
  readonly proofDemandedAt?: string;
}

/**
 * Returns the verdict on a recorded image. EC2's attributes can only prove that an image is not ready. A ready image takes a probe, or
 * evidence of the NVMe driver. A failed probe overrides any evidence; an undecided one changes nothing.
 *
 * @param today `YYYY-MM-DD`: an image with a later deprecation time is not deprecated
 */
export function judgeRecordedImage(record: ImageRecord, today: string, limits: EvidenceLimits = {}): ImageVerdict {
  const { probe } = record;
  const facts = { ...factsOf(record, today), source: REQUIREMENTS };
  const obstacle = obstacleOf(record);
  if (obstacle !== undefined) return { ...facts, readiness: 'not-ready', ...obstacle };
  if (probe?.verdict === 'not-ready') return { ...facts, readiness: 'not-ready', reason: 'failedProbe', text: describeFailure(probe) };
  if (probe?.verdict === 'ready') return { ...facts, readiness: 'ready', text: `proven by ${describeProof(probe)}` };
  const { statementsLockedAt, proofDemandedAt } = limits;
  const isStated = record.nvme !== undefined && 'statement' in record.nvme;
  const countsNoStatement = statementsLockedAt !== undefined || proofDemandedAt !== undefined;
  const voucher = countsNoStatement && isStated ? publisherVoucher(record) : voucherOf(record);
  if (voucher !== undefined) return { ...facts, readiness: 'ready', ...voucher };
  const undecided = probe === undefined ? '' : `, which ${describeEvidence(probe)} could not decide`;
  const text = `declared to carry the ENA driver, but without proof of the NVMe driver${undecided}`;
  if (proofDemandedAt !== undefined) return { ...facts, readiness: 'unproven', ...withoutProof(text, proofDemandedAt) };
  if (statementsLockedAt === undefined) return { ...facts, readiness: 'unproven', reason: 'declaresEna', text };
  const ignored = isStated ? ": the statement in the recorded images does not count, since 'image-ready' is locked" : '';
  const lockedText = `${text}${ignored}${isStated ? ` (${statementsLockedAt})` : ''}`;
  return { ...facts, readiness: 'unproven', reason: 'statementsLocked', text: lockedText };
}

/** Words the verdict on an image without the ready probe that a policy demands. */
export function withoutProof(text: string, at: string): { readonly reason: 'proofDemanded'; readonly text: string } {
  return {
    reason: 'proofDemanded',
    text: `${text}: under the policy, only a ready probe counts for your own images ('imageProof', ${at})`,
  };
}

function factsOf(record: ImageRecord, today: string): Omit<ImageFacts, 'source' | 'text'> {
  const { architecture, bootMode, tpmSupport, probe } = record;
  const publisher = publisherOf(record);
  const { distribution, keepsEth0, excludesA1 } = publisher ?? {};
  const note = noteOn(record, today) ?? (publisher === undefined ? undefined : endOfLifeOf(distribution, releaseOf(publisher, record)));
  const released = publisher === undefined ? {} : releasedImage(publisher, record);
  const oldEna = probe?.enaVersion === undefined ? oldEnaOf(released) : oldEnaOfProbe(probe);
  const bootLoaders = bootLoadersOf(record);
  return {
    architecture,
    ...(bootMode === undefined ? {} : { bootMode }),
    ...(bootMode === undefined && architecture === 'arm64' ? { bootMode: 'uefi' as const } : {}),
    ...(tpmSupport === undefined ? {} : { nitroTpm: true as const }),
    ...(distribution === undefined ? {} : { distribution }),
    ...(keepsEth0 === undefined ? {} : { keepsEth0 }),
    ...(excludesA1 === undefined ? {} : { excludesA1 }),
    ...(bootLoaders === undefined ? {} : { bootLoaders }),
    ...(oldEna === undefined ? {} : { oldEna }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Returns the boot loaders of an image if the probe checked for both BIOS and UEFI, and found one. */
function bootLoadersOf({ boot, probe }: ImageRecord): ImageFacts['bootLoaders'] {
  if (probe === undefined || boot?.legacyBios === undefined || boot.uefi === undefined) return undefined;
  const firmware = [...(boot.legacyBios ? (['legacy-bios'] as const) : []), ...(boot.uefi ? (['uefi'] as const) : [])];
  return firmware.length === 0 ? undefined : { firmware, date: probe.date };
}

function describeProof(probe: ImageProof): string {
  const { kernel, enaVersion } = probe;
  const about = [...(kernel === undefined ? [] : [`kernel ${kernel}`]), ...(enaVersion === undefined ? [] : [`ENA ${enaVersion}`])];
  return `${describeEvidence(probe)}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
}

function describeFailure(probe: ImageProof): string {
  const { failed } = probe;
  const checks = failed.length === 0 ? '' : ` (failed check${failed.length === 1 ? '' : 's'}: ${failed.map((id) => `'${id}'`).join(', ')})`;
  return `not ready, as ${describeEvidence(probe)} shows${checks}`;
}

function obstacleOf(record: ImageRecord): { readonly reason: UnreadyReason; readonly text: string } | undefined {
  if (record.virtualizationType === 'paravirtual') return { reason: 'paravirtual', text: 'paravirtual, but Nitro boots HVM images only' };
  if (record.rootDeviceType === 'instance-store') {
    return { reason: 'instanceStore', text: 'one with an instance store root, but Nitro boots from EBS volumes only' };
  }
  if (!record.enaSupport)
    return { reason: 'enaDisabled', text: 'one without the EnaSupport attribute, so EC2 rejects its launch on Nitro' };
  const tooOld = releasedTooEarly(record);
  return tooOld === undefined ? undefined : { reason: 'tooOld', text: tooOld };
}

/** Returns the evidence of the NVMe driver. A publisher counts while the table has it and the recorded owner and name match. */
function voucherOf(record: ImageRecord): { readonly source: string; readonly text: string } | undefined {
  const { nvme } = record;
  if (nvme === undefined) return undefined;
  if ('statement' in nvme) return { source: nvme.statement, text: `verified on ${nvme.date}: ${nvme.statement}` };
  const publisher = publisherOf(record);
  return publisher?.name === nvme.publisher ? publisherVoucher(record) : undefined;
}

function publisherVoucher(record: ImageRecord): { readonly source: string; readonly text: string } | undefined {
  const publisher = publisherOf(record);
  return publisher === undefined ? undefined : { source: publisher.source, text: `published by ${publisher.name}` };
}

function noteOn({ vanished, state, deprecationTime }: ImageRecord, today: string): ImageNote | undefined {
  if (vanished !== undefined) return { kind: 'vanished', since: vanished };
  if (state !== undefined) return { kind: 'unavailable' };
  if (deprecationTime !== undefined && deprecationTime <= today) return { kind: 'deprecated', since: deprecationTime };
  return undefined;
}
