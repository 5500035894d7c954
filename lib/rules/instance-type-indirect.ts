import { reasonLeft } from '../launch/types/left-to-service';
import { objectsWithoutType } from '../launch/types/pipeline-objects';
import { namedTypes } from '../launch/types/named-types';
import { offendingValues } from '../launch/offending-values';
import { spellingAt } from './advice/spelling';
import { changeOf } from './advice/wording';
import { defineRule } from './rule';

export const instanceTypeIndirect = defineRule({
  name: 'instance-type-indirect',
  meta: {
    description: 'Disallow leaving the instance type to a service that may choose Xen',
    severity: 'warning',
    messages: {
      optimal:
        "'{{value}}' lets Batch pick the family; since November 2025 it means 'default_x86_64' and no longer includes C4, M4 and R4: {{instead}}, or name Nitro-based families such as {{family}}",
      delegated: 'no instance type is set, so the service picks one ({{reason}}): set a Nitro-based type',
    },
    references: [
      'https://docs.aws.amazon.com/batch/latest/userguide/instance-type-compute-table.html',
      'https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html',
    ],
  },
  checkLaunch(launch, { catalog, report, spellingOf }) {
    for (const siteValue of launch.siteValuesOf('instance-type-or-family')) {
      const optimal = namedTypes(siteValue, catalog).filter(({ text, meaning }) => meaning.is === 'delegated' && text === 'optimal');
      const offending = offendingValues(launch, siteValue, optimal);
      if (offending === undefined) continue;
      const value = offending.primary.text;
      const { insteadOfOptimal: instead, instanceFamily } = spellingAt(launch, undefined, undefined, spellingOf);
      const edits = offending.replacements(() => 'default_x86_64');
      report('optimal', {
        ...offending.finding,
        severity: 'info',
        fix: changeOf(launch),
        edits,
        data: { value, instead, family: instanceFamily('m7i') },
      });
    }
    const reason = reasonLeft(launch, 'delegated');
    if (reason !== undefined) {
      const at = { path: 'Properties', pointer: [...launch.resource.pointer, 'Properties'] };
      report('delegated', { at, fix: changeOf(launch), data: { reason } });
    } else if (launch.definition.withoutType.is === 'delegated' && launch.launchesAnything) {
      const { reason: why } = launch.definition.withoutType;
      for (const { path, pointer } of objectsWithoutType(launch)) {
        report('delegated', { at: { path, pointer }, fix: changeOf(launch), data: { reason: why } });
      }
    }
  },
});
