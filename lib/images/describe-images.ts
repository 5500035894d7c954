import type { DescribedImage } from './image-record';
import { isImageId } from './image-reference';
import { MalformedImagesError } from './malformed-images-error';
import { describePath, StrictObject, type RefuseMember } from './strict-object';

/** An image in the middle of being withdrawn, which EC2 still returns for a while. */
const WITHDRAWN = 'deregistered';

/** What DescribeImages says. */
export interface DescribedImages {
  readonly images: ReadonlyMap<string, DescribedImage>;
  /** What is wrong with those that make no sense, in one line with the image and the field: by id, or by place where that is what is wrong. */
  readonly problems: ReadonlyMap<string, string>;
}

/**
 * Reads the output of EC2's DescribeImages, from `aws ec2 describe-images` or from an SDK. Images that are deregistered are
 * left out. Throws MalformedImagesError where it is something else; an image that makes no sense is a problem of its own.
 *
 * @param origin how messages name the output
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
      const image = new StrictObject(withoutBlanks(item), place, refuse);
      id = image.text('ImageId', 'an image id');
      // Kernels and RAM disks are images to EC2 as well.
      if (isImageId(id) && image.entries.get('State') !== WITHDRAWN) images.set(id, readImage(image));
    } catch (error) {
      if (!(error instanceof MalformedImagesError)) throw error;
      problems.set(id, error.message);
    }
  });
  return { images, problems };
}

function readImage(image: StrictObject): DescribedImage {
  const text = (key: string): string => image.text(key);
  const day = (key: string): string => image.text(key, 'a time like 2026-08-02T00:00:00.000Z', /^\d{4}-\d\d-\d\dT/).slice(0, 10);
  const state = image.optional('State', text);
  return {
    name: image.optional('Name', text),
    ownerId: image.text('OwnerId', 'an account of 12 digits', /^\d{12}$/),
    ownerAlias: image.optional('ImageOwnerAlias', text),
    architecture: image.oneOf('Architecture', ['i386', 'x86_64', 'arm64', 'x86_64_mac', 'arm64_mac']),
    virtualizationType: image.oneOf('VirtualizationType', ['hvm', 'paravirtual']),
    rootDeviceType: image.oneOf('RootDeviceType', ['ebs', 'instance-store']),
    enaSupport: image.optional('EnaSupport', (key) => image.flag(key)) ?? false,
    bootMode: image.optional('BootMode', (key) => image.oneOf(key, ['legacy-bios', 'uefi', 'uefi-preferred'])),
    tpmSupport: image.optional('TpmSupport', (key) => image.oneOf(key, ['v2.0'])),
    state: state === 'available' ? undefined : state,
    creationDate: image.optional('CreationDate', day),
    deprecationTime: image.optional('DeprecationTime', day),
    tags: readTags(image.entries.get('Tags')),
  };
}

/** Sorted by key. Those that AWS sets are left out: they say what made the image, and change with it. */
function readTags(tags: unknown): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(tags)) return undefined;
  const read = tags.flatMap((tag: unknown): [string, string][] => {
    const { Key: key, Value: value } = (typeof tag === 'object' && tag !== null ? tag : {}) as { Key?: unknown; Value?: unknown };
    return typeof key === 'string' && typeof value === 'string' && !key.startsWith('aws:') ? [[key, value]] : [];
  });
  return read.length === 0 ? undefined : new Map(read.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** EC2 leaves out what an image does not have; SDKs may give undefined for it, the AWS CLI null. */
function withoutBlanks(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
