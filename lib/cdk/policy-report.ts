import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib/core';
import { describePlace } from '../policy/policy-error';
import type { PolicyFinding } from '../policy/policy-finding';
import type { Exempted } from '../rules/finding';
import { acknowledgedSomewhere } from './acknowledgements';
import { acknowledgesAppWide } from './cdk-library';
import { engine } from './engine';
import type { Judgement } from './judgement';
import { isOpen, type PlacedFinding, sourceOfValue } from './placed-finding';
import { ruleId } from './rule-id';

export interface ReportOptions {
  /** Whether descriptions also say what the rule requires. */
  readonly explainRules?: boolean;
}

/** A judgement in the CDK's words. Acknowledged findings are in it: the CDK lists them apart, with their reasons. */
export function policyReport(judgement: Judgement, { explainRules = false }: ReportOptions = {}): PolicyValidationPluginReport {
  return {
    success: !judgement.findings.some((finding) => isOpen(finding) && finding.severity === 'error'),
    violations: [...judgement.findings.map((finding) => violation(finding, explainRules)), ...judgement.remarks.map(remark)],
    metadata: {
      launches: String(judgement.launches),
      templates: String(judgement.templates),
      catalog: engine.catalogDate,
      ...(judgement.policies.length === 0 ? {} : { policy: judgement.policies.join(', ') }),
      ...accepted('acknowledged', judgement, ({ by }) => by === 'acknowledgement'),
      ...accepted('exempted', judgement, ({ by }) => by !== 'acknowledgement'),
    },
  };
}

function violation(finding: PlacedFinding, explainRule: boolean): PolicyViolation {
  const { construct, stackTemplate, logicalId, path } = finding;
  const fix = suggestion(finding);
  return {
    ruleName: finding.rule,
    description: [finding.message, ...(explainRule ? [requirement(finding)] : []), ...exemptionText(finding)].join('. '),
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
function remark({ file, line, constructPath = '', message, messageId, rule, severity }: PolicyFinding): PolicyViolation {
  const place = file === '' ? '' : `${describePlace({ source: file, ...(line === undefined ? {} : { line }) })}: `;
  return {
    ruleName: rule,
    description: `${place}${message}`,
    severity,
    violatingResources: [{ constructPath, locations: [] }],
    ruleMetadata: { messageId },
  };
}

/** The CDK lists what is acknowledged by itself; of exemptions and baselines it knows nothing. */
function exemptionText({ exempted }: PlacedFinding): string[] {
  return exempted === undefined || exempted.by === 'acknowledgement' ? [] : [`accepted: ${describeExempted(exempted)}`];
}

function describeExempted({ at, reason, expires }: Exempted): string {
  return `${at}${expires === undefined ? '' : `, until ${expires}`}: ${reason}`;
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
  if (finding.exempted !== undefined && finding.exempted.by !== 'acknowledgement') return 'info';
  const hidden = acknowledgesAppWide() && isOpen(finding) && acknowledgedSomewhere(finding.rule, finding.construct.node.root);
  return finding.locked || hidden ? 'fatal' : 'error';
}

function accepted(key: string, { findings }: Judgement, counts: (exempted: Exempted) => boolean): { readonly [key: string]: string } {
  const texts = findings.flatMap(({ rule, construct, exempted }) => {
    if (exempted === undefined || !counts(exempted)) return [];
    const what = exempted.by === 'acknowledgement' ? exempted.reason : describeExempted(exempted);
    return [`${construct.node.path}: ${ruleId(rule)}: ${what}`];
  });
  return texts.length === 0 ? {} : { [key]: texts.join('; ') };
}
