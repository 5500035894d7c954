import { EXAMPLE_INSTANCE_TYPE } from '../catalog/successor';
import { namedTypes, TYPE_KINDS, type NamedType, type XenMeaning } from '../launch/types/named-types';
import { offendingValues, type NamedValue } from '../launch/offending-values';
import type { LaunchResource } from '../launch/sites';
import { replacementAdvice } from './advice/replacement';
import { changeOf, propertyName, shortList, typeNames } from './advice/wording';
import { unacceptedTypes } from './demands/demanded-types';
import { defineRule } from './rule';

export const instanceType = defineRule({
  name: 'instance-type',
  meta: {
    description: 'Require instance types built on the AWS Nitro System',
    severity: 'error',
    messages: {
      xen: "'{{type}}' runs on the Xen hypervisor: use '{{successor}}'",
      xenFamily: "family '{{family}}' includes types that run on the Xen hypervisor ({{types}}): use '{{successor}}'",
      xenPattern:
        "'{{pattern}}' matches types that run on the Xen hypervisor ({{types}}): use Nitro-based families instead, such as '{{successor}}'",
      missing: "no instance type is set, so the launched type is unknown: set a Nitro-based type, such as '{{example}}'",
      assumed:
        "'{{type}}' is not in the catalog of {{retrieved}}; it is assumed to be built on Nitro, because the set of Xen types is closed and none is in its family: to check it against EC2's data, update cdk-nitro or run 'cdk-nitro catalog record'",
      denied: '{{what}} is denied by the policy ({{demand}}): {{advice}}',
      notAllowed: '{{what}} is not among the types that the policy allows ({{demand}}): {{advice}}',
      architecture: '{{what}} is not known to have an architecture that the policy allows ({{demand}}): {{advice}}',
      lacksFeature: '{{what}} is not known to support {{demand}}, which the policy requires: {{advice}}',
      delegated: '{{what}}, possibly one that the policy does not accept ({{demand}}): {{advice}}',
      undecided: '{{what}}, and may become a type that the policy does not accept ({{demand}}): {{advice}}',
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
        const edits = types.replacements((value) => catalog.successor(value.text).type);
        report('xen', { ...types.finding, fix, edits, data: { type, successor: catalog.successor(type).type } });
      }
      const families = xen('family');
      if (families !== undefined) {
        const family = families.primary.text;
        const successor = catalog.successorFamily(family);
        const fix = `${property}: write '${successor}'. ${changeOf(launch)}`;
        const edits = families.replacements((value) => catalog.successorFamily(value.text));
        report('xenFamily', { ...families.finding, fix, edits, data: { family, types: shortList(families.primary.xen), successor } });
      }
      const patterns = xen('pattern');
      if (patterns !== undefined) {
        const pattern = patterns.primary.text;
        const successor = `${catalog.successorFamily(patterns.primary.family)}.*`;
        const fix = `${property}: replace '${pattern}' with the Nitro-based families you want, such as '${successor}'. ${changeOf(launch)}`;
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
    // A type that only an unchecked launch template may name is reported by instance-type-resolvable.
    for (const { unchecked, ...at } of launch.missingTypes('missing')) {
      if (unchecked.length > 0) continue;
      const fix = `${typeProperty(launch.definition)}: write '${EXAMPLE_INSTANCE_TYPE}', or the type you need. ${changeOf(launch)}`;
      report('missing', { at, fix, data: { example: EXAMPLE_INSTANCE_TYPE } });
    }
  },
});

interface XenValue extends NamedValue {
  /** Names of its Xen types. */
  readonly xen: readonly string[];
  /** The family of the first of them. */
  readonly family: string;
}

function xenValues(values: readonly NamedType[], names: XenMeaning['names']): XenValue[] {
  return values.flatMap(({ text, origin, written = [], meaning }) => {
    if (meaning.is !== 'xen' || meaning.names !== names) return [];
    return [{ text, origin, written, xen: typeNames(meaning.xen), family: meaning.xen[0]?.family ?? '' }];
  });
}

/** Returns the name of the property that sets the resource's type. */
function typeProperty({ sites }: LaunchResource): string {
  const site = sites.find(({ kind }) => TYPE_KINDS.some((each) => each === kind));
  return propertyName(site?.path ?? 'InstanceType');
}
