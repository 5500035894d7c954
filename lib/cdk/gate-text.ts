import type { Judgement } from './judgement';
import { type PlacedFinding, sourceOfValue } from './placed-finding';
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
  const { construct, fix, locked, message, rule } = finding;
  const source = sourceLine(construct);
  return [
    `ERROR ${message}`,
    `    at ${construct.node.path}${source === undefined ? '' : ` (${source})`}`,
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
