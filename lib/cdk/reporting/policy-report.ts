import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Exempted } from '../../finding';
import type { PolicyFinding } from '../../policy/policy-finding';
import { acknowledgedForCdk, acknowledgedSomewhere } from '../checking/acknowledgements';
import { acknowledgesAppWide } from './cdk-library';
import { creationTrace } from '../checking/creation-trace';
import { engine } from '../checking/engine';
import type { AppResult } from '../checking/app-result';
import { describeProp, isOpen, type PlacedFinding, sourceOfValue } from '../checking/placed-finding';
import { describeRemark } from '../checking/policy-remarks';
import { ruleId } from '../checking/rule-id';
import { bySource } from './same-source';
import { sourceLine } from './source-line';
import { isCountedOnly } from './summary';

export interface ReportOptions {
  /** Whether descriptions also state the requirement of the rule. */
  readonly explainRules?: boolean;
}

/**
 * Converts a result to a report of the CDK. Acknowledged findings are violations too: the CDK lists them separately, with their reasons. In
 * the report of a success, findings that need no action have no construct, so the CDK does not print them. The report of a failure has to
 * omit them: the CDK selects violations by construct, and a violation without one would fail stacks without findings.
 */
export function policyReport(result: AppResult, { explainRules = false }: ReportOptions = {}): PolicyValidationPluginReport {
  const success = !result.findings.some((finding) => isOpen(finding) && finding.severity === 'error');
  const listed = result.findings.filter((finding) => !isAcceptedByPolicy(finding));
  return {
    success,
    violations: [
      ...bySource(listed, ({ stackTemplate }) => stackTemplate.topLevelStack).map(({ first, others }) =>
        success && isCountedOnly(first) ? unprinted(violation(first, others, explainRules)) : violation(first, others, explainRules),
      ),
      ...(success ? result.findings.filter(isAcceptedByPolicy).map(policyAcceptedViolation) : []),
      ...result.remarks.map((remark) => (success && isCountedOnly(remark) ? unprinted(remarkViolation(remark)) : remarkViolation(remark))),
    ],
    metadata: {
      launches: String(result.launches),
      templates: String(result.templates),
      catalog: result.catalogs.join(', '),
      ...(result.policies.length === 0 ? {} : { policy: result.policies.join(', ') }),
      ...accepted('acknowledged', 'acknowledgement', result),
      ...accepted('exempted', 'exemption', result),
      ...accepted('baseline', 'baseline', result),
    },
  };
}

/**
 * Converts a finding that an exemption or a baseline accepts. The CDK has no concept of these. The violation has no construct, so the CDK
 * does not print it: there may be hundreds, and none needs action. If anything is acknowledged, the CDK drops these violations from the
 * report, so the metadata list them too.
 */
function policyAcceptedViolation({ exempted, rule, messageId, message, value, construct }: PlacedFinding): PolicyViolation {
  return {
    ruleName: rule,
    description: message,
    severity: 'info',
    violatingResources: [],
    ruleMetadata: {
      messageId,
      ...(value === undefined ? {} : { value }),
      constructPath: construct.node.path,
      ...(exempted === undefined ? {} : { accepted: reasonOf(exempted) }),
    },
  };
}

function isAcceptedByPolicy({ exempted }: PlacedFinding): boolean {
  return exempted !== undefined && exempted.by !== 'acknowledgement';
}

/** Moves the place of a violation into its metadata, which the CDK does not print. */
function unprinted(violation: PolicyViolation): PolicyViolation {
  const [{ constructPath = '', resourceLogicalId: logicalId } = {}] = violation.violatingResources;
  const place = { constructPath, ...(logicalId === undefined ? {} : { logicalId }) };
  return { ...violation, violatingResources: [], ruleMetadata: { ...violation.ruleMetadata, ...place } };
}

/** @param others further findings of the same line, which the violation names */
function violation(finding: PlacedFinding, others: readonly PlacedFinding[], explainRule: boolean): PolicyViolation {
  const { construct, stackTemplate, logicalId, path } = finding;
  const fix = suggestion(finding, others);
  return {
    ruleName: finding.rule,
    description: [finding.message, ...(explainRule ? [requirement(finding)] : [])].join('. '),
    ...(fix === undefined ? {} : { fix }),
    severity: severity(finding),
    violatingResources: [
      {
        constructPath: construct.node.path,
        ...(logicalId === undefined ? {} : { resourceLogicalId: logicalId }),
        templatePath: stackTemplate.path,
        // Dots, not slashes: the CDK looks for `Properties.Name.` to print the line that set the property.
        locations: path === '' ? [] : [path.replaceAll('/', '.')],
      },
    ],
    ruleMetadata: { messageId: finding.messageId, ...(finding.value === undefined ? {} : { value: finding.value }) },
  };
}

/** Converts a finding on the policy itself. The CDK prints no violation without a construct; an empty path stands for every stack. */
function remarkViolation(finding: PolicyFinding): PolicyViolation {
  const { constructPath = '', messageId, rule, severity } = finding;
  return {
    ruleName: rule,
    description: describeRemark(finding),
    severity,
    violatingResources: [{ constructPath, locations: [] }],
    ruleMetadata: { messageId },
  };
}

/** Renders the fix with the prop or property and the origin of its value, because the CDK prints only the construct. */
function suggestion(finding: PlacedFinding, others: readonly PlacedFinding[]): string | undefined {
  const also = others.length === 0 ? '' : `\nalso of ${others.map(({ construct }) => construct.node.path).join(', ')}`;
  const { construct, path, prop } = finding;
  const line = originalLine(construct);
  // A missing property has no further details than the construct that lacks it.
  if (path === '' || (path === 'Properties' && line === '')) return `${finding.fix ?? ''}${also}`.trim() || undefined;
  const property = `${prop === undefined ? path : describeProp(prop)}${sourceOfValue(finding)}${line}`;
  return finding.fix === undefined ? `change ${property}${also}` : `${finding.fix}\nin ${property}${also}`;
}

/** Renders the source line of a compiled file: the CDK prints the line of the file that runs. */
function originalLine(construct: IConstruct): string {
  const { isMapped } = creationTrace(construct);
  const line = isMapped ? sourceLine(construct) : undefined;
  return line === undefined ? '' : ` (${line})`;
}

function requirement({ rule }: PlacedFinding): string {
  return engine.rules.find(({ name }) => name === rule)?.meta.description ?? '';
}

/** Selects the severity. As soon as anything is acknowledged, the CDK treats any other word than these as a pass. */
function severity(finding: PlacedFinding): 'info' | 'warning' | 'error' | 'fatal' {
  if (finding.severity !== 'error') return finding.severity;
  const { root } = finding.construct.node;
  const acknowledged = acknowledgesAppWide(root)
    ? acknowledgedSomewhere(finding.rule, root)
    : acknowledgedForCdk(finding.rule, finding.construct);
  const hidden = isOpen(finding) && acknowledged;
  return finding.locked || hidden ? 'fatal' : 'error';
}

function accepted(key: string, by: Exempted['by'], { findings }: AppResult): { readonly [key: string]: string } {
  const texts = findings.flatMap(({ rule, construct, exempted }) =>
    exempted?.by === by ? [`${construct.node.path}: ${ruleId(rule)}: ${reasonOf(exempted)}`] : [],
  );
  return texts.length === 0 ? {} : { [key]: texts.join('; ') };
}

/** Renders the reason and the place of an acceptance. The CDK itself reports the place of an acknowledgement. */
function reasonOf({ by, at, reason, expires }: Exempted): string {
  return by === 'acknowledgement' ? reason : `${at}${expires === undefined ? '' : `, until ${expires}`}: ${reason}`;
}
