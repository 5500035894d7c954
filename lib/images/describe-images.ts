import { ARCHITECTURES } from '../base/architecture';
import { describePath, ForeignObject, type RefuseMember } from '../base/foreign-object';
import { ACCOUNT_ID, type DescribedImage, ROOT_DEVICE_TYPES, TPM_SUPPORTS, VIRTUALIZATION_TYPES } from './image-record';
import { MalformedImagesError } from './malformed-images-error';
import { isImageId } from './image-reference';
import { IMAGE_BOOT_MODES } from './image-verdict';
import { publisherOf } from './publishers';

/** The state of an image that is being withdrawn, which EC2 still returns for a while. */
const WITHDRAWN = 'deregistered';

/** The images in an answer of DescribeImages. */
export interface DescribedImages {
  readonly images: ReadonlyMap<string, DescribedImage>;
  /** The errors in malformed images, one line each with the image and the field: by id, or by place if the id is malformed. */
  readonly problems: ReadonlyMap<string, string>;
}

/**
 * Reads the output of EC2's DescribeImages, from `aws ec2 describe-images` or from an SDK. Images that are deregistered are
 * left out. A malformed image is a problem in the result, and the others are read.
 *
 * @param origin names the output in messages
 * @throws MalformedImagesError if the output is not that of DescribeImages
 */
export function readDescribeImages(output: unknown, origin: string): DescribedImages {
  const list: unknown = typeof output === 'object' && output !== null && 'Images' in output ? output.Images : undefined;
  if (!Array.isArray(list)) {
    throw new MalformedImagesError(`${origin}: not the output of 'aws ec2 describe-images': it has no list 'Images'`);
  }
  const refuse: RefuseMember = (path, problem) => {
    throw new MalformedImagesError(`${origin}: ${describePath(path)}: ${problem}`);
  };
  const images = new Map<string, DescribedImage>();
  const problems = new Map<string, string>();
  list.forEach((item: unknown, index) => {
    const place = ['Images', String(index)];
    let id = place.join('/');
    try {
      const image = new ForeignObject(withoutBlanks(item), place, refuse);
      id = image.text('ImageId', 'an image id', /./s);
      // For EC2, kernels and RAM disks are images too.
      if (isImageId(id) && image.entries.get('State') !== WITHDRAWN) images.set(id, readImage(image));
    } catch (error) {
      if (!(error instanceof MalformedImagesError)) throw error;
      problems.set(id, error.message);
    }
  });
  refuseDroppedFields(images, origin);
  return { images, problems };
}

/**
 * Refuses an answer from which an old client has dropped a newer field. EC2 omits a field from images without a value, so only images that
 * are known to have it can show this.
 */
function refuseDroppedFields(images: ReadonlyMap<string, DescribedImage>, origin: string): void {
  const described = [...images.values()];
  const dropped = KNOWN_FIELDS.filter(({ isSet, has }) => described.some(has) && !described.some(isSet)).map(({ name }) => `'${name}'`);
  if (dropped.length === 0) return;
  throw new MalformedImagesError(
    `${origin}: no image has ${dropped.join(', ')}, because the client that asked EC2 dropped it: ask again with a newer AWS CLI or SDK, and without --query`,
  );
}

interface KnownField {
  readonly name: string;
  readonly isSet: (image: DescribedImage) => boolean;
  /** Tells whether an image is known to have the field. */
  readonly has: (image: DescribedImage) => boolean;
}

const AMAZONS_TPM = (image: DescribedImage): boolean =>
  image.ownerAlias === 'amazon' && image.name?.startsWith('TPM-Windows_Server-') === true;

const KNOWN_FIELDS: readonly KnownField[] = [
  { name: 'EnaSupport', isSet: ({ enaSupport }) => enaSupport, has: (image) => publisherOf(image) !== undefined },
  { name: 'BootMode', isSet: ({ bootMode }) => bootMode !== undefined, has: AMAZONS_TPM },
  { name: 'TpmSupport', isSet: ({ tpmSupport }) => tpmSupport !== undefined, has: AMAZONS_TPM },
];

function readImage(image: ForeignObject): DescribedImage {
  const text = (key: string): string => image.text(key, 'a text', /./s);
  const day = (key: string): string => image.text(key, 'a time like 2026-08-02T00:00:00.000Z', /^\d{4}-\d\d-\d\dT/).slice(0, 10);
  const state = image.optional('State', text);
  return {
    name: image.optional('Name', text),
    ownerId: image.text('OwnerId', 'an account of 12 digits', ACCOUNT_ID),
    ownerAlias: image.optional('ImageOwnerAlias', text),
    architecture: image.oneOf('Architecture', ARCHITECTURES),
    virtualizationType: image.oneOf('VirtualizationType', VIRTUALIZATION_TYPES),
    rootDeviceType: image.oneOf('RootDeviceType', ROOT_DEVICE_TYPES),
    enaSupport: image.flag('EnaSupport', false),
    bootMode: image.optional('BootMode', (key) => image.oneOf(key, IMAGE_BOOT_MODES)),
    tpmSupport: image.optional('TpmSupport', (key) => image.oneOf(key, TPM_SUPPORTS)),
    state: state === 'available' ? undefined : state,
    creationDate: image.optional('CreationDate', day),
    deprecationTime: image.optional('DeprecationTime', day),
    tags: readTags(image.entries.get('Tags')),
  };
}

/** Reads tags, sorted by key. Tags that AWS sets are left out: they name what made the image, and change with it. */
function readTags(tags: unknown): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(tags)) return undefined;
  const read = tags.flatMap((tag: unknown): [string, string][] => {
    const { Key: key, Value: value } = (typeof tag === 'object' && tag !== null ? tag : {}) as { Key?: unknown; Value?: unknown };
    return typeof key === 'string' && typeof value === 'string' && !key.startsWith('aws:') ? [[key, value]] : [];
  });
  return read.length === 0 ? undefined : new Map(read.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Removes blank members. EC2 leaves out attributes that an image lacks; SDKs may give undefined for them, the AWS CLI null. */
function withoutBlanks(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
