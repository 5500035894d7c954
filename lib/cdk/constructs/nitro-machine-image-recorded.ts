import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isImageId } from '../../images/image-reference';
import type { ImageRecord, RecordedImages } from '../../images/image-record';
import type { ImageVerdict } from '../../images/image-verdict';
import { judgeRecordedImage } from '../../images/recorded-image-verdict';
import { RECORDED_IMAGES_FILE } from '../../base/file-names';
import { findRecord, parseRecordedImages } from '../../images/recorded-images';
import { clock } from '../checking/clock';
import { factsOf, requestedArchitecture } from './instance-architecture';
import type { FoundImage } from './nitro-machine-image-lookup';
import type { NitroRecordedImageProps } from './nitro-machine-image-props';

/**
 * Makes an image of recorded images by Region.
 *
 * @throws if one of them is not recorded, not ready for Nitro, or of another architecture or boot mode than wanted
 */
export function recordedImage(props: NitroRecordedImageProps): FoundImage {
  return imageOf(props, false);
}

/**
 * Makes an image of recorded images by Region, each with a ready probe.
 *
 * @throws as `recordedImage` does, and if one of them has no ready probe
 */
export function provenImage(props: NitroRecordedImageProps): FoundImage {
  return imageOf(props, true);
}

function imageOf(
  { imageIds, file = RECORDED_IMAGES_FILE, windows, userData, ...source }: NitroRecordedImageProps,
  needsProbe: boolean,
): FoundImage {
  const entries = Object.entries(imageIds);
  if (entries.length === 0) throw new Error("imageIds is empty: add an image id for each Region, for example { 'eu-west-1': 'ami-...' }");
  const images = readImages(file);
  const verdicts = entries.map(([region, id]) => judgeImage(images, { region, id, file, needsProbe }));
  const architecture = commonArchitecture(verdicts, requestedArchitecture(source));
  for (const each of verdicts) refuseBootMode(each, source.instanceType);
  const isWindows = windows ?? verdicts.some(({ result }) => result.distribution === 'windows');
  const ids = Object.fromEntries(entries);
  return {
    architecture,
    image: isWindows ? ec2.MachineImage.genericWindows(ids, { userData }) : ec2.MachineImage.genericLinux(ids, { userData }),
  };
}

/** An image of one Region, and the verdict on it. */
interface RegionImage {
  readonly region: string;
  readonly id: string;
  readonly result: ImageVerdict;
}

function readImages(file: string): RecordedImages {
  let text: string;
  try {
    text = readFileSync(resolve(file), 'utf8');
  } catch (cause) {
    throw new Error(`recorded images cannot be read from '${resolve(file)}': run 'npx cdk-nitro images record', or set file`, {
      cause,
    });
  }
  return parseRecordedImages(text, file);
}

function judgeImage(
  images: RecordedImages,
  { region, id, file, needsProbe }: { readonly region: string; readonly id: string; readonly file: string; readonly needsProbe: boolean },
): RegionImage {
  if (Token.isUnresolved(id))
    throw new Error(`the image id of ${region} is known only at deployment, so it cannot be looked up in ${file}: use a literal id`);
  if (!isImageId(id)) throw new Error(`'${id}' (${region}) is not an image id: use one such as ami-0123456789abcdef0`);
  const record = findRecord(images, id, region);
  if (record === undefined)
    throw new Error(`image '${id}' is not recorded for ${region} in ${file}${elsewhere(images, id)}: ${howToRecord(region, id)}`);
  const result = judgeRecordedImage(record, clock.today());
  refuseUnready({ region, id, result }, record);
  if (needsProbe && record.probe?.verdict !== 'ready')
    throw new Error(`image '${id}'${nameOf(record)} has no ready probe: ${howToProve(region, id)}`);
  return { region, id, result };
}

function nameOf({ name }: ImageRecord): string {
  return name === undefined ? '' : ` (${name})`;
}

function refuseUnready({ region, id, result }: RegionImage, record: ImageRecord): void {
  const image = `image '${id}'${nameOf(record)}`;
  if (result.readiness === 'not-ready') throw new Error(`${image} is ${result.text}: use another image, or have it rebuilt`);
  if (result.readiness === 'unproven') {
    throw new Error(
      `${image} is ${result.text}: have it verified, then ${howToRecord(region, id)} --nvme-verified-by '<who, and how>', or ${howToProve(region, id)}`,
    );
  }
  const { kind, since } = result.note ?? {};
  if (kind === 'vanished') throw new Error(`${image} could no longer be found in ${region} on ${since ?? ''}: use another image`);
  if (kind === 'unavailable')
    throw new Error(`${image} is not available in ${region}: have its owner enable it, then ${howToRecord(region, id)}`);
}

function commonArchitecture(images: readonly RegionImage[], wanted: ec2.InstanceArchitecture | undefined): ec2.InstanceArchitecture {
  let common = wanted;
  for (const { id, result } of images) {
    const own = Object.values(ec2.InstanceArchitecture).find((each) => each === result.architecture);
    if (own === undefined)
      throw new Error(
        `image '${id}' is ${result.architecture ?? 'unknown'}: only x86_64 and arm64 images are supported: use another image`,
      );
    common ??= own;
    if (own === common) continue;
    throw new Error(
      wanted === undefined
        ? `image '${id}' is ${own} and others in imageIds are ${common}: use images of one architecture`
        : `image '${id}' is ${own}, and ${common} is required: use an ${common} image, or an ${own} instance type`,
    );
  }
  return common ?? ec2.InstanceArchitecture.X86_64;
}

function refuseBootMode({ id, result: { bootMode } }: RegionImage, instanceType: ec2.InstanceType | undefined): void {
  const { bootModes = [], name = '' } = factsOf(instanceType) ?? {};
  if (bootMode === undefined || bootMode === 'uefi-preferred' || bootModes.length === 0 || bootModes.includes(bootMode)) return;
  throw new Error(
    `image '${id}' boots with ${bootMode}, which '${name}' does not support (it supports ${bootModes.join(', ')}): use another image or instance type`,
  );
}

function elsewhere(images: RecordedImages, id: string): string {
  const other = [...images].find(([, records]) => records.has(id))?.[0];
  return other === undefined ? '' : `, only for ${other}`;
}

function howToProve(region: string, id: string): string {
  return `run the script of npx cdk-nitro images probe on it, then run npx cdk-nitro images prove ${id} --region ${region} --from <its output>`;
}

function howToRecord(region: string, id: string): string {
  return `run npx cdk-nitro images record ${id} --region ${region}`;
}
