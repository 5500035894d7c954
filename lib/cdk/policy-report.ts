import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib/core';
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
    violations: judgement.findings.map((finding) => violation(finding, explainRules)),
    metadata: {
      launches: String(judgement.launches),
      templates: String(judgement.templates),
      catalog: engine.catalogDate,
      ...acknowledged(judgement),
    },
  };
}

function violation(finding: PlacedFinding, explainRule: boolean): PolicyViolation {
  const { construct, stackTemplate, logicalId, path } = finding;
  const fix = suggestion(finding);
  return {
    ruleName: finding.rule,
    description: explainRule ? [finding.message, requirement(finding)].join('. ') : finding.message,
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
  const hidden = acknowledgesAppWide() && isOpen(finding) && acknowledgedSomewhere(finding.rule, finding.construct.node.root);
  return finding.locked || hidden ? 'fatal' : 'error';
}

function acknowledged({ findings }: Judgement): { readonly [key: string]: string } {
  const accepted = findings.flatMap(({ rule, construct, acknowledgement }) =>
    acknowledgement === undefined ? [] : [`${construct.node.path}: ${ruleId(rule)}: ${acknowledgement.reason}`],
  );
  return accepted.length === 0 ? {} : { acknowledged: accepted.join('; ') };
}
