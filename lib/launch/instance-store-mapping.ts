import { namedValues } from './offending-values';
import type { Launch } from './launches';
import { propertySite } from './property-site';

/** Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockDeviceMapping.html */
const INSTANCE_STORE_VOLUME = /^ephemeral\d+$/i;

/** Tells whether a launch maps an instance store volume, such as `ephemeral0`, in some case. */
export function mapsInstanceStore(launch: Launch): boolean {
  const mappings = new Set(launch.siteValuesOf('block-device-name').map(({ site }) => site.path.slice(0, site.path.lastIndexOf('.') + 1)));
  return [...mappings].some((around) =>
    launch
      .read(propertySite(`${around}VirtualName`))
      .values.some(({ outcomes }) => namedValues(outcomes).some(({ text }) => INSTANCE_STORE_VOLUME.test(text))),
  );
}
