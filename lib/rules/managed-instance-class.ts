import { HOLE } from '../base/hole';
import { namedValues, offendingValues } from '../launch/offending-values';
import { nitroFamilyFor, typeNamedBy } from './advice/named-by-class';
import { namesAt } from './advice/spelling';
import { changeOf } from './advice/wording';
import { defineRule } from './rule';

export const managedInstanceClass = defineRule({
  name: 'managed-instance-class',
  meta: {
    description: 'Require instance classes of managed services that are built on the AWS Nitro System',
    severity: 'off',
    messages: {
      xen: "'{{class}}' names the Xen type '{{type}}': use a class of a Nitro-based family that the service offers, such as '{{family}}'",
      unresolved: '{{what}} cannot be decided before deployment, because {{reason}}: put its possible values in the template',
    },
    doubts: { unresolved: 'unresolved' },
    references: ['https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html'],
  },
  checkLaunch(launch, { catalog, report, spellingOf }) {
    for (const siteValue of launch.siteValuesOf('managed-instance-class')) {
      const { property, member } = namesAt(launch, siteValue.path, spellingOf);
      const xen = namedValues(siteValue.outcomes).flatMap((value) => {
        const named = typeNamedBy(value.text, catalog, ({ builtOnNitro }) => !builtOnNitro);
        return named === undefined ? [] : [{ ...value, ...named }];
      });
      const offending = offendingValues(launch, siteValue, xen);
      if (offending !== undefined) {
        const { text, type, family: xenFamily } = offending.primary;
        const family = nitroFamilyFor(xenFamily, catalog);
        const fix = `${property}: write a class of a Nitro-based family, such as '${family}', in a size the service offers. ${changeOf(launch)}`;
        report('xen', { ...offending.finding, fix, data: { class: text, type, family } });
      }
      for (const outcome of siteValue.outcomes) {
        if (outcome.kind !== 'unresolved') continue;
        const text = outcome.text?.replaceAll(HOLE, '...');
        const what = text === undefined ? 'the instance class' : `the instance class '${text}'`;
        const fix = `${property}: write the class itself, or take it from a mapping or from a parameter with ${member('AllowedValues')}`;
        const values = text === undefined ? [] : [text];
        report('unresolved', { at: siteValue, values, origin: outcome.origin, fix, data: { what, reason: outcome.reason.text } });
      }
    }
  },
});
