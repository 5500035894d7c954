import { bootScripts } from '../launch/scripts/boot-scripts';
import type { SiteValue } from '../launch/site-reading';
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
      unreadable: 'a boot script cannot be read, because {{reason}}: simplify it, so that it can be checked',
      unfollowed:
        '{{what}} is not fully checked, because {{reason}}: use fewer functions and parameters, or verify by hand that it does not rely on Xen or on device names',
      undecided: 'a boot script is known only at deployment ({{reason}}): verify by hand that it does not rely on Xen or on device names',
    },
    doubts: { unreadable: 'unresolved', unfollowed: 'unresolved', undecided: 'unresolved' },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resize-limitations.html',
    ],
  },
  checkLaunch(launch, { report }) {
    for (const found of habitReports(launch, XEN_HABITS)) report('xen', found);
    for (const { at, origin, problems, undecided, isFetched, limit } of bootScripts(launch)) {
      if (limit !== undefined) report('unfollowed', { at, origin, severity: 'warning', data: { what: bootedText(at), reason: limit } });
      for (const reason of problems) report('unreadable', { at, origin, severity: 'warning', data: { reason } });
      const severity = isFetched === true ? 'warning' : 'info';
      for (const reason of undecided) report('undecided', { at, origin, severity, data: { reason } });
    }
  },
});

function bootedText({ site }: SiteValue): string {
  switch (site.kind) {
    case 'cfn-init-command':
      return 'a command that cfn-init runs';
    case 'cfn-init-environment':
      return 'a variable that cfn-init sets';
    case 'cfn-init-setting':
      return 'what cfn-init fetches or starts';
    case 'cfn-init-file':
      return 'a file that cfn-init writes';
    default:
      return 'the user data';
  }
}
