import type { ImageVerdict, ImageNote, UnreadyReason } from './image-verdict';
import type { ImageRecord } from './image-record';
import { endOfLifeOf } from './end-of-life';
import { publisherOf, releasedTooEarly, releaseOf } from './publishers';

const REQUIREMENTS = 'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html';

/**
 * Gives the verdict on a recorded image. EC2's attributes can only prove that an image is not ready; that it is ready takes
 * evidence of the NVMe driver.
 *
 * @param today `YYYY-MM-DD`: an image with a later deprecation time is not deprecated
 * @param statementsLockedAt where the policy locks the rule, so that a recorded statement does not count
 */
export function judgeRecordedImage(record: ImageRecord, today: string, statementsLockedAt?: string): ImageVerdict {
  const publisher = publisherOf(record);
  const { distribution, keepsEth0, excludesA1 } = publisher ?? {};
  const note = noteOn(record, today) ?? (publisher === undefined ? undefined : endOfLifeOf(distribution, releaseOf(publisher, record)));
  const facts = {
    architecture: record.architecture,
    ...(record.bootMode === undefined ? {} : { bootMode: record.bootMode }),
    ...(record.bootMode === undefined && record.architecture === 'arm64' ? { bootMode: 'uefi' as const } : {}),
    ...(record.tpmSupport === undefined ? {} : { nitroTpm: true as const }),
    ...(distribution === undefined ? {} : { distribution }),
    ...(keepsEth0 === undefined ? {} : { keepsEth0 }),
    ...(excludesA1 === undefined ? {} : { excludesA1 }),
    ...(note === undefined ? {} : { note }),
  };
  const obstacle = obstacleOf(record);
  if (obstacle !== undefined) return { readiness: 'not-ready', ...obstacle, ...facts, source: REQUIREMENTS };
  const isStated = record.nvme !== undefined && 'statement' in record.nvme;
  const voucher = statementsLockedAt !== undefined && isStated ? publisherVoucher(record) : voucherOf(record);
  if (voucher !== undefined) return { readiness: 'ready', ...facts, ...voucher };
  const text = 'declared to carry the ENA driver, but without proof of the NVMe driver';
  if (statementsLockedAt === undefined) return { readiness: 'unproven', reason: 'declaresEna', ...facts, source: REQUIREMENTS, text };
  const ignored = isStated ? ": the statement in the recorded images does not count, since 'image-ready' is locked" : '';
  const lockedText = `${text}${ignored}${isStated ? ` (${statementsLockedAt})` : ''}`;
  return { readiness: 'unproven', reason: 'statementsLocked', ...facts, source: REQUIREMENTS, text: lockedText };
}

function obstacleOf(record: ImageRecord): { readonly reason: UnreadyReason; readonly text: string } | undefined {
  if (record.virtualizationType === 'paravirtual') return { reason: 'paravirtual', text: 'paravirtual: Nitro boots HVM images only' };
  if (record.rootDeviceType === 'instance-store') {
    return { reason: 'instanceStore', text: 'one with an instance store root: Nitro boots from EBS volumes only' };
  }
  if (!record.enaSupport) return { reason: 'enaDisabled', text: 'one without the EnaSupport attribute: EC2 refuses to launch it on Nitro' };
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
