import type { KnownImages } from '../images/judge-image';
import { isAmazonLinux, keepsEth0 } from '../launch/images/amazon-linux';
import { mappedDevices } from '../launch/scripts/mapped-devices';
import type { Launch } from '../launch/launches';
import { diskOf, disksIn } from '../user-data/disk-names';
import { DEVICE_HABITS } from '../user-data/habits/device-habits';
import { habitReports, type IsHarmless } from './advice/habit-report';
import { defineRule } from './rule';

export const userDataDevices = defineRule({
  name: 'user-data-devices',
  meta: {
    description: 'Disallow Xen names of disks and network interfaces in user data',
    severity: 'warning',
    messages: {
      device: "'{{line}}' ({{place}}) {{why}}: {{instead}}",
    },
    references: [
      'https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html',
      'https://docs.aws.amazon.com/ebs/latest/userguide/identify-nvme-ebs-device.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/test-enhanced-networking-ena.html',
      'https://docs.aws.amazon.com/linux/al2023/ug/networking-service.html',
    ],
  },
  checkLaunch(launch, { images, report }) {
    for (const { isHarmless, ...found } of habitReports(launch, DEVICE_HABITS, worksOnAmazonLinux(launch, images))) {
      report('device', { ...found, ...(isHarmless ? { severity: 'info' as const } : {}) });
    }
  },
});

/**
 * Tells whether a habit works on Amazon Linux, which links a disk under the name in its block device mapping, and under no other,
 * and before 2023 names interfaces `eth0`.
 */
function worksOnAmazonLinux(launch: Launch, images: KnownImages): IsHarmless {
  let mappedFor: Map<string, ReadonlySet<string>> | undefined;
  return ({ habit, words }, at) => {
    if (habit.names === 'interface') return keepsEth0(launch, images);
    const disks = habit.names === 'disk' ? disksIn(words) : undefined;
    if (disks === undefined || !isAmazonLinux(launch, images)) return false;
    mappedFor ??= new Map();
    const mapped = mappedFor.get(at.path) ?? mappedDevices(launch, at);
    mappedFor.set(at.path, mapped);
    return disks.every((disk) => mapped.has(disk) || mapped.has(diskOf(disk)));
  };
}
