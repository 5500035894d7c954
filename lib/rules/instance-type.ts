import type { Replacement } from '../finding';
import { namedTypes, TYPE_KINDS, type NamedType, type XenMeaning } from '../launch/types/named-types';
import { offendingValues, type NamedValue } from '../launch/offending-values';
import type { Launch } from '../launch/launches';
import { replacementAdvice } from './advice/replacement';
import { namesAt } from './advice/spelling';
import { changeClause, changeOf, shortList, typeNames } from './advice/wording';
import { unacceptedTypes } from './demands/demanded-types';
import { suggestedExample, suggestedMembers } from './demands/suggested-type';
import { defineRule, type Knowledge } from './rule';

export const instanceType = defineRule({
  name: 'instance-type',
  meta: {
    description: 'Require instance types built on the AWS Nitro System',
    severity: 'error',
    messages: {
      xen: "'{{type}}' runs on the Xen hypervisor: {{remedy}}",
      xenFamily: "family '{{family}}' includes types that run on the Xen hypervisor ({{types}}): {{remedy}}",
      xenPattern: "'{{pattern}}' matches types that run on the Xen hypervisor ({{types}}): {{remedy}}, or other Nitro-based families",
      missing: 'no instance type is set, so the launched type is unknown: {{remedy}}, or the Nitro-based type you need',
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
  checkLaunch(launch, context) {
    const { catalog, report } = context;
    for (const siteValue of launch.siteValuesOf(TYPE_KINDS)) {
      const values = namedTypes(siteValue, catalog);
      if (values.every(({ meaning }) => meaning.is === 'nitro')) continue;
      const { property } = namesAt(launch, siteValue.path, context.spellingOf);
      const xen = (names: XenMeaning['names']) => offendingValues(launch, siteValue, xenValues(values, names));

      const types = xen('type');
      if (types !== undefined) {
        const { primary, values: all } = types;
        const { first, fix, replacements } = replacementAdvice(launch, siteValue, [primary, ...all.slice(1)], property, context);
        const edits = types.replacements(writtenFor(replacements));
        const replaced = all.map(({ text }) => catalog.find(text));
        const change = changeClause(launch, replaced);
        report('xen', { ...types.finding, fix, replacements, edits, change, data: { type: primary.text, remedy: first.remedy } });
      }
      const families = xen('family');
      if (families !== undefined) {
        const { text: family, xen: members } = families.primary;
        const { remedy, written } = suggestedMembers(launch, { siteValue, text: family }, family, context);
        const replacements = replacement(family, written);
        report('xenFamily', {
          ...families.finding,
          fix: changeOf(launch),
          replacements,
          edits: families.replacements(writtenFor(replacements)),
          data: { family, types: shortList(members), remedy },
        });
      }
      const patterns = xen('pattern');
      if (patterns !== undefined) {
        const { text: pattern, xen: members, family } = patterns.primary;
        const { remedy, written } = suggestedMembers(launch, { siteValue, text: pattern }, family, context);
        const replacements = replacement(pattern, written);
        report('xenPattern', {
          ...patterns.finding,
          fix: changeOf(launch),
          replacements,
          edits: patterns.replacements(writtenFor(replacements)),
          data: { pattern, types: shortList(members), remedy },
        });
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
    for (const { id, ...finding } of unacceptedTypes(launch, context)) report(id, finding);
    // The rule instance-type-resolvable reports a type that only an unchecked launch template may name.
    for (const { unchecked, ...at } of launch.missingTypes('missing')) {
      if (unchecked.length > 0) continue;
      const { remedy } = suggestedExample(launch, context);
      report('missing', { at, fix: `set ${typeProperty(launch, context)}. ${changeOf(launch)}`, data: { remedy } });
    }
  },
});

function replacement(value: string, written: string | undefined): readonly Replacement[] {
  return written === undefined ? [] : [{ value, written }];
}

interface XenValue extends NamedValue {
  /** The names of its Xen types. */
  readonly xen: readonly string[];
  /** The family of its first Xen type. */
  readonly family: string;
}

function xenValues(values: readonly NamedType[], names: XenMeaning['names']): XenValue[] {
  return values.flatMap(({ text, origin, written = [], meaning }) => {
    if (meaning.is !== 'xen' || meaning.names !== names) return [];
    return [{ text, origin, written, xen: typeNames(meaning.xen), family: meaning.xen[0]?.family ?? '' }];
  });
}

/** Returns the name of the property that sets the resource's type. */
function typeProperty(launch: Launch, { spellingOf }: Knowledge): string {
  const site = launch.definition.sites.find(({ kind }) => TYPE_KINDS.some((each) => each === kind));
  return namesAt(launch, `Properties/${(site?.path ?? 'InstanceType').replaceAll('.', '/')}`, spellingOf).property;
}

/** Returns the text to write instead of a value, if one satisfies the launch. */
function writtenFor(replacements: readonly Replacement[] | undefined): (value: { readonly text: string }) => string | undefined {
  return ({ text }) => replacements?.find(({ value }) => value === text)?.written;
}
