import { HOLE } from '../base/hole';
import type { Catalog } from '../catalog/catalog';
import { namedValues, offendingValues } from '../launch/offending-values';
import { changeOf, propertyName } from './advice/wording';
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
  checkLaunch(launch, { catalog, report }) {
    for (const siteValue of launch.siteValuesOf('managed-instance-class')) {
      const property = propertyName(siteValue.path);
      const xen = namedValues(siteValue.outcomes).flatMap((value) => {
        const type = xenTypeIn(value.text, catalog);
        return type === undefined ? [] : [{ ...value, type }];
      });
      const offending = offendingValues(launch, siteValue, xen);
      if (offending !== undefined) {
        const { text, type } = offending.primary;
        const family = nitroFamilyFor(type, catalog);
        const fix = `${property}: write a class of a Nitro-based family, such as '${family}', in a size the service offers. ${changeOf(launch)}`;
        report('xen', { ...offending.finding, fix, data: { class: text, type, family } });
      }
      for (const outcome of siteValue.outcomes) {
        if (outcome.kind !== 'unresolved') continue;
        const text = outcome.text?.replaceAll(HOLE, '...');
        const what = text === undefined ? 'the instance class' : `the instance class '${text}'`;
        const fix = `${property}: write the class itself, or take it from a mapping or from a parameter with AllowedValues`;
        const values = text === undefined ? [] : [text];
        report('unresolved', { at: siteValue, values, origin: outcome.origin, fix, data: { what, reason: outcome.reason.text } });
      }
    }
  },
});

/**
 * Finds the Xen instance type that a service's class is named after: `db.m4.large`, `m4.large.search`, `ml.p2.xlarge`.
 * Sizes of its own (`db.r3.8xlarge.tpc2.mem2x`, `db.cr1.8xl`) count by their family. Families of the services' own, such as
 * Redshift's `ra3` and `dc2`, name no EC2 family and are left alone.
 */
function xenTypeIn(text: string, catalog: Catalog): string | undefined {
  const parts = text.split('.');
  const pairs = parts.slice(1).map((size, index) => ({ family: parts[index] ?? '', type: `${parts[index] ?? ''}.${size}` }));
  return pairs.find(({ family, type }) => {
    const types = [catalog.find(type) ?? catalog.family(family)].flat();
    return types.some(({ builtOnNitro }) => !builtOnNitro);
  })?.type;
}

/** Nitro-based families that nearly every service has classes of, by the series they continue. Own suggestion. */
const OFFERED_EVERYWHERE: Readonly<Record<string, string>> = { t: 't3', m: 'm5', c: 'c5', r: 'r5' };

function nitroFamilyFor(type: string, catalog: Catalog): string {
  const family = type.slice(0, type.indexOf('.'));
  const series = family.replace(/\d.*$/, '');
  return OFFERED_EVERYWHERE[series] ?? catalog.successorFamily(family);
}
