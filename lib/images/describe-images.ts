import { isImageId } from './image-reference';
import type { DescribedImage } from './image-record';
import { MalformedImagesError } from './malformed-images-error';
import { StrictObject, type RefuseMember } from './strict-object';

/** An image in the middle of being withdrawn, which EC2 still returns for a while. */
const WITHDRAWN = 'deregistered';

/**
 * Reads the output of EC2's DescribeImages, from `aws ec2 describe-images` or from an SDK. Images that are deregistered are
 * left out. Throws MalformedImagesError where it is something else, naming the image and the field.
 *
 * @param origin how messages name the output
 */
export function readDescribeImages(output: unknown, origin: string): ReadonlyMap<string, DescribedImage> {
  const refuse: RefuseMember = (path, problem) => {
    throw new MalformedImagesError(`${origin}: ${path.length === 0 ? '' : `${path.join('/')}: `}${problem}`);
  };
  const root = new StrictObject(output, [], refuse);
  const list = root.entries.get('Images');
  if (!Array.isArray(list)) {
    throw new MalformedImagesError(`${origin}: not the output of 'aws ec2 describe-images': it has no list 'Images'`);
  }
  const images = new Map<string, DescribedImage>();
  list.forEach((item: unknown, index) => {
    const image = new StrictObject(withoutBlanks(item), ['Images', String(index)], refuse);
    const id = image.text('ImageId', 'an image id');
    // Kernels and RAM disks are images to EC2 as well.
    if (isImageId(id) && image.entries.get('State') !== WITHDRAWN) images.set(id, readImage(image));
  });
  return images;
}

function readImage(image: StrictObject): DescribedImage {
  const text = (key: string): string => image.text(key);
  const day = (key: string): string => image.text(key, 'a time like 2026-08-22T00:00:00.000Z', /^\d{4}-\d\d-\d\dT/).slice(0, 10);
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
