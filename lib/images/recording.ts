import type { DescribedImage, ImageRecord, NvmeVoucher, RecordedImages } from './image-record';
import { publisherOf } from './publishers';
import { recordText } from './recorded-images';

/** What a recording found out in one Region. */
export interface Recording {
  readonly region: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly described: ReadonlyMap<string, DescribedImage>;
  /** Ids that EC2 does not know, or does not show to the account that asks. */
  readonly missing: readonly string[];
  /** Who has verified the NVMe driver of the described images, and how. */
  readonly statement?: string;
}

/** The recorded images with a recording added. Nothing is removed: an image that has vanished is marked. */
export function addRecording(images: RecordedImages, { region, today, described, missing, statement }: Recording): RecordedImages {
  const records = new Map(images.get(region));
  for (const [id, image] of described) records.set(id, recordOf(image, records.get(id), today, statement));
  for (const id of missing) {
    const known = records.get(id);
    if (known !== undefined) records.set(id, { ...known, vanished: known.vanished ?? today });
  }
  return records.size === 0 ? images : new Map([...images, [region, records]]);
}

function recordOf(image: DescribedImage, known: ImageRecord | undefined, today: string, statement: string | undefined): ImageRecord {
  const nvme = voucherFor(image, known?.nvme, today, statement);
  const record = { ...image, ...(nvme === undefined ? {} : { nvme }), recorded: today };
  return known !== undefined && isSame(record, known) ? known : record;
}

/** The content of an image never changes, so that what was verified once stays verified. */
function voucherFor(
  image: DescribedImage,
  known: NvmeVoucher | undefined,
  today: string,
  statement: string | undefined,
): NvmeVoucher | undefined {
  const stated = known !== undefined && 'statement' in known ? known : undefined;
  if (statement !== undefined) return stated?.statement === statement ? stated : { statement, date: today };
  if (stated !== undefined) return stated;
  const publisher = publisherOf(image);
  return publisher === undefined ? undefined : { publisher: publisher.name, source: publisher.source };
}

/** The same but for the day of the recording. */
function isSame(record: ImageRecord, known: ImageRecord): boolean {
  return recordText({ ...record, recorded: known.recorded }) === recordText(known);
}
