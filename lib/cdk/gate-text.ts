import type { Judgement } from './judgement';
import { type PlacedFinding, propertyOf } from './placed-finding';
import { ruleId } from './rule-id';
import { sourceLine } from './source-line';
import { counted, summarize } from './summary';

/** Says what is wrong, where, and what to write: all that somebody sees of a synthesis that was stopped. */
export function renderStop(stopping: readonly PlacedFinding[], judgement: Judgement): string {
  return [
    `cdk-nitro stops here: ${counted(stopping.length, 'error')}`,
    ...stopping.map(renderFinding),
    `${summarize(judgement)}\nTo list or destroy stacks all the same: cdk ... --context cdk-nitro:gate=false`,
  ].join('\n\n');
}

/** The construct's line looks like a stack frame, so that Node.js and editors treat it as one. */
function renderFinding(finding: PlacedFinding): string {
  const { construct, stackTemplate, logicalId, resourceType } = finding;
  const source = sourceLine(construct);
  const resource = logicalId === undefined ? [] : [`${logicalId} (${resourceType ?? 'unknown type'})`];
  return [
    `ERROR ${finding.message}`,
    `    at ${construct.node.path}${source === undefined ? '' : ` (${source})`}`,
    `    in ${[propertyOf(finding), ...resource, stackTemplate.id].filter((part) => part !== undefined).join(' of ')}`,
    ...(finding.fix === undefined ? [] : [`    Suggested fix: ${finding.fix}`]),
    finding.locked ? `    Rule ${ruleId(finding.rule)} is locked` : `    Acknowledge with '${ruleId(finding.rule)}'`,
  ].join('\n');
}
