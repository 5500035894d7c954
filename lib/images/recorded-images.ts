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
import { isImageId } from './image-reference';
import { IMAGE_BOOT_MODES } from './image-verdict';
import { parseJson, refuseAt } from './recorded-images-text';

/** The name of the file, beside the policy or at the root of an app. */
export const RECORDED_IMAGES_FILE = 'nitro-images.json';

/** The version of the file's format. */
const VERSION = 1;

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
] as const satisfies readonly (keyof ImageRecord)[];

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
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
    root.refuse('version', `${version} is newer than ${VERSION}, the latest that is understood here: update cdk-nitro`);
  }
  if (version !== VERSION) root.refuse('version', `expected ${VERSION}: record the images again`);
  root.refuseOthers(['version', 'images']);
  const images = root.object('images');
  return new Map(images.keys.map((region) => [region, readRegion(images, region)]));
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
  const members = FIELDS.flatMap((field) =>
    record[field] === undefined ? [] : [`${JSON.stringify(field)}: ${memberText(record[field])}`],
  );
  return `{ ${members.join(', ')} }`;
}

/** Finds the record of an id in its Region or, where the Region is not known, in any: EC2 gives an id only once. */
export function findRecord(images: RecordedImages, id: string, region?: string): ImageRecord | undefined {
  if (region !== undefined) return images.get(region)?.get(id);
  return [...images.values()].map((records) => records.get(id)).find((record) => record !== undefined);
}

function memberText(value: ImageRecord[keyof ImageRecord]): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries: Iterable<[string, unknown]> = value instanceof Map ? value : Object.entries(value);
  const members = [...entries].map(([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(text)}`);
  return `{ ${members.join(', ')} }`;
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function readRegion(images: ForeignObject, region: string): ReadonlyMap<string, ImageRecord> {
  if (!isRegion(region)) images.refuse(region, 'expected the name of a Region, such as eu-west-1');
  const records = images.object(region);
  return new Map(
    records.keys.map((id) => {
      if (!isImageId(id)) records.refuse(id, 'expected an image id, like ami-0123456789abcdef0');
      return [id, readRecord(records.object(id))];
    }),
  );
}

function readRecord(record: ForeignObject): ImageRecord {
  record.refuseOthers(FIELDS);
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
    nvme: record.optional('nvme', (key) => readVoucher(record.object(key))),
  };
}

function readTags(tags: ForeignObject): ReadonlyMap<string, string> {
  return new Map(tags.keys.map((key) => [key, tags.text(key, 'a text')]));
}

function readVoucher(voucher: ForeignObject): NvmeVoucher {
  if (voucher.has('statement')) {
    voucher.refuseOthers(['statement', 'date']);
    return { statement: voucher.text('statement', 'a sentence', /\S/), date: voucher.text('date', 'a day like 2026-08-02', DAY) };
  }
  voucher.refuseOthers(['publisher', 'source']);
  return { publisher: voucher.text('publisher', 'a text', /./s), source: voucher.text('source', 'a text', /./s) };
}
