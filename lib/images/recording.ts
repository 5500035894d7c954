import type { DescribedImage, ImageRecord, NvmeVoucher, RecordedImages } from './image-record';
import { type BootFacts, type ImageProof, someOf } from './image-proof';
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
  // An image never changes, so a probe's result holds as long as the image exists.
  const record = { ...image, ...someOf('nvme', nvme), ...someOf('probe', known?.probe), ...someOf('boot', known?.boot), recorded: today };
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

/** Adds the result of a probe to the record of an image. */
export function addProof(
  images: RecordedImages,
  { region, id }: { readonly region: string; readonly id: string },
  { proof, boot }: { readonly proof: ImageProof; readonly boot: BootFacts | undefined },
): RecordedImages {
  const records = images.get(region);
  const known = records?.get(id);
  if (records === undefined || known === undefined) return images;
  const { boot: _earlier, ...record } = known;
  return new Map([...images, [region, new Map([...records, [id, { ...record, probe: proof, ...someOf('boot', boot) }]])]]);
}

/** Returns the reason why a probe's result does not replace an earlier one; undefined if it does. */
export function whyKept(earlier: ImageProof | undefined, later: ImageProof): 'undecided' | 'older' | 'weaker' | undefined {
  if (earlier === undefined || earlier.sha256 === later.sha256) return undefined;
  if (later.verdict === 'undecided' && earlier.verdict !== 'undecided') return 'undecided';
  if (later.date < earlier.date) return 'older';
  // A booted instance shows more than the files of its image. Beside it, only a failure found in the files counts.
  const isWeaker = earlier.evidence === 'booted' && later.evidence === 'files' && earlier.verdict !== 'undecided';
  return isWeaker && later.verdict !== 'not-ready' ? 'weaker' : undefined;
}
