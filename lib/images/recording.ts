import type { DescribedImage, ImageRecord, NvmeVoucher, RecordedImages } from './image-record';
import { publisherOf } from './publishers';
import { recordText } from './recorded-images';

/** The results of a recording in one Region. */
export interface Recording {
  readonly region: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly described: ReadonlyMap<string, DescribedImage>;
  /** Ids that EC2 does not have, or does not show to the recording account. */
  readonly missing: readonly string[];
  /** A sentence that says who verified the NVMe driver of the described images, and how. */
  readonly statement?: string;
}

/** Adds a recording to recorded images. Nothing is removed: an image that has vanished is marked. */
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

/** Returns the evidence for an image. Its content never changes, so an earlier statement stays valid. */
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

/** Tells whether two records differ in the day of the recording only. */
function isSame(record: ImageRecord, known: ImageRecord): boolean {
  return recordText({ ...record, recorded: known.recorded }) === recordText(known);
}
