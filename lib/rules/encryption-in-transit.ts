import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import { EXAMPLE_INSTANCE_TYPE } from '../catalog/successor';
import { mayBecomeXen, namedTypes, possibleTypes, TYPE_KINDS, type NamedType } from '../launch/types/named-types';
import { reasonLeft } from '../launch/types/left-to-service';
import { offendingValues, type NamedValue } from '../launch/offending-values';
import { selectedTypes } from '../launch/types/selected-types';
import { namesAt } from './advice/spelling';
import { changeOf, shortList, typeNames } from './advice/wording';
import type { Launch } from '../launch/launches';
import type { SiteValue } from '../launch/site-reading';
import { isReplacedAnyway, suggestedExample, suggestedMembers, suggestedType } from './demands/suggested-type';
import { defineRule, type Knowledge } from './rule';

/** Resources with `RequireEncryptionInTransit`. In all others, only names exclude types. Source: CloudFormation resource schemas. */
const CAN_REQUIRE_ENCRYPTION: ReadonlySet<string> = new Set(['AWS::EC2::EC2Fleet', 'AWS::EC2::SpotFleet']);

export const encryptionInTransit = defineRule({
  name: 'encryption-in-transit',
  meta: {
    description: 'Require instance types that encrypt traffic between instances in hardware',
    severity: 'off',
    messages: {
      unencrypted: "'{{value}}' does not encrypt traffic between instances: use {{alternative}}",
      unencryptedMembers: "'{{value}}' includes types that do not encrypt traffic between instances ({{types}}): use {{alternative}}",
      unproven:
        "'{{value}}' is not described in the catalog of {{retrieved}}, so it is not known to encrypt traffic between instances: use a type that does, such as {{alternative}}",
      delegated: '{{what}}, possibly one that does not encrypt traffic between instances: set a type that does, such as {{example}}',
      undecided:
        'the instance type cannot be decided before deployment, because {{reason}}, and may become one that does not encrypt traffic between instances ({{types}}): list types that do in {{allowedValues}}',
      requirements: 'the required attributes admit types that do not encrypt traffic between instances ({{types}}): {{remedy}}',
    },
    doubts: { undecided: 'unresolved' },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html#encryption-transit',
      'https://docs.aws.amazon.com/controltower/latest/controlreference/ec2-rules.html',
    ],
  },
  checkLaunch(launch, context) {
    const { catalog, report, spellingOf } = context;
    const suggested = suggestedExample(launch, context);
    const example = suggested.written === undefined ? `'${catalog.encryptingAlternative(EXAMPLE_INSTANCE_TYPE)}'` : suggested.spelled;
    for (const siteValue of launch.siteValuesOf(TYPE_KINDS)) {
      const values = namedTypes(siteValue, catalog);

      for (const isCovered of [false, true]) {
        const named = unencryptedValues(values.filter((value) => isReported(value, context) === isCovered));
        const unencrypted = offendingValues(launch, siteValue, named);
        if (unencrypted === undefined) continue;
        const coveredBy = isCovered ? { launch, at: siteValue } : undefined;
        const { text: value, first, types } = unencrypted.primary;
        const alternative = encryptingReplacement(launch, siteValue, value, first, context);
        const found = { ...unencrypted.finding, coveredBy, fix: changeOf(launch, [first]) };
        if (first.name === value) report('unencrypted', { ...found, data: { value, alternative } });
        else report('unencryptedMembers', { ...found, data: { value, types: shortList(types), alternative } });
      }
      const unproven = offendingValues(launch, siteValue, values.filter(isUnproven));
      if (unproven !== undefined) {
        const data = { value: unproven.primary.text, retrieved: catalog.retrieved, alternative: example };
        report('unproven', { ...unproven.finding, fix: changeOf(launch), data });
      }
      // The rule instance-type-resolvable reports a value that may be Xen.
      const open = siteValue.outcomes
        .filter((outcome) => outcome.kind === 'unresolved')
        .find((outcome) => !mayBecomeXen(siteValue.site, outcome, catalog));
      const lacking = open === undefined ? [] : possibleTypes(siteValue.site, open, catalog).filter((type) => !type.encryptionInTransit);
      if (open !== undefined && lacking.length > 0) {
        const found = { at: siteValue, values: typeNames(lacking), origin: open.origin };
        const fix = `or write ${example}. ${changeOf(launch)}`;
        report('undecided', {
          ...found,
          fix,
          data: {
            reason: open.reason.text,
            types: shortList(typeNames(lacking)),
            allowedValues: namesAt(launch, siteValue.path, spellingOf).member('AllowedValues'),
          },
        });
      }
      const delegated = offendingValues(
        launch,
        siteValue,
        values.filter(({ meaning }) => meaning.is === 'delegated'),
      );
      if (delegated !== undefined) {
        const what = `'${delegated.primary.text}' lets the service pick the type`;
        report('delegated', { ...delegated.finding, fix: changeOf(launch), data: { what, example } });
      }
    }
    for (const siteValue of launch.siteValuesOf('instance-requirements')) {
      const { member } = namesAt(launch, siteValue.path, spellingOf);
      for (const outcome of siteValue.outcomes) {
        const chosen = selectedTypes(outcome, siteValue.site, launch.template, catalog);
        const types = typeNames(chosen.filter((type) => !type.encryptionInTransit));
        if (types.length === 0) continue;
        const remedy = CAN_REQUIRE_ENCRYPTION.has(launch.resource.type)
          ? `set ${member('RequireEncryptionInTransit')} to true`
          : `list types or families that encrypt it in ${member('AllowedInstanceTypes')}`;
        const found = { at: siteValue, values: types, origin: outcome.origin, fix: changeOf(launch) };
        report('requirements', { ...found, data: { types: shortList(types), remedy } });
      }
    }
    // Other rules report a choice by EC2, or by a service that may choose Xen.
    const reason = reasonLeft(launch, 'nitro');
    if (reason !== undefined) {
      const at = { path: 'Properties', pointer: [...launch.resource.pointer, 'Properties'] };
      const what = `no instance type is set, so the service picks one (${reason})`;
      report('delegated', { at, fix: changeOf(launch), data: { what, example } });
    }
  },
});

interface UnencryptedValue extends NamedValue {
  /** The names of its types that do not encrypt. */
  readonly types: readonly string[];
  readonly first: InstanceTypeFacts;
}

function unencryptedValues(values: readonly NamedType[]): UnencryptedValue[] {
  return values.flatMap(({ text, origin, meaning }) => {
    if (meaning.is !== 'xen' && meaning.is !== 'nitro') return [];
    const types = meaning.types.filter((type) => !type.encryptionInTransit && (type.described || !type.builtOnNitro));
    const [first] = types;
    return first === undefined ? [] : [{ text, origin, types: typeNames(types), first }];
  });
}

/**
 * Tells whether nothing proves that a type encrypts. True for a type newer than the catalog, and for one that EC2 does not describe without
 * documentation about it.
 */
function isUnproven({ meaning }: NamedType): boolean {
  return (
    meaning.is === 'assumed-nitro' ||
    (meaning.is === 'nitro' && meaning.types.some(({ described, encryptionInTransit }) => !described && !encryptionInTransit))
  );
}

/** Returns a replacement in the form of the value: a type, a family or a pattern. */
function encryptingReplacement(launch: Launch, siteValue: SiteValue, text: string, type: InstanceTypeFacts, known: Knowledge): string {
  const suggest = type.name === text ? suggestedType : suggestedMembers;
  const { written, spelled } = suggest(launch, { siteValue, text }, type.name, known);
  return written === undefined ? `'${known.catalog.encryptingAlternative(type.name)}'` : spelled;
}

/** Tells whether `instance-type` suggests another type that encrypts. */
function isReported({ meaning }: NamedType, known: Knowledge): boolean {
  return (meaning.is === 'xen' || meaning.is === 'nitro') && isReplacedAnyway({ types: meaning.types, names: 'type' }, known);
}
