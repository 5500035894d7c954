import { ARCHITECTURES } from '../base/architecture';
import { ForeignObject } from '../base/foreign-object';
import {
  ACCOUNT_ID,
  type ImageRecord,
  type NvmeVoucher,
  type RecordedImages,
  ROOT_DEVICE_TYPES,
  TPM_SUPPORTS,
  VIRTUALIZATION_TYPES,
} from './image-record';
import { type BootFacts, DAY, readBootFacts, readProof, someOf } from './image-proof';
import { isImageId } from './image-reference';
import { IMAGE_BOOT_MODES } from './image-verdict';
import { parseJson, refuseAt } from './recorded-images-text';

/** The version of the file's format. Version 1 has no probes, and is read too. */
const VERSION = 2;

const FIELDS = [
  'name',
  'ownerId',
  'ownerAlias',
  'architecture',
  'virtualizationType',
  'rootDeviceType',
  'enaSupport',
  'bootMode',
  'tpmSupport',
  'state',
  'creationDate',
  'deprecationTime',
  'tags',
  'recorded',
  'vanished',
  'nvme',
  'boot',
] as const satisfies readonly (keyof ImageRecord)[];

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/;

export function isRegion(text: string): boolean {
  return REGION.test(text);
}

/**
 * Reads `nitro-images.json`.
 *
 * @param file names the file in messages
 * @throws MalformedImagesError for any other content, in one line with the file, the line and the key
 */
export function parseRecordedImages(text: string, file: string): RecordedImages {
  const refuse = refuseAt(text, file);
  const root = new ForeignObject(parseJson(text, file), [], refuse);
  const version = root.entries.get('version');
  if (typeof version === 'number' && version > VERSION) {
    root.refuse('version', `${version} is newer than ${VERSION}, the latest version that this release reads: update cdk-nitro`);
  }
  if (version !== VERSION && version !== 1) root.refuse('version', `expected ${VERSION}: record the images again`);
  root.refuseOthers(['version', 'images']);
  const images = root.object('images');
  return new Map(images.keys.map((region) => [region, readRegion(images, region, version === 1)]));
}

/** Writes one line for each image, sorted, so that recordings of different images merge. Ends in a line feed. */
export function formatRecordedImages(images: RecordedImages): string {
  const regions = sorted(images)
    .filter(([, records]) => records.size > 0)
    .map(([region, records]) => {
      const lines = sorted(records).map(([id, record]) => `      ${JSON.stringify(id)}: ${recordText(record)}`);
      return `    ${JSON.stringify(region)}: {\n${lines.join(',\n')}\n    }`;
    });
  const content = regions.length === 0 ? '{}' : `{\n${regions.join(',\n')}\n  }`;
  return `{\n  "version": ${VERSION},\n  "images": ${content}\n}\n`;
}

/** Writes a record as the file holds it. */
export function recordText(record: ImageRecord): string {
  const { nvme, probe } = record;
  const evidence = nvme === undefined && probe === undefined ? undefined : { ...nvme, ...someOf('probe', probe) };
  const written: Partial<Record<(typeof FIELDS)[number], unknown>> = { ...record, nvme: evidence };
  return jsonLine(new Map(FIELDS.map((field) => [field, written[field]])));
}

/** Finds the record of an id in its Region or, if the Region is unknown, in any: EC2 gives an id only once. */
export function findRecord(images: RecordedImages, id: string, region?: string): ImageRecord | undefined {
  if (region !== undefined) return images.get(region)?.get(id);
  return [...images.values()].map((records) => records.get(id)).find((record) => record !== undefined);
}

/** Writes a value in one line, with blanks within its braces. Members that are undefined are left out. */
function jsonLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries: Iterable<[string, unknown]> = value instanceof Map ? (value as Map<string, unknown>) : Object.entries(value);
  const members = [...entries].flatMap(([key, item]) => (item === undefined ? [] : [`${JSON.stringify(key)}: ${jsonLine(item)}`]));
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @param isFirst the file is of version 1, which has no probes */
function readRegion(images: ForeignObject, region: string, isFirst: boolean): ReadonlyMap<string, ImageRecord> {
  if (!isRegion(region)) images.refuse(region, 'expected the name of a Region, such as eu-west-1');
  const records = images.object(region);
  return new Map(
    records.keys.map((id) => {
      if (!isImageId(id)) records.refuse(id, 'expected an image id, like ami-0123456789abcdef0');
      return [id, readRecord(records.object(id), isFirst)];
    }),
  );
}

function readRecord(record: ForeignObject, isFirst: boolean): ImageRecord {
  record.refuseOthers(isFirst ? FIELDS.filter((field) => field !== 'boot') : FIELDS);
  const text = (key: string): string => record.text(key, 'a text', /./s);
  const day = (key: string): string => record.text(key, 'a day like 2026-08-02', DAY);
  return {
    name: record.optional('name', text),
    ownerId: record.text('ownerId', 'an account of 12 digits', ACCOUNT_ID),
    ownerAlias: record.optional('ownerAlias', text),
    architecture: record.oneOf('architecture', ARCHITECTURES),
    virtualizationType: record.oneOf('virtualizationType', VIRTUALIZATION_TYPES),
    rootDeviceType: record.oneOf('rootDeviceType', ROOT_DEVICE_TYPES),
    enaSupport: record.flag('enaSupport'),
    bootMode: record.optional('bootMode', (key) => record.oneOf(key, IMAGE_BOOT_MODES)),
    tpmSupport: record.optional('tpmSupport', (key) => record.oneOf(key, TPM_SUPPORTS)),
    state: record.optional('state', text),
    creationDate: record.optional('creationDate', day),
    deprecationTime: record.optional('deprecationTime', day),
    recorded: day('recorded'),
    vanished: record.optional('vanished', day),
    tags: record.optional('tags', (key) => readTags(record.object(key))),
    ...record.optional('nvme', (key) => readEvidence(record.object(key), isFirst)),
    ...someOf(
      'boot',
      record.optional('boot', (key) => readBoot(record.object(key))),
    ),
  };
}

function readTags(tags: ForeignObject): ReadonlyMap<string, string> {
  return new Map(tags.keys.map((key) => [key, tags.text(key, 'a text')]));
}

/** Reads `nvme`: a voucher, a probe, or both. */
function readEvidence(evidence: ForeignObject, isFirst: boolean): Pick<ImageRecord, 'nvme' | 'probe'> {
  const hasProbe = !isFirst && evidence.has('probe');
  const isVouched = !hasProbe || evidence.keys.length > 1;
  return {
    ...(isVouched && { nvme: readVoucher(evidence, hasProbe ? ['probe'] : []) }),
    ...(hasProbe && { probe: readProof(evidence.object('probe')) }),
  };
}

function readVoucher(voucher: ForeignObject, others: readonly string[]): NvmeVoucher {
  if (voucher.has('statement')) {
    voucher.refuseOthers(['statement', 'date', ...others]);
    return { statement: voucher.text('statement', 'a sentence', /\S/), date: voucher.text('date', 'a day like 2026-08-02', DAY) };
  }
  voucher.refuseOthers(['publisher', 'source', ...others]);
  return { publisher: voucher.text('publisher', 'a text', /./s), source: voucher.text('source', 'a text', /./s) };
}

function readBoot(boot: ForeignObject): BootFacts {
  boot.refuseOthers(['legacyBios', 'uefi']);
  return readBootFacts(boot);
}
