import type { JsonObject } from '../base/json/json';
import { isCalendarDay } from '../base/calendar-day';
import { SELECTABLE_ARCHITECTURES } from '../base/architecture';
import { DECLARABLE_KINDS } from './declared-site';
import { FEATURE_IDS } from '../catalog/features';
import { IMAGE_PROOF_DEMANDS } from './image-proof-demand';
import { PROFILE_NAMES } from './profiles';
import { SEVERITIES } from './severities';
import { byName, flag, list, object, objectOr, oneOf, oneOrMore, optional, refined, required, text, type Shape } from '../base/shape';

/** The facts about a rule that a policy needs. */
export interface KnownRule {
  readonly name: string;
  readonly meta: { readonly description: string; readonly severity: 'off' | 'info' | 'warning' | 'error' };
}

/** The severities of findings that are reported. */
const reported = oneOf('a severity', ['info', 'warning', 'error']);

const file = text('the name of a file', /\S/);

// A family alone is not the whole name of a type. It would match nothing.
const typePattern = text(
  "a type or pattern like 'm7i.large', 'm7i.*' or '*.metal' (a family needs its '.*')",
  /^[a-z0-9*-]*[.*][a-z0-9.*-]*$/,
);

export const reason = text('a text with the reason', /\S/);

const day = text("a day like '2027-03-31'", /^\d{4}-\d\d-\d\d$/, { format: 'date' });

export const calendarDay: Shape<string> = {
  schema: day.schema,
  read: (value, at, refuse) => {
    const read = day.read(value, at, refuse);
    return isCalendarDay(read) ? read : refuse(at, `'${read}' is not in the calendar: write a day like '2027-03-31'`);
  },
};

const datedSeverity = object({
  severity: required(oneOf('a severity', SEVERITIES), 'The severity from that day on.'),
  from: required(calendarDay, 'The first day on which it counts, `YYYY-MM-DD`, in UTC.'),
  before: required(oneOf('a severity', SEVERITIES), 'The severity until then.'),
});

/** The possible subjects of a statement. It has one of them. */
const SUBJECTS = ['owner', 'parameter', 'templateParameter'] as const;

/** Returns the keys that a statement cannot have beside its subject: a name and a tag are conditions on the images of an owner. */
function conditionsWithout(subject: (typeof SUBJECTS)[number]) {
  const others = SUBJECTS.filter((key) => key !== subject);
  return subject === 'owner' ? others : ([...others, 'name', 'tag'] as const);
}

function quoted(keys: readonly string[]): string {
  const names = keys.map((key) => `'${key}'`);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

const statement = refined(
  object({
    owner: optional(
      text(
        "an account of 12 digits, or 'amazon', 'aws-marketplace' or 'aws-backup-vault'",
        /^(?:\d{12}|amazon|aws-marketplace|aws-backup-vault)$/,
      ),
      "The account that owns the images, or EC2's alias for it.",
    ),
    name: optional(text('a name or pattern', /\S/), "Pattern for the image's name, with `*` for any characters. Requires `owner`."),
    tag: optional(text("'Key=Value'", /^[^=]+=/), 'A tag of the image, `Key=Value`; the value may hold `*`. Requires `owner`.'),
    parameter: optional(
      text("the path of a parameter in Parameter Store, like '/acme/ami/*' ('templateParameter' is for one of a template)", /^\//),
      'Pattern for the path of a parameter in Parameter Store that holds the image id: `*` within a segment, `**` across. Instead of `owner`.',
    ),
    templateParameter: optional(
      text(
        "the name of a template's parameter, its construct path like 'Web/AMI*', or 'file#name' ('parameter' is for a path in Parameter Store)",
        /^(?:[^\s/#]+|[^#]+#[^\s/#]+|[^/]+(?:\/[^/]+)+)$/,
      ),
      "Pattern for a template's parameter that takes the image id at deployment: its name (`AMIService`), its construct path (`Web/AMI*`), or `file#name`. Instead of `owner`.",
    ),
    reason: required(reason, 'Says who vouches that the images carry the ENA and NVMe drivers, and how that was verified.'),
    expires: optional(calendarDay, 'The last day on which the statement counts, `YYYY-MM-DD`. Default: it does not expire.'),
  }),
  { oneOf: SUBJECTS.map((key) => ({ required: [key], not: { anyOf: conditionsWithout(key).map((other) => ({ required: [other] })) } })) },
  (given) => {
    const { name, tag } = given;
    const subject = SUBJECTS.find((key) => key !== 'owner' && given[key] !== undefined);
    if (subject === undefined && given.owner === undefined) {
      const key = name !== undefined ? 'name' : tag !== undefined ? 'tag' : 'owner';
      const instead = "or write 'parameter' or 'templateParameter' instead";
      return [key, `without 'owner' it would vouch for the images of every account: add the account that owns them, ${instead}`];
    }
    return subject !== undefined && conditionsWithout(subject).some((key) => given[key] !== undefined)
      ? [subject, `excludes ${quoted(conditionsWithout(subject))}: write two statements`]
      : undefined;
  },
);

const declaredSite = object({
  resourceType: required(
    text("a resource type like 'Acme::Compute::Server' or 'Custom::Server'", /^\w+::[\w@-]+(?:::\w+)*$/),
    'The resource type: a registry type or custom resource of your own.',
  ),
  property: required(
    text(
      "the path of a property below Properties, like 'InstanceType' or 'Nodes.[].Size'",
      /^(?!Properties\.)[A-Za-z0-9_-]+(?:\.(?:\[\]|\*|[A-Za-z0-9_-]+))*$/,
    ),
    'The path of the property below `Properties`: `InstanceType`, `Nodes.[].Size`, with `[]` for every item of a list.',
  ),
  holds: required(oneOf('what a property holds', DECLARABLE_KINDS), 'What the property holds.'),
});

/** Every key of a policy with its shape and meaning. The reader of the file, the props and the schema derive from this. */
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
      'The findings: a pattern for construct paths (`Prod/*/Bastion/**`: `*` within a segment, `**` across), or for `file#logicalId`.',
    ),
    reason: required(reason, 'Says why the findings are accepted, and by whom.'),
    expires: optional(calendarDay, 'The last day on which the exemption is valid, `YYYY-MM-DD`. Default: it does not expire.'),
  });
  return object({
    $schema: optional(text('the address of a schema'), 'The address of the JSON Schema, for editors only.'),
    extends: optional(
      oneOrMore(text("a file like './base.json', or a package", /\S/), 'files or packages'),
      'Policies to start from, later ones on top of earlier ones: a file relative to this one (`./base.json`), or an npm package.',
    ),
    profile: optional(
      oneOrMore(oneOf('a profile', PROFILE_NAMES), 'profiles'),
      'Ready-made settings, on top of the extended policies and below the other keys of this file.',
    ),
    rules: optional(
      byName(
        'rule',
        new Map(rules.map(({ name, meta }) => [name, `${meta.description}. Default: ${meta.severity}.`])),
        objectOr(oneOf('a severity', SEVERITIES), datedSeverity),
      ),
      'Severities that differ from the default, by rule. `locked`: an error that cannot be acknowledged, exempted or baselined. An object changes the severity on a day.',
    ),
    unknown: optional(
      reported,
      'Severity of an instance type that is newer than the catalog, so it can only be built on Nitro. Default: info.',
    ),
    unresolved: optional(
      reported,
      'Severity of values, launches and machine images that cannot be decided before deployment. Default: as each rule says.',
    ),
    allowedInstanceTypes: optional(
      list(typePattern, 'types or patterns', { atLeastOne: true }),
      'The only instance types to launch, as patterns: `*` stands for any characters. Each extended policy narrows the choice further. Default: every type built on Nitro.',
    ),
    deniedInstanceTypes: optional(
      list(typePattern, 'types or patterns'),
      'Instance types not to launch, even if they are allowed, as patterns. Adds to the extended policies. Default: none.',
    ),
    architectures: optional(
      list(oneOf('an architecture', SELECTABLE_ARCHITECTURES), 'architectures', { atLeastOne: true }),
      'The only architectures to launch. Each extended policy narrows the choice further. Default: all.',
    ),
    features: optional(
      list(oneOf('a feature', FEATURE_IDS), 'features'),
      'Features that every instance type must support. Adds to the extended policies. Default: none.',
    ),
    imageStatements: optional(list(statement, 'statements'), 'Machine images that the team vouches for. Adds to the extended policies.'),
    imageLookups: optional(flag, 'Whether synthesis may ask EC2 about images, through the context provider of the CDK. Default: false.'),
    imageProof: optional(
      oneOf('what counts as proof', IMAGE_PROOF_DEMANDS),
      "The proof that your own images need to count as ready: `provenance`, a probe, a statement or a lookup; `probe`, only a ready probe that `cdk-nitro images prove` has recorded. An extended policy's `probe` stays. Default: provenance.",
    ),
    recordedImages: optional(file, 'The recorded images, relative to this file. Default: nitro-images.json beside this file.'),
    catalog: optional(file, 'A recorded catalog, relative to this file. Default: nitro-catalog.json beside this file.'),
    launchSites: optional(
      list(declaredSite, 'launch sites'),
      'Properties of your own registry types and custom resources that set part of a launch. Adds to the extended policies.',
    ),
    exemptions: optional(list(exemption, 'exemptions'), 'Accepted findings. Adds to the extended policies.'),
    templateExemptions: optional(
      flag,
      'Whether exemptions in the metadata of a resource count. They never count for a locked rule. Default: true.',
    ),
    baseline: optional(file, 'The baseline of known findings, relative to this file. Default: none.'),
    exclude: optional(
      list(text("a glob, like 'legacy/**'", /\S/), 'globs'),
      'Templates that the command line leaves out, as globs relative to this file. Adds to the extended policies. Default: none.',
    ),
  });
}

/** A policy as written in a file. */
export type PolicyDocument = ReturnType<ReturnType<typeof policyShape>['read']>;

/** Returns the JSON Schema of a policy file, draft 7, for editors. */
export function policySchema(rules: readonly KnownRule[]): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'nitro.json',
    description: "The policy of cdk-nitro: a team's demands on everything that it launches on EC2.",
    ...policyShape(rules).schema,
  };
}
