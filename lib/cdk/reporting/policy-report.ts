import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib/core';
import type { Exempted } from '../../finding';
import type { PolicyFinding } from '../../policy/policy-finding';
import { acknowledgedSomewhere } from '../checking/acknowledgements';
import { acknowledgesAppWide } from './cdk-library';
import { engine } from '../checking/engine';
import type { AppResult } from '../checking/app-result';
import { isOpen, type PlacedFinding, sourceOfValue } from '../checking/placed-finding';
import { describeRemark } from '../checking/policy-remarks';
import { ruleId } from '../checking/rule-id';

export interface ReportOptions {
  /** Whether descriptions also say what the rule requires. */
  readonly explainRules?: boolean;
}

/** A judgement in the CDK's words. Acknowledged findings are violations: the CDK lists them apart, with their reasons. */
export function policyReport(result: AppResult, { explainRules = false }: ReportOptions = {}): PolicyValidationPluginReport {
  return {
    success: !result.findings.some((finding) => isOpen(finding) && finding.severity === 'error'),
    violations: [
      ...result.findings.map((finding) => acceptedByPolicy(finding) ?? violation(finding, explainRules)),
      ...result.remarks.map(remark),
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
 * A finding that an exemption or a baseline accepts, of which the CDK knows nothing. Without a construct it is not printed: there
 * may be hundreds, and nobody is to do anything about them. Where something is acknowledged the CDK drops it from the report as
 * well, so that the metadata have it, too.
 */
function acceptedByPolicy({ exempted, rule, messageId, message, value, construct }: PlacedFinding): PolicyViolation | undefined {
  if (exempted === undefined || exempted.by === 'acknowledgement') return undefined;
  return {
    ruleName: rule,
    description: message,
    severity: 'info',
    violatingResources: [],
    ruleMetadata: {
      messageId,
      ...(value === undefined ? {} : { value }),
      constructPath: construct.node.path,
      accepted: reasonOf(exempted),
    },
  };
}

function violation(finding: PlacedFinding, explainRule: boolean): PolicyViolation {
  const { construct, stackTemplate, logicalId, path } = finding;
  const fix = suggestion(finding);
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

/** What is to be said of a policy itself. The CDK prints nothing that is of no construct; one without a path concerns every stack. */
function remark(finding: PolicyFinding): PolicyViolation {
  const { constructPath = '', messageId, rule, severity } = finding;
  return {
    ruleName: rule,
    description: describeRemark(finding),
    severity,
    violatingResources: [{ constructPath, locations: [] }],
    ruleMetadata: { messageId },
  };
}

/** The CDK prints the construct, but neither the property nor where its value comes from: they stand with what to do there. */
function suggestion(finding: PlacedFinding): string | undefined {
  if (finding.path === '') return finding.fix;
  const property = `${finding.path}${sourceOfValue(finding)}`;
  return finding.fix === undefined ? `change ${property}` : `${finding.fix}\nin ${property}`;
}

function requirement({ rule }: PlacedFinding): string {
  return engine.rules.find(({ name }) => name === rule)?.meta.description ?? '';
}

/** Only these words count: the CDK takes any other for a pass as soon as something is acknowledged. */
function severity(finding: PlacedFinding): 'info' | 'warning' | 'error' | 'fatal' {
  if (finding.severity !== 'error') return finding.severity;
  const { root } = finding.construct.node;
  const hidden = isOpen(finding) && acknowledgesAppWide(root) && acknowledgedSomewhere(finding.rule, root);
  return finding.locked || hidden ? 'fatal' : 'error';
}

function accepted(key: string, by: Exempted['by'], { findings }: AppResult): { readonly [key: string]: string } {
  const texts = findings.flatMap(({ rule, construct, exempted }) =>
    exempted?.by === by ? [`${construct.node.path}: ${ruleId(rule)}: ${reasonOf(exempted)}`] : [],
  );
  return texts.length === 0 ? {} : { [key]: texts.join('; ') };
}

/** Where an acknowledgement is made the CDK tells by itself. */
function reasonOf({ by, at, reason, expires }: Exempted): string {
  return by === 'acknowledgement' ? reason : `${at}${expires === undefined ? '' : `, until ${expires}`}: ${reason}`;
}
