import type { JsonObject } from '../base/json/json';
import { isCalendarDay } from '../base/calendar-day';
import { SELECTABLE_ARCHITECTURES } from '../base/architecture';
import { FEATURE_IDS } from '../catalog/features';
import { PROFILE_NAMES } from './profiles';
import { SEVERITIES } from './severities';
import { byName, flag, list, object, oneOf, oneOrMore, optional, refined, required, text, type Shape } from '../base/shape';

/** What a policy has to know of a rule. */
export interface KnownRule {
  readonly name: string;
  readonly meta: { readonly description: string; readonly severity: 'off' | 'info' | 'warning' | 'error' };
}

/** A severity that leaves a finding a finding. */
const reported = oneOf('a severity', ['info', 'warning', 'error']);

const file = text('the name of a file', /\S/);

// A family by itself is no type's whole name, and so would match nothing.
const typePattern = text(
  "a type or pattern like 'm7i.large', 'm7i.*' or '*.metal' (a family needs its '.*')",
  /^[a-z0-9*-]*[.*][a-z0-9.*-]*$/,
);

const reason = text('a text that says why', /\S/);

const day = text("a day like '2027-03-31'", /^\d{4}-\d\d-\d\d$/, { format: 'date' });

const expires: Shape<string> = {
  schema: day.schema,
  read: (value, at, refuse) => {
    const read = day.read(value, at, refuse);
    return isCalendarDay(read) ? read : refuse(at, `the calendar has no ${read}: write a day like '2027-03-31'`);
  },
};

const statement = refined(
  object({
    owner: optional(
      text(
        "an account of 12 digits, or 'amazon', 'aws-marketplace' or 'aws-backup-vault'",
        /^(?:\d{12}|amazon|aws-marketplace|aws-backup-vault)$/,
      ),
      "The account that owns the images, or EC2's alias for it.",
    ),
    name: optional(text('a name or pattern', /\S/), "Pattern for the image's name, with `*` for any characters. Goes with `owner`."),
    tag: optional(text("'Key=Value'", /^[^=]+=/), 'A tag of the image, `Key=Value`; the value may hold `*`. Goes with `owner`.'),
    parameter: optional(
      text("the path of a parameter, like '/acme/ami/*'", /^\//),
      'Pattern for the path of a parameter in Parameter Store that holds the image id: `*` within a segment, `**` across. Instead of `owner`.',
    ),
    reason: required(reason, 'Who vouches that the images carry the ENA and NVMe drivers, and how it was seen.'),
  }),
  {
    oneOf: [
      { required: ['owner'], not: { required: ['parameter'] } },
      { required: ['parameter'], not: { anyOf: [{ required: ['owner'] }, { required: ['name'] }, { required: ['tag'] }] } },
    ],
  },
  ({ owner, name, tag, parameter }) => {
    if (owner === undefined && parameter === undefined) {
      const key = name !== undefined ? 'name' : tag !== undefined ? 'tag' : 'owner';
      return [key, "without 'owner' it would vouch for anybody's images: add the account that owns them, or write 'parameter' instead"];
    }
    return parameter !== undefined && (owner ?? name ?? tag) !== undefined
      ? ['parameter', "goes without 'owner', 'name' and 'tag': write two statements"]
      : undefined;
  },
);

/** Every key of a policy: what it holds, how it is read, what it means. The file, the props and the schema are all made from this. */
export function policyShape(rules: readonly KnownRule[]) {
  const exemption = object({
    rule: required(
      oneOf(
        'a rule',
        rules.map(({ name }) => name),
      ),
      'The rule whose findings are accepted.',
    ),
    where: required(
      text('a construct path or file#logicalId', /\S/),
      'Which findings: a pattern for construct paths (`Prod/*/Bastion/**`: `*` within a segment, `**` across), or for `file#logicalId`.',
    ),
    reason: required(reason, 'Why they are accepted, and by whom.'),
    expires: optional(expires, 'The last day on which it holds, `YYYY-MM-DD`. Left out: for good.'),
  });
  return object({
    $schema: optional(text('the address of a schema'), 'For editors: where the JSON Schema is. Means nothing else.'),
    extends: optional(
      oneOrMore(text("a file like './base.json', or a package", /\S/), 'files or packages'),
      'Policies to start from, the later on top of the earlier: a file relative to this one (`./base.json`), or an npm package.',
    ),
    profile: optional(
      oneOrMore(oneOf('a profile', PROFILE_NAMES), 'profiles'),
      'Ready-made settings, on top of what is extended and below the other keys of this file.',
    ),
    rules: optional(
      byName(
        'rule',
        new Map(rules.map(({ name, meta }) => [name, `${meta.description}. Default: ${meta.severity}.`])),
        oneOf('a severity', SEVERITIES),
      ),
      'Severities that differ from the default, by rule. `locked`: an error that nobody can acknowledge, exempt or baseline.',
    ),
    unknown: optional(
      reported,
      'Severity of an instance type that is newer than the catalog, and so can only be built on Nitro. Default: info.',
    ),
    unresolved: optional(
      reported,
      'Severity of what cannot be decided before deployment: values, launches, machine images that nothing vouches for. Default: as each rule says.',
    ),
    allowedInstanceTypes: optional(
      list(typePattern, 'types or patterns', { atLeastOne: true }),
      'The only instance types to launch, as patterns: `*` stands for any characters. Each file that is extended narrows the choice further. Default: every type built on Nitro.',
    ),
    deniedInstanceTypes: optional(
      list(typePattern, 'types or patterns'),
      'Instance types not to launch, allowed or not, as patterns. Adds to what is extended. Default: none.',
    ),
    architectures: optional(
      list(oneOf('an architecture', SELECTABLE_ARCHITECTURES), 'architectures', { atLeastOne: true }),
      'The only architectures to launch. Each file that is extended narrows the choice further. Default: all.',
    ),
    features: optional(
      list(oneOf('a feature', FEATURE_IDS), 'features'),
      'What every instance type must support. Adds to what is extended. Default: nothing.',
    ),
    imageStatements: optional(list(statement, 'statements'), 'Machine images that somebody vouches for. Adds to what is extended.'),
    imageLookups: optional(flag, 'Whether synthesis may ask EC2 about images, through the context provider of the CDK. Default: false.'),
    recordedImages: optional(file, 'The recorded images, relative to this file. Default: nitro-images.json beside this file.'),
    catalog: optional(file, 'A recorded catalog, relative to this file. Default: nitro-catalog.json beside this file.'),
    exemptions: optional(list(exemption, 'exemptions'), 'Findings that are accepted. Adds to what is extended.'),
    baseline: optional(file, 'The baseline with the findings that are known, relative to this file. Default: none.'),
  });
}

/** A policy as it is written. */
export type PolicyDocument = ReturnType<ReturnType<typeof policyShape>['read']>;

/** The JSON Schema of a policy file, draft 7, for editors: made from what reads the file. */
export function policySchema(rules: readonly KnownRule[]): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'nitro.json',
    description: 'What a team demands of everything it launches on EC2: the policy of cdk-nitro.',
    ...policyShape(rules).schema,
  };
}
