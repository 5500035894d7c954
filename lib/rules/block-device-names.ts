import { namedValues, offendingValues } from '../launch/offending-values';
import { propertyName } from './advice/wording';
import { defineRule } from './rule';

export const blockDeviceNames = defineRule({
  name: 'block-device-names',
  meta: {
    description: 'Disallow NVMe device names where EC2 attaches volumes',
    severity: 'error',
    messages: {
      nvme: "'{{value}}' is a name that the instance gives a volume, and EC2 refuses it: write a device name of EC2's, for example '{{example}}'",
      unfollowed:
        "a device name cannot be checked, because {{reason}}: write it with fewer functions and parameters, and as EC2's own, for example '/dev/sdf'",
    },
    doubts: { unfollowed: 'unresolved' },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html',
      'https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html',
    ],
  },
  checkLaunch(launch, { report }) {
    for (const siteValue of launch.siteValuesOf('block-device-name')) {
      // EC2 refuses what only the deployment knows, if it is such a name; nobody is told of it before.
      const limit = siteValue.outcomes
        .map((outcome) => (outcome.kind === 'unresolved' ? outcome.reason : undefined))
        .find((reason) => reason?.kind === 'limit');
      if (limit !== undefined) report('unfollowed', { at: siteValue, severity: 'warning', data: { reason: limit.text } });
      const values = namedValues(siteValue.outcomes).filter(({ text }) => deviceNames(text).some(isNvme));
      const offending = offendingValues(launch, siteValue, values);
      if (offending === undefined) continue;
      const { text: value } = offending.primary;
      const example = exampleFor(deviceNames(value).find(isNvme) ?? value);
      const fix = `${propertyName(siteValue.path)}: write '${example}', or the root device name of the image; on the instance, find the volume by its id`;
      report('nvme', { ...offending.finding, fix, data: { value, example } });
    }
  },
});

/** Beanstalk takes several in one text: `/dev/sdj=:100,/dev/sdh=snap-51eef269`. */
function deviceNames(text: string): readonly string[] {
  return text.split(',').map((mapping) => (mapping.split('=')[0] ?? '').trim());
}

function isNvme(name: string): boolean {
  return /^(\/dev\/)?nvme\d/i.test(name);
}

/** The first disk is the root of most images; EC2 recommends `/dev/sd[f-p]` for the others. */
function exampleFor(name: string): string {
  const index = Number(/nvme(\d+)/i.exec(name)?.[1] ?? '1');
  return index === 0 ? '/dev/xvda' : `/dev/sd${'fghijklmnop'.charAt(Math.min(index - 1, 10))}`;
}
