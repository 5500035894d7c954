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
        "'{{value}}' stood for C4, M4 and R4 as well, and has meant 'default_x86_64' since November 2025: write 'default_x86_64', or name Nitro-based families such as 'm7i'",
      delegated: 'no instance type is given, so the service chooses ({{reason}}): name a Nitro-based type',
    },
    references: [
      'https://docs.aws.amazon.com/batch/latest/userguide/instance-type-compute-table.html',
      'https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html',
    ],
  },
  checkLaunch(launch, { catalog, report }) {
    for (const choice of launch.choicesOf('instance-type-or-family')) {
      const optimal = judgedValues(choice, catalog).filter(({ text, meaning }) => meaning.is === 'delegated' && text === 'optimal');
      const offence = offenceOf(launch, choice, optimal);
      if (offence === undefined) continue;
      const value = offence.primary.text;
      const fix = `${propertyName(choice.path)}: write 'default_x86_64' instead of '${value}'. ${changeOf(launch)}`;
      report('optimal', { ...offence.finding, severity: 'info', fix, data: { value } });
    }
    const reason = reasonLeft(launch, 'delegated');
    if (reason !== undefined) {
      const at = { path: 'Properties', pointer: [...launch.resource.pointer, 'Properties'] };
      report('delegated', { at, fix: `name a Nitro-based instance type. ${changeOf(launch)}`, data: { reason } });
    }
  },
});
