import { namedValues, offendingValues } from '../launch/offending-values';
import { namesAt } from './advice/spelling';
import { defineRule } from './rule';

export const blockDeviceNames = defineRule({
  name: 'block-device-names',
  meta: {
    description: 'Disallow NVMe device names in block device mappings and volume attachments',
    severity: 'error',
    messages: {
      nvme: "'{{value}}' is the name the volume gets inside the instance; EC2 rejects it in a mapping: use an EC2 device name such as '{{example}}'",
      unfollowed:
        "the device name cannot be checked, because {{reason}}: use fewer functions and parameters, and an EC2 device name such as '/dev/sdf'",
    },
    doubts: { unfollowed: 'unresolved' },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html',
      'https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html',
    ],
  },
  checkLaunch(launch, { report, spellingOf }) {
    for (const siteValue of launch.siteValuesOf('block-device-name')) {
      // An unresolved name is not reported, because EC2 rejects an NVMe name at launch. A reading that a limit cuts short is reported.
      const limit = siteValue.outcomes
        .map((outcome) => (outcome.kind === 'unresolved' ? outcome.reason : undefined))
        .find((reason) => reason?.kind === 'limit');
      if (limit !== undefined) report('unfollowed', { at: siteValue, severity: 'warning', data: { reason: limit.text } });
      const values = namedValues(siteValue.outcomes).filter(({ text }) => deviceNames(text).some(isNvme));
      const offending = offendingValues(launch, siteValue, values);
      if (offending === undefined) continue;
      const { text: value } = offending.primary;
      const example = exampleFor(deviceNames(value).find(isNvme) ?? value);
      const fix = `${namesAt(launch, siteValue.path, spellingOf).property}: write '${example}', or the root device name of the image; inside the instance, find the volume by its id`;
      report('nvme', { ...offending.finding, fix, data: { value, example } });
    }
  },
});

/** Splits a value into device names; Beanstalk writes several in one text: `/dev/sdj=:100,/dev/sdh=snap-51eef269`. */
function deviceNames(text: string): readonly string[] {
  return text.split(',').map((mapping) => (mapping.split('=')[0] ?? '').trim());
}

function isNvme(name: string): boolean {
  return /^(\/dev\/)?nvme\d/i.test(name);
}

/**
 * Returns a name for the same disk. The first is the root's, from which most images boot; the others are of `/dev/sd[f-p]`, which no kernel
 * restricts.
 */
function exampleFor(name: string): string {
  const index = Number(/nvme(\d+)/i.exec(name)?.[1] ?? '1');
  return index === 0 ? '/dev/xvda' : `/dev/sd${'fghijklmnop'.charAt(Math.min(index - 1, 10))}`;
}
