import { isAmazonLinux } from '../launched/amazon-linux';
import { DEVICE_HABITS } from '../user-data/habits/device-habits';
import { habitReports } from './advice/habit-report';
import { defineRule } from './rule';

export const userDataDevices = defineRule({
  name: 'user-data-devices',
  meta: {
    description: 'Disallow user data that names disks and network interfaces as Xen does',
    severity: 'warning',
    messages: {
      device: "'{{line}}' ({{place}}) {{why}}: {{instead}}",
    },
    references: [
      'https://docs.aws.amazon.com/ebs/latest/userguide/nvme-ebs-volumes.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/migrating-latest-types.html',
    ],
  },
  checkLaunch(launch, { images, report }) {
    const found = habitReports(launch, DEVICE_HABITS);
    // Amazon Linux keeps the old names as links.
    const severity = found.length > 0 && isAmazonLinux(launch, images) ? { severity: 'info' as const } : {};
    for (const each of found) report('device', { ...each, ...severity });
  },
});
