import { reasonLeft } from '../launched/left-to-service';
import { judgedValues } from '../launched/named-types';
import { offenceOf } from '../launched/offence';
import { changeOf, propertyName } from './advice/wording';
import { defineRule } from './rule';

export const instanceTypeIndirect = defineRule({
  name: 'instance-type-indirect',
  meta: {
    description: 'Disallow leaving the choice to a service that may choose Xen',
    severity: 'warning',
    messages: {
      optimal:
        "'{{value}}' lets Batch choose, and C4, M4 and R4 are among what it has chosen from: use 'default_x86_64', or name Nitro-based families such as 'm7i'",
      delegated: 'no instance type is given, so the service chooses ({{reason}}): name a Nitro-based type',
    },
    references: ['https://docs.aws.amazon.com/batch/latest/userguide/instance-type-compute-table.html'],
  },
  checkLaunch(launch, { catalog, report }) {
    for (const choice of launch.choicesOf('instance-type-or-family')) {
      const delegated = judgedValues(choice, catalog).filter(({ meaning }) => meaning.is === 'delegated' && meaning.mayBeXen);
      const offence = offenceOf(launch, choice, delegated);
      if (offence === undefined) continue;
      const value = offence.primary.text;
      const fix = `${propertyName(choice.path)}: write 'default_x86_64' (or 'default_arm64') instead of '${value}'. ${changeOf(launch)}`;
      report('optimal', { ...offence.finding, fix, data: { value } });
    }
    const reason = reasonLeft(launch, 'delegated');
    if (reason !== undefined) {
      const at = { path: 'Properties', pointer: [...launch.resource.pointer, 'Properties'] };
      report('delegated', { at, fix: `name a Nitro-based instance type. ${changeOf(launch)}`, data: { reason } });
    }
  },
});
