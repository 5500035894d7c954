import { sha256 } from '../base/sha256';
import type { Rule } from '../rules/rule';
import { VERSION } from '../version';
import { artifactLocation } from './artifact-location';
import { describeExemption, SEVERITY_LABELS } from './finding-text';
import type { FileEdit, LocatedFinding, Report, UnreadableInput } from './report';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOMEPAGE = 'https://github.com/cdk-nitro/cdk-nitro';

/** The parts of a rule that a report describes. */
export type DescribedRule = Pick<Rule, 'name'> & { readonly meta: Pick<Rule['meta'], 'description' | 'severity' | 'references'> };

/** Whether exempted findings are results, with `suppressions` that name their acceptance, or are left out. */
export type ExemptedInSarif = 'list' | 'omit';

/**
 * Formats the report as SARIF 2.1.0, in the form that GitHub code scanning and Azure DevOps require: every result has a region,
 * every rule a name and a help text, the run an id. All rules are listed, with or without findings; findings about the policy
 * itself belong to no rule in the list. Code scanning ignores `suppressions`, and would open an alert for an exempted finding.
 *
 * Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html,
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning,
 * rules ADO1014, ADO1018 and ADO2012 of https://github.com/microsoft/sarif-sdk/tree/main/src/Sarif.Multitool.Library/Rules
 */
export function formatSarif(
  { catalog, summary, findings, unreadable }: Report,
  rules: readonly DescribedRule[],
  exempted: ExemptedInSarif,
): string {
  const indexes = new Map(rules.map(({ name }, index) => [name, index]));
  const listed = exempted === 'list' ? findings : findings.filter((finding) => finding.exempted === undefined);
  const driver = {
    name: 'cdk-nitro',
    fullName: `cdk-nitro ${VERSION}`,
    semanticVersion: VERSION,
    informationUri: HOMEPAGE,
    rules: rules.map(descriptor),
  };
  const run = {
    tool: { driver },
    // Code scanning takes the part before the last slash as the category.
    automationDetails: { id: 'cdk-nitro/' },
    invocations: [{ executionSuccessful: unreadable.length === 0, toolExecutionNotifications: unreadable.map(notification) }],
    columnKind: 'utf16CodeUnits',
    results: listed.map((finding) => result(finding, indexes.get(finding.rule))),
    properties: { catalog, summary },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/** Writes a rule's name as one word, as in the standard's examples. The id keeps the rule's own name. */
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
    // A rule that is off by default reports errors once it is switched on.
    defaultConfiguration: severity === 'off' ? { enabled: false, level: 'error' } : { level: SEVERITY_LABELS[severity] },
  };
}

function result(finding: LocatedFinding, ruleIndex: number | undefined) {
  const { rule, messageId, severity, message, fix, path, resourceType, value, values, origin, exempted, edits = [] } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: SEVERITY_LABELS[severity],
    message: { text: fix === undefined ? message : `${message}\n${fix}` },
    locations: [{ physicalLocation: physicalLocation(finding), ...logicalLocations(finding) }],
    partialFingerprints: { 'nitroFinding/v1': fingerprint(finding) },
    ...(edits.length === 0 ? {} : { fixes: [sarifFix(fix, edits)] }),
    ...(exempted === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: describeExemption(exempted), properties: exempted }] }),
    properties: { messageId, path, resourceType, value, values, origin },
  };
}

/** Describes changes of files as one fix, which is made as a whole. */
function sarifFix(description: string | undefined, edits: readonly FileEdit[]) {
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of edits) {
    const own = byFile.get(edit.file);
    if (own === undefined) byFile.set(edit.file, [edit]);
    else own.push(edit);
  }
  return {
    ...(description === undefined ? {} : { description: { text: description } }),
    artifactChanges: [...byFile].map(([file, own]) => ({
      artifactLocation: artifactLocation(file),
      replacements: own.map(({ range: { start, end }, text }) => ({
        deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        insertedContent: { text },
      })),
    })),
  };
}

function notification(input: UnreadableInput) {
  return { level: 'error', message: { text: input.message }, locations: [{ physicalLocation: physicalLocation(input) }] };
}

/** Locates a finding; at the start of the file where its position is unknown, since code scanning needs a region. */
function physicalLocation({ file, line = 1, column = 1 }: LocatedFinding | UnreadableInput) {
  return { artifactLocation: artifactLocation(file), region: { startLine: line, startColumn: column } };
}

function logicalLocations({ logicalId, constructPath }: LocatedFinding) {
  if (logicalId === undefined) return {};
  return { logicalLocations: [{ name: logicalId, fullyQualifiedName: constructPath ?? logicalId, kind: 'resource' }] };
}

/**
 * Identifies a finding regardless of its file and line. The key is not `primaryLocationLineHash`: GitHub's upload action computes
 * that from the lines, and warns if it finds another.
 */
function fingerprint({ rule, messageId, logicalId = '', path, values }: LocatedFinding): string {
  return sha256(JSON.stringify([rule, messageId, logicalId, path, [...values].sort()]));
}
