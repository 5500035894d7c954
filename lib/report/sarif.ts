import type { Rule } from '../rules/rule';
import { VERSION } from '../version';
import { artifactLocation } from './artifact-location';
import { describeExemption, SEVERITY_LABELS } from './finding-text';
import type { LocatedFinding, Report, UnreadableInput } from './report';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOMEPAGE = 'https://github.com/cdk-nitro/cdk-nitro';

/** A rule, as far as it is described to readers of a report. */
export type DescribedRule = Pick<Rule, 'name'> & { readonly meta: Pick<Rule['meta'], 'description' | 'severity' | 'references'> };

/** Whether exempted findings are results, with who accepted them under `suppressions`, or left out. */
export type ExemptedInSarif = 'list' | 'omit';

/**
 * The report as SARIF 2.1.0, also as GitHub code scanning and Azure DevOps take it: every result has a region, every rule a name
 * and a help text, the run an id. All rules are listed, whether they have found something or not; what a policy is told about
 * itself is of no rule in the list. Code scanning does not read `suppressions`: what is exempted would become an open alert.
 *
 * Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html,
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning,
 * rules ADO1014, ADO1018 and ADO2012 of https://github.com/microsoft/sarif-sdk
 */
export function formatSarif(
  { catalog, summary, findings, unreadable }: Report,
  rules: readonly DescribedRule[],
  exempted: ExemptedInSarif,
): string {
  const indexes = new Map(rules.map(({ name }, index) => [name, index]));
  const told = exempted === 'list' ? findings : findings.filter((finding) => finding.exempted === undefined);
  const driver = {
    name: 'cdk-nitro',
    fullName: `cdk-nitro ${VERSION}`,
    semanticVersion: VERSION,
    informationUri: HOMEPAGE,
    rules: rules.map(descriptor),
  };
  const run = {
    tool: { driver },
    // Code scanning takes what stands before the last slash for the category.
    automationDetails: { id: 'cdk-nitro/' },
    invocations: [{ executionSuccessful: unreadable.length === 0, toolExecutionNotifications: unreadable.map(notification) }],
    columnKind: 'utf16CodeUnits',
    results: told.map((finding) => result(finding, indexes.get(finding.rule))),
    properties: { catalog, summary },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/** In one word, as the standard's own examples are: the id is the name that everything else uses. */
function displayName(rule: string): string {
  return rule.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function descriptor({ name, meta: { description, severity, references } }: DescribedRule) {
  const page = `${HOMEPAGE}/blob/main/docs/rules/${name}.md`;
  return {
    id: name,
    name: displayName(name),
    shortDescription: { text: description },
    fullDescription: { text: `${description}.` },
    helpUri: page,
    help: {
      text: `${description}. What it requires, what its messages mean and how to acknowledge it: ${page}`,
      markdown: [
        `${description}.`,
        '',
        `[What it requires, what its messages mean and how to acknowledge it](${page})`,
        '',
        ...references.map((reference) => `- <${reference}>`),
      ].join('\n'),
    },
    // A rule that has to be asked for reports errors when it is.
    defaultConfiguration: severity === 'off' ? { enabled: false, level: 'error' } : { level: SEVERITY_LABELS[severity] },
  };
}

function result(finding: LocatedFinding, ruleIndex: number | undefined) {
  const { rule, messageId, severity, message, fix, path, resourceType, value, values, origin, exempted } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: SEVERITY_LABELS[severity],
    message: { text: fix === undefined ? message : `${message}\n${fix}` },
    locations: [{ physicalLocation: physicalLocation(finding), ...logicalLocations(finding) }],
    partialFingerprints: { 'nitroFinding/v1': fingerprint(finding) },
    ...(exempted === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: describeExemption(exempted), properties: exempted }] }),
    properties: { messageId, path, resourceType, value, values, origin },
  };
}

function notification(input: UnreadableInput) {
  return { level: 'error', message: { text: input.message }, locations: [{ physicalLocation: physicalLocation(input) }] };
}

/** Code scanning shows nothing without a region: where the position is not known, it is the start of the file. */
function physicalLocation({ file, line = 1, column = 1 }: LocatedFinding | UnreadableInput) {
  return { artifactLocation: artifactLocation(file), region: { startLine: line, startColumn: column } };
}

function logicalLocations({ logicalId, constructPath }: LocatedFinding) {
  if (logicalId === undefined) return {};
  return { logicalLocations: [{ name: logicalId, fullyQualifiedName: constructPath ?? logicalId, kind: 'resource' }] };
}

/**
 * What the finding is about, wherever in the file, and in whatever file, it is written. It is not under the key
 * `primaryLocationLineHash`, which GitHub's upload action fills in itself, from the lines, and warns where it finds another.
 */
function fingerprint({ rule, messageId, logicalId = '', path, values }: LocatedFinding): string {
  const identity = JSON.stringify([rule, messageId, logicalId, path, [...values].sort()]);
  // An import would load it for every format.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(identity).digest('hex');
}
