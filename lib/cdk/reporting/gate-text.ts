import type { AppResult } from '../checking/app-result';
import { describeProp, isOpen, type PlacedFinding, sourceOfValue } from '../checking/placed-finding';
import { describeRemark } from '../checking/policy-remarks';
import { ruleId } from '../checking/rule-id';
import { bySource } from './same-source';
import { sourceLine } from './source-line';
import { counted, summaryLine } from './summary';

/** Renders the error of a stopped synthesis: the findings, their places, and the remedies. The user sees nothing else. */
export function renderStop(stopping: readonly PlacedFinding[], result: AppResult): string {
  return [
    `cdk-nitro stops here: ${counted(stopping.length, 'error')}`,
    ...bySource(stopping).map(({ first, others }) => renderFinding(first, 'at', others)),
    // A warning may be the reason why a finding is not accepted, such as a misspelt acknowledgement.
    ...result.remarks
      .filter((remark) => isOpen(remark) && remark.severity === 'warning')
      .map((remark) => `WARNING ${describeRemark(remark)}`),
    `${summaryLine(result)}\n${describeMissing(stopping, result)}\nTo list or destroy stacks anyway: cdk ... --context cdk-nitro:gate=false`,
  ].join('\n\n');
}

/** Renders a hint at the missing report: synthesis ends before the first validation plugin runs. */
function describeMissing(stopping: readonly PlacedFinding[], { findings }: AppResult): string {
  const missing = 'Other validation plugins have not run';
  if (findings.filter(isOpen).length === stopping.length) return `${missing}: fix these errors, then synthesize again`;
  return [
    `${missing}, and warnings and notes are not listed: fix these errors first`,
    `To list them too: cdk synth -q '**' --context cdk-nitro:gate=false`,
  ].join('\n');
}

const LABELS = { error: 'ERROR', warning: 'WARNING', info: 'NOTE' };

/**
 * Renders a finding with all details. With `at`, the construct's line looks like a stack frame, and Node.js and editors treat it as one.
 * Jest would do so too, and mistake the rest of the message for the stack, so assertions use `construct`.
 *
 * @param others further findings of the same line, whose constructs are listed
 */
export function renderFinding(finding: PlacedFinding, frame: 'at' | 'construct', others: readonly PlacedFinding[] = []): string {
  const { construct, fix, locked, message, rule, severity } = finding;
  const source = sourceLine(construct);
  return [
    `${LABELS[severity]} ${message}`,
    `    ${frame} ${construct.node.path}${source === undefined ? '' : ` (${source})`}`,
    ...others.map((other) => `    and ${other.construct.node.path}`),
    `    in ${renderPlace(finding)}`,
    ...(fix === undefined ? [] : [`    Suggested fix: ${fix}`]),
    locked ? `    Rule ${ruleId(rule)} is locked` : `    Acknowledge with '${ruleId(rule)}'`,
  ].join('\n');
}

/** Renders the place in the words of the author: a prop of a construct, or a property of a resource if no prop is known. */
function renderPlace(finding: PlacedFinding): string {
  const { stackTemplate, logicalId, prop, resourceType, path } = finding;
  if (prop !== undefined && logicalId !== undefined) {
    return `${describeProp(prop)} (${logicalId} of ${stackTemplate.id})${sourceOfValue(finding)}`;
  }
  const resource = logicalId === undefined ? undefined : `${logicalId} (${resourceType ?? 'unknown type'})`;
  const place = [path === '' ? undefined : path, resource, stackTemplate.id].filter((part) => part !== undefined).join(' of ');
  return `${place}${sourceOfValue(finding)}`;
}
