import { EXAMPLE_INSTANCE_TYPE } from '../catalog/successor';
import { namedTypes, TYPE_KINDS, type NamedType, type XenMeaning } from '../launch/types/named-types';
import { offendingValues, type NamedValue } from '../launch/offending-values';
import type { LaunchResource } from '../launch/sites';
import { replacementAdvice } from './advice/replacement';
import { changeOf, propertyName, shortList } from './advice/wording';
import { unacceptedTypes } from './demands/demanded-types';
import { defineRule } from './rule';

export const instanceType = defineRule({
  name: 'instance-type',
  meta: {
    description: 'Require instance types built on the AWS Nitro System',
    severity: 'error',
    messages: {
      xen: "'{{type}}' runs on the Xen hypervisor: use '{{successor}}'",
      xenFamily: "family '{{family}}' holds types that run on the Xen hypervisor ({{types}}): use '{{successor}}'",
      xenPattern:
        "'{{pattern}}' admits types that run on the Xen hypervisor ({{types}}): name Nitro-based families instead, for example '{{successor}}'",
      missing: "no instance type is given, so what is launched is not known: name a Nitro-based type, for example '{{example}}'",
      assumed:
        "'{{type}}' is not in the catalog of {{retrieved}} and of no family with Xen types, a closed set, so it is taken to be built on Nitro: update cdk-nitro to have it judged by what EC2 says of it",
      denied: '{{what}} is denied by the policy ({{demand}}): {{advice}}',
      notAllowed: '{{what}} is not among the types that the policy allows ({{demand}}): {{advice}}',
      architecture: '{{what}} is not known to have an architecture that the policy allows ({{demand}}): {{advice}}',
      lacksFeature: '{{what}} is not known to support {{demand}}, which the policy demands: {{advice}}',
      delegated: '{{what}}, which may take a type that the policy does not accept ({{demand}}): {{advice}}',
      undecided:
        '{{what}} cannot be decided before deployment and may become a type that the policy does not accept ({{demand}}): {{advice}}',
    },
    doubts: { assumed: 'unknown', undecided: 'unresolved' },
    references: [
      'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html',
    ],
  },
  checkLaunch(launch, { catalog, demands, report }) {
    for (const siteValue of launch.siteValuesOf(TYPE_KINDS)) {
      const values = namedTypes(siteValue, catalog);
      if (values.every(({ meaning }) => meaning.is === 'nitro')) continue;
      const property = propertyName(siteValue.path);
      const xen = (names: XenMeaning['names']) => offendingValues(launch, siteValue, xenValues(values, names));

      const types = xen('type');
      if (types !== undefined) {
        const type = types.primary.text;
        const fix = replacementAdvice(launch, types.values, property, catalog);
        report('xen', { ...types.finding, fix, data: { type, successor: catalog.successor(type).type } });
      }
      const families = xen('family');
      if (families !== undefined) {
        const family = families.primary.text;
        const successor = catalog.successorFamily(family);
        const fix = `${property}: write '${successor}'. ${changeOf(launch)}`;
        report('xenFamily', { ...families.finding, fix, data: { family, types: shortList(families.primary.xen), successor } });
      }
      const patterns = xen('pattern');
      if (patterns !== undefined) {
        const pattern = patterns.primary.text;
        const successor = `${catalog.successorFamily(patterns.primary.family)}.*`;
        const fix = `${property}: replace '${pattern}' by the Nitro-based families you want, for example '${successor}'. ${changeOf(launch)}`;
        report('xenPattern', { ...patterns.finding, fix, data: { pattern, types: shortList(patterns.primary.xen), successor } });
      }
      const assumed = offendingValues(
        launch,
        siteValue,
        values.filter(({ meaning }) => meaning.is === 'assumed-nitro'),
      );
      if (assumed !== undefined) {
        report('assumed', { ...assumed.finding, severity: 'info', data: { type: assumed.primary.text, retrieved: catalog.retrieved } });
      }
    }
    for (const { id, ...finding } of unacceptedTypes(launch, catalog, demands)) report(id, finding);
    // Where a launch template that is not at hand may name the type, instance-type-resolvable says so.
    for (const { unchecked, ...at } of launch.missingTypes('missing')) {
      if (unchecked.length > 0) continue;
      const fix = `${typeProperty(launch.definition)}: write '${EXAMPLE_INSTANCE_TYPE}', or the type you need. ${changeOf(launch)}`;
      report('missing', { at, fix, data: { example: EXAMPLE_INSTANCE_TYPE } });
    }
  },
});

interface XenValue extends NamedValue {
  /** Names of the Xen types it stands for. */
  readonly xen: readonly string[];
  /** The family of the first of them. */
  readonly family: string;
}

function xenValues(values: readonly NamedType[], names: XenMeaning['names']): XenValue[] {
  return values.flatMap(({ text, origin, meaning }) => {
    if (meaning.is !== 'xen' || meaning.names !== names) return [];
    return [{ text, origin, xen: meaning.xen.map(({ name }) => name), family: meaning.xen[0]?.family ?? '' }];
  });
}

/** The property in which the resource names a type. */
function typeProperty({ sites }: LaunchResource): string {
  const site = sites.find(({ kind }) => TYPE_KINDS.some((each) => each === kind));
  return propertyName(site?.path ?? 'InstanceType');
}
