import { readDescribeImages } from '../../lib/images/describe-images';
import type { RecordedImages } from '../../lib/images/image-record';
import { addRecording } from '../../lib/images/recording';
import { record } from './records';

const ID = 'ami-0123456789abcdef0';
const OTHER = 'ami-0fedcba9876543210';
const REGION = 'eu-west-1';

const DESCRIBED = {
  ImageId: ID,
  Name: 'debian-12-amd64-20240211-1654',
  OwnerId: '136693071363',
  ImageOwnerAlias: null,
  Architecture: 'x86_64',
  VirtualizationType: 'hvm',
  RootDeviceType: 'ebs',
  EnaSupport: true,
  BootMode: 'uefi-preferred',
  TpmSupport: 'v2.0',
  State: 'available',
  CreationDate: '2024-02-11T17:00:00.000Z',
  DeprecationTime: '2026-02-11T17:00:00.000Z',
  Hypervisor: 'xen',
};
const IMAGE = {
  name: 'debian-12-amd64-20240211-1654',
  ownerId: '136693071363',
  architecture: 'x86_64',
  virtualizationType: 'hvm',
  rootDeviceType: 'ebs',
  enaSupport: true,
  bootMode: 'uefi-preferred',
  tpmSupport: 'v2.0',
  creationDate: '2024-02-11',
  deprecationTime: '2026-02-11',
} as const;

const read = (...images: readonly unknown[]) => readDescribeImages({ Images: images }, 'saved.json').images;
const described = read(DESCRIBED);
const empty: RecordedImages = new Map();

describe('reading the output of DescribeImages', () => {
  test('takes what matters, and leaves the rest', () => {
    expect(read(DESCRIBED)).toEqual(new Map([[ID, IMAGE]]));
  });

  test('takes tags, sorted, without those of AWS', () => {
    const tags = [
      { Key: 'team', Value: 'platform' },
      { Key: 'aws:cloudformation:stack-name', Value: 'bakery' },
      { Key: '__proto__', Value: '' },
      { Key: 'nitro', Value: 'verified' },
    ];
    expect([...(read({ ...DESCRIBED, Tags: tags }).get(ID)?.tags ?? [])]).toEqual([
      ['__proto__', ''],
      ['nitro', 'verified'],
      ['team', 'platform'],
    ]);
    expect(read({ ...DESCRIBED, Tags: [] }).get(ID)?.tags).toBeUndefined();
  });

  test('a property that EC2 leaves out is absent, EnaSupport off', () => {
    const { EnaSupport, BootMode, TpmSupport, ...rest } = DESCRIBED;
    expect([EnaSupport, BootMode, TpmSupport]).toEqual([true, 'uefi-preferred', 'v2.0']);
    // In an image of Amazon's own, a missing field means that a client has dropped it: test/cli/images-record.test.ts.
    const own = { ...rest, OwnerId: '111122223333', ImageOwnerAlias: undefined };
    expect(read(own).get(ID)).toMatchObject({ enaSupport: false, bootMode: undefined, tpmSupport: undefined });
  });

  test('a disabled image says so, a deregistered one and a kernel are left out', () => {
    expect(read({ ...DESCRIBED, State: 'disabled' }).get(ID)).toMatchObject({ state: 'disabled' });
    expect(read({ ...DESCRIBED, State: 'deregistered' }, { ...DESCRIBED, ImageId: 'aki-12345678' }).size).toBe(0);
  });

  test.each([
    [{}, "saved.json: not the output of 'aws ec2 describe-images': it has no list 'Images'"],
    [[DESCRIBED], "saved.json: not the output of 'aws ec2 describe-images': it has no list 'Images'"],
    ['text', "saved.json: not the output of 'aws ec2 describe-images': it has no list 'Images'"],
    [null, "saved.json: not the output of 'aws ec2 describe-images': it has no list 'Images'"],
  ])('refuses %o', (output, message) => {
    expect(() => readDescribeImages(output, 'saved.json')).toThrow(new Error(message));
  });

  test.each([
    [0, 'Images/1', 'Images/1: expected an object, got 0'],
    [{}, 'Images/1', 'Images/1/ImageId: expected an image id, got nothing'],
    [{ ...DESCRIBED, ImageId: OTHER, OwnerId: 'amazon' }, OTHER, 'Images/1/OwnerId: expected an account of 12 digits, got "amazon"'],
    [{ ...DESCRIBED, ImageId: OTHER, EnaSupport: 'yes' }, OTHER, 'Images/1/EnaSupport: expected true or false, got "yes"'],
    [
      { ...DESCRIBED, ImageId: OTHER, CreationDate: 'today' },
      OTHER,
      'Images/1/CreationDate: expected a time like 2026-08-02T00:00:00.000Z, got "today"',
    ],
  ])('%o makes no sense, and costs no other image', (image, at, problem) => {
    expect(readDescribeImages({ Images: [DESCRIBED, image] }, 'saved.json')).toEqual({
      images: new Map([[ID, IMAGE]]),
      problems: new Map([[at, `saved.json: ${problem}`]]),
    });
  });
});

describe('adding a recording', () => {
  const first = addRecording(empty, { region: REGION, today: '2026-01-01', described, missing: [] });

  test('names the publisher that vouches for an image', () => {
    expect(first.get(REGION)?.get(ID)).toEqual({
      ...IMAGE,
      recorded: '2026-01-01',
      nvme: { publisher: 'Debian', source: 'https://wiki.debian.org/Cloud/AmazonEC2Image' },
    });
  });

  test('a second one that finds the same changes nothing', () => {
    expect(addRecording(first, { region: REGION, today: '2026-02-02', described, missing: [] })).toEqual(first);
  });

  test('one that finds something else replaces the facts and keeps the statement', () => {
    const stated = addRecording(empty, { region: REGION, today: '2026-01-01', described, missing: [], statement: 'modinfo nvme' });
    const changed = read({ ...DESCRIBED, DeprecationTime: '2027-01-01T00:00:00.000Z' });
    expect(
      addRecording(stated, { region: REGION, today: '2026-02-02', described: changed, missing: [] }).get(REGION)?.get(ID),
    ).toMatchObject({
      deprecationTime: '2027-01-01',
      recorded: '2026-02-02',
      nvme: { statement: 'modinfo nvme', date: '2026-01-01' },
    });
  });

  test('an image that is gone is marked once, and unmarked when it is back', () => {
    const gone = addRecording(first, { region: REGION, today: '2026-02-02', described: new Map(), missing: [ID, OTHER] });
    expect([...(gone.get(REGION) ?? [])]).toEqual([[ID, { ...first.get(REGION)?.get(ID), vanished: '2026-02-02' }]]);
    expect(addRecording(gone, { region: REGION, today: '2026-03-03', described: new Map(), missing: [ID] })).toEqual(gone);
    expect(
      addRecording(gone, { region: REGION, today: '2026-03-03', described, missing: [] }).get(REGION)?.get(ID)?.vanished,
    ).toBeUndefined();
  });

  test('leaves other images and Regions alone, and the images it is given', () => {
    const before: RecordedImages = new Map([
      [REGION, new Map([[OTHER, record()]])],
      ['us-east-1', new Map([[ID, record()]])],
    ]);
    const after = addRecording(before, { region: REGION, today: '2026-01-01', described, missing: [] });
    expect(after.get('us-east-1')).toEqual(before.get('us-east-1'));
    expect(after.get(REGION)?.get(OTHER)).toEqual(record());
    expect(before.get(REGION)?.size).toBe(1);
  });
});
