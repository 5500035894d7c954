import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NitroMachineImage } from '../../../lib';
import type { ImageProof } from '../../../lib/images/image-proof';
import type { ImageRecord } from '../../../lib/images/image-record';
import { formatRecordedImages } from '../../../lib/images/recorded-images';
import { record } from '../../images/records';

const ID = 'ami-0123456789abcdef0';
const OTHER = 'ami-0fedcba9876543210';
const VERIFIED = { nvme: { statement: 'modinfo nvme, by Ops', date: '2026-01-02' } };

const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-recorded-'));
const file = join(folder, 'nitro-images.json');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Records an image in Ireland. */
function recording(changes: Partial<ImageRecord>): void {
  writeFileSync(file, formatRecordedImages(new Map([['eu-west-1', new Map([[ID, record(changes)]])]])));
}

const ireland = { imageIds: { 'eu-west-1': ID }, file };

function configOf(image: ec2.IMachineImage): ec2.MachineImageConfig {
  return image.getImage(new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } }));
}

test('an image that is verified is used in its Region, with its architecture', () => {
  recording({ ...VERIFIED, architecture: 'arm64' });
  const image = NitroMachineImage.recorded(ireland);
  expect(configOf(image)).toMatchObject({ imageId: ID, osType: ec2.OperatingSystemType.LINUX });
  expect(image.architecture).toBe(ec2.InstanceArchitecture.ARM_64);
  expect(image.parameterName).toBeUndefined();
});

test('an image that its publisher vouches for is used, and Windows is recognized', () => {
  recording({
    name: 'Windows_Server-2022-English-Full-Base-2026.01.14',
    ownerId: '801119661308',
    ownerAlias: 'amazon',
    creationDate: '2026-01-14',
    nvme: { publisher: 'Amazon Windows', source: 'https://docs.aws.amazon.com' },
  });
  expect(configOf(NitroMachineImage.recorded(ireland)).osType).toBe(ec2.OperatingSystemType.WINDOWS);
  expect(configOf(NitroMachineImage.recorded({ ...ireland, windows: false })).osType).toBe(ec2.OperatingSystemType.LINUX);
});

test('a stack without a Region gets the ids of all of them', () => {
  recording(VERIFIED);
  const stack = new Stack(new App(), 'Stack');
  new ec2.LaunchTemplate(stack, 'Template', { machineImage: NitroMachineImage.recorded(ireland) });
  expect(Object.values(Template.fromStack(stack).findMappings('*'))).toContainEqual({ 'eu-west-1': { ami: ID } });
});

test.each<[string, Partial<ImageRecord>, string]>([
  [
    'not proven',
    {},
    `image '${ID}' (golden-2026-01-01) is declared to carry the ENA driver, but without proof of the NVMe driver: have it verified, then run npx cdk-nitro images record ${ID} --region eu-west-1 --nvme-verified-by '<who, and how>'`,
  ],
  [
    'without ENA',
    { ...VERIFIED, enaSupport: false },
    'is one without the EnaSupport attribute, so EC2 rejects its launch on Nitro: use another image',
  ],
  ['paravirtual', { ...VERIFIED, virtualizationType: 'paravirtual' }, 'is paravirtual, but Nitro boots HVM images only: use another image'],
  ['gone', { ...VERIFIED, vanished: '2026-02-03' }, 'could no longer be found in eu-west-1 on 2026-02-03: use another image'],
  ['disabled', { ...VERIFIED, state: 'disabled' }, 'is not available in eu-west-1: have its owner enable it'],
  ['for Macs', { ...VERIFIED, architecture: 'arm64_mac' }, 'is arm64_mac: only x86_64 and arm64 images are supported'],
])('an image that is %s is refused', (_, changes, message) => {
  recording(changes);
  expect(() => NitroMachineImage.recorded(ireland)).toThrow(message);
});

test('an image past its deprecation is used: launches still work', () => {
  recording({ ...VERIFIED, deprecationTime: '2026-01-03' });
  expect(configOf(NitroMachineImage.recorded(ireland)).imageId).toBe(ID);
});

test.each<[string, Record<string, string>, string]>([
  [
    'in another Region',
    { 'us-east-1': ID },
    `image '${ID}' is not recorded for us-east-1 in ${file}, only for eu-west-1: run npx cdk-nitro images record ${ID} --region us-east-1`,
  ],
  [
    'not recorded',
    { 'eu-west-1': OTHER },
    `image '${OTHER}' is not recorded for eu-west-1 in ${file}: run npx cdk-nitro images record ${OTHER} --region eu-west-1`,
  ],
  ['misspelled', { 'eu-west-1': 'ami-1' }, "'ami-1' (eu-west-1) is not an image id: use one such as ami-0123456789abcdef0"],
  ['named after a member of every object', { ['__proto__']: ID }, `image '${ID}' is not recorded for __proto__`],
  ['missing', {}, 'imageIds is empty'],
])('an image that is %s is refused', (_, imageIds, message) => {
  recording(VERIFIED);
  expect(() => NitroMachineImage.recorded({ imageIds, file })).toThrow(message);
});

test('the architecture has to be that of the instance type', () => {
  recording(VERIFIED);
  expect(() => NitroMachineImage.recorded({ ...ireland, instanceType: new ec2.InstanceType('m7g.large') })).toThrow(
    `image '${ID}' is x86_64, and arm64 is required: use an arm64 image, or an x86_64 instance type`,
  );
});

test('images of one set have one architecture', () => {
  const second = record({ ...VERIFIED, architecture: 'arm64' });
  writeFileSync(
    file,
    formatRecordedImages(
      new Map([
        ['eu-west-1', new Map([[ID, record(VERIFIED)]])],
        ['us-east-1', new Map([[OTHER, second]])],
      ]),
    ),
  );
  expect(() => NitroMachineImage.recorded({ imageIds: { 'eu-west-1': ID, 'us-east-1': OTHER }, file })).toThrow(
    `image '${OTHER}' is arm64 and others in imageIds are x86_64: use images of one architecture`,
  );
});

test('the boot mode has to be one of the instance type', () => {
  recording({ ...VERIFIED, bootMode: 'uefi' });
  expect(() => NitroMachineImage.recorded({ ...ireland, instanceType: new ec2.InstanceType('m5.metal') })).toThrow(
    `image '${ID}' boots with uefi, which 'm5.metal' does not support (it supports legacy-bios): use another image or instance type`,
  );
  expect(configOf(NitroMachineImage.recorded({ ...ireland, instanceType: new ec2.InstanceType('m5.large') })).imageId).toBe(ID);
  recording({ ...VERIFIED, bootMode: 'uefi-preferred' });
  expect(configOf(NitroMachineImage.recorded({ ...ireland, instanceType: new ec2.InstanceType('m5.metal') })).imageId).toBe(ID);
});

test('a file that is missing or damaged is named', () => {
  const missing = join(folder, 'nowhere.json');
  expect(() => NitroMachineImage.recorded({ ...ireland, file: missing })).toThrow(
    `recorded images cannot be read from '${missing}': run 'npx cdk-nitro images record', or set file`,
  );
  writeFileSync(file, '{ "version": 1,');
  expect(() => NitroMachineImage.recorded(ireland)).toThrow(`${file}:1: the file ends before it is complete`);
});

describe('a proven image', () => {
  const PROBE: ImageProof = { date: '2026-10-28', verdict: 'ready', evidence: 'booted', failed: [], sha256: '0'.repeat(64) };

  test('is used where its probe is ready', () => {
    recording({ probe: PROBE });
    expect(configOf(NitroMachineImage.proven(ireland))).toMatchObject({ imageId: ID });
    expect(configOf(NitroMachineImage.recorded(ireland))).toMatchObject({ imageId: ID });
  });

  test.each<[string, Partial<ImageRecord>]>([
    ['a statement alone', VERIFIED],
    ['an undecided probe beside a statement', { ...VERIFIED, probe: { ...PROBE, verdict: 'undecided' } }],
  ])('needs more than %s', (_, changes) => {
    recording(changes);
    expect(() => NitroMachineImage.proven(ireland)).toThrow(
      `image '${ID}' (golden-2026-01-01) has no ready probe: run the script of npx cdk-nitro images probe on it, then run npx cdk-nitro images prove ${ID} --region eu-west-1`,
    );
  });

  test('is not one whose probe failed, nor one that is recorded elsewhere', () => {
    recording({ ...VERIFIED, probe: { ...PROBE, verdict: 'not-ready', failed: ['fstab'] } });
    for (const make of [() => NitroMachineImage.proven(ireland), () => NitroMachineImage.recorded(ireland)])
      expect(make).toThrow("failed check: 'fstab'");
    expect(() => NitroMachineImage.proven({ ...ireland, imageIds: { 'us-east-1': ID } })).toThrow('is not recorded for us-east-1');
  });
});
