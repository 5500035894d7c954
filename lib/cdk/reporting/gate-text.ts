import type { AppResult } from '../checking/app-result';
import { isOpen, type PlacedFinding, sourceOfValue } from '../checking/placed-finding';
import { describeRemark } from '../checking/policy-remarks';
import { ruleId } from '../checking/rule-id';
import { sourceLine } from './source-line';
import { counted, summarize } from './summary';

/** Says what is wrong, where, and what to write: all that somebody sees of a synthesis that was stopped. */
export function renderStop(stopping: readonly PlacedFinding[], result: AppResult): string {
  return [
    `cdk-nitro stops here: ${counted(stopping.length, 'error')}`,
    ...stopping.map((finding) => renderFinding(finding, 'at')),
    // One of them may be why a finding is not accepted.
    ...result.remarks
      .filter((remark) => isOpen(remark) && remark.severity === 'warning')
      .map((remark) => `WARNING ${describeRemark(remark)}`),
    `${summarize(result)}\n${describeMissing(stopping, result)}\nTo list or destroy stacks all the same: cdk ... --context cdk-nitro:gate=false`,
  ].join('\n\n');
}

/** The synthesis ends before the CDK asks the first validation plugin, so that there will be no report. */
function describeMissing(stopping: readonly PlacedFinding[], { findings }: AppResult): string {
  const others = findings.filter(isOpen).length > stopping.length ? ', and warnings and notes are not listed' : '';
  return `Other validation plugins have not run${others}: mend these errors, then synthesize again`;
}

const LABELS = { error: 'ERROR', warning: 'WARNING', info: 'NOTE' };

/**
 * Says everything there is to know of a finding. With `at`, the construct's line looks like a stack frame, so that Node.js
 * and editors treat it as one. Jest would, too, and take the rest of the message for the stack: it needs another word.
 */
export function renderFinding(finding: PlacedFinding, frame: 'at' | 'construct'): string {
  const { construct, fix, locked, message, rule, severity } = finding;
  const source = sourceLine(construct);
  return [
    `${LABELS[severity]} ${message}`,
    `    ${frame} ${construct.node.path}${source === undefined ? '' : ` (${source})`}`,
    `    in ${renderPlace(finding)}`,
    ...(fix === undefined ? [] : [`    Suggested fix: ${fix}`]),
    locked ? `    Rule ${ruleId(rule)} is locked` : `    Acknowledge with '${ruleId(rule)}'`,
  ].join('\n');
}

function renderPlace(finding: PlacedFinding): string {
  const { stackTemplate, logicalId, resourceType, path } = finding;
  const resource = logicalId === undefined ? undefined : `${logicalId} (${resourceType ?? 'unknown type'})`;
  const place = [path === '' ? undefined : path, resource, stackTemplate.id].filter((part) => part !== undefined).join(' of ');
  return `${place}${sourceOfValue(finding)}`;
}
