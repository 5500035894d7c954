import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedImages } from '../../lib/images/image-record';
import { formatRecordedImages } from '../../lib/images/recorded-images';
import type { Demands } from '../../lib/policy/demands';

/** The inputs of a rule beside the template. */
export interface Told {
  readonly images: RecordedImages;
  readonly demands: Demands;
  /** The policy's proof for one's own images. */
  readonly imageProof?: 'probe' | undefined;
}

/** Writes it into a folder as a team would: a policy with what it extends, and recorded images beside it. Returns the policy's path. */
export function writeStandard(folder: string, { images, demands, imageProof }: Told): string {
  if (images.size > 0) writeFileSync(join(folder, 'nitro-images.json'), formatRecordedImages(images));
  const { allowedInstanceTypes = [], ...others } = demands;
  const [own, ...extended] = allowedInstanceTypes;
  const names = extended.map((types, index) => {
    const name = `./base-${index}.json`;
    writeFileSync(join(folder, name), JSON.stringify({ allowedInstanceTypes: types }));
    return name;
  });
  const policy = {
    ...(names.length > 0 && { extends: names }),
    ...(own !== undefined && { allowedInstanceTypes: own }),
    ...(imageProof !== undefined && { imageProof }),
    ...others,
  };
  const file = join(folder, 'nitro.json');
  writeFileSync(file, JSON.stringify(policy));
  return file;
}
