import { bootScripts } from '../launched/boot-scripts';
import { XEN_HABITS } from '../user-data/habits/xen-habits';
import { habitReports } from './advice/habit-report';
import { defineRule } from './rule';

export const userDataXen = defineRule({
  name: 'user-data-xen',
  meta: {
    description: 'Disallow user data that detects EC2 in a way that only works on Xen',
    severity: 'error',
    messages: {
      xen: "'{{line}}' ({{place}}) {{why}}: {{instead}}",
      unreadable: 'a boot script cannot be read, because {{reason}}: write it plainly, so that it can be checked',
      undecided: 'a boot script is known at deployment only ({{reason}}): check yourself that it does not rely on Xen or on device names',
    },
    doubts: { unreadable: 'unresolved', undecided: 'unresolved' },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/migrating-latest-types.html',
    ],
  },
  checkLaunch(launch, { report }) {
    for (const found of habitReports(launch, XEN_HABITS)) report('xen', found);
    for (const { at, origin, problems, undecided } of bootScripts(launch)) {
      for (const reason of problems) report('unreadable', { at, origin, severity: 'warning', data: { reason } });
      for (const reason of undecided) report('undecided', { at, origin, severity: 'info', data: { reason } });
    }
  },
});
