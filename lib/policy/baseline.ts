import { posix } from 'node:path';
import type { Finding } from '../finding';
import type { Applied } from './apply-policy';
import type { Baseline, BaselineEntry, RecordedEntry } from './baseline-entry';
import type { FindingOfFile } from './exemption';
import { describePlace } from './policy-error';
import { policyFinding, POLICY_RULE } from './policy-finding';
import { ALL_IN_SIGHT, NO_FILE, type Sight } from './sight';

/**
 * Accepts the findings that a baseline knows, each entry as often as it counts. A finding whose values are only some of an
 * entry's is known too: half of the way has been gone. Locked findings are never known; what is accepted already needs no entry.
 * The remarks name the entries, or how many of them, that nothing found where it was looked for.
 */
export function applyBaseline<F extends FindingOfFile>(findings: readonly F[], baseline: Baseline, sight = ALL_IN_SIGHT): Applied<F> {
  const { known, left } = match(findings, baseline.entries, sight);
  const applied = findings.map((finding) => {
    const entry = known.get(finding);
    if (entry === undefined) return finding;
    const exempted = { by: 'baseline', reason: 'known when the baseline was recorded', at: describePlace(entry.place) } as const;
    return { ...finding, exempted };
  });
  const remarks = baseline.entries.flatMap((entry) => {
    const gone = left.get(entry) ?? 0;
    if (gone === 0 || !sight.sees(entry)) return [];
    const what = `${entry.rule}/${entry.messageId} of ${[entry.logicalId, entry.path].filter((part) => part !== undefined).join(' ')}`;
    const times = entry.count === 1 ? '' : ` (${gone} of ${entry.count})`;
    const value = entry.values.join(', ');
    const message = `${value === '' ? '' : `'${value}': `}${what} is no longer found${times}: update the baseline to drop it`;
    return [policyFinding({ messageId: 'fixed', severity: 'info', pointer: ['findings'], place: entry.place, value, message })];
  });
  return { findings: applied, remarks };
}

/**
 * The entries that a baseline should have now. A first one, of no earlier, holds every finding that fails or warns; after that
 * it only shrinks: entries that nothing finds any more are dropped, what was not looked for stays, and what is new is left to fail.
 */
export function baselineEntries(
  findings: readonly FindingOfFile[],
  earlier: Baseline | undefined,
  sight = ALL_IN_SIGHT,
): readonly BaselineEntry[] {
  if (earlier === undefined) {
    const counting = findings.filter((finding) => isOpen(finding) && finding.severity !== 'info');
    return joined(counting.map((finding) => entryOf(finding, sight)));
  }
  const { known, left } = match(findings, earlier.entries, sight);
  const unseen = earlier.entries.filter((entry) => !sight.sees(entry));
  // What has lost its file has moved to where it is found.
  const untouched = new Set(unseen.filter((entry) => !sight.hasLostFile(entry)));
  const found = [...known].filter(([, entry]) => !untouched.has(entry)).map(([finding]) => entryOf(finding, sight));
  const staying = unseen.map((entry) => {
    return { ...entry, count: untouched.has(entry) ? entry.count : (left.get(entry) ?? 0) };
  });
  return joined([...found, ...staying.filter(({ count }) => count > 0)]);
}

/** How many findings entries stand for. */
export function countOf(entries: readonly BaselineEntry[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

/** One entry of those that are alike, in an order that does not depend on theirs. */
function joined(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const byContent = new Map<string, BaselineEntry>();
  for (const { rule, messageId, resourceType, logicalId, path, values, template, count } of entries) {
    // In this order, whether it was read or found.
    const content = {
      rule,
      messageId,
      ...(resourceType === undefined ? {} : { resourceType }),
      ...(logicalId === undefined ? {} : { logicalId }),
      path,
      values,
      ...(template === undefined ? {} : { template }),
    };
    const key = JSON.stringify(content);
    byContent.set(key, { ...content, count: (byContent.get(key)?.count ?? 0) + count });
  }
  return [...byContent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

interface Match<F extends Finding> {
  readonly known: ReadonlyMap<F, RecordedEntry>;
  /** How often an entry was not needed. */
  readonly left: ReadonlyMap<RecordedEntry, number>;
}

type Likeness = (entry: BaselineEntry, recorded: RecordedEntry) => boolean;

const hasSameValues: Likeness = ({ values }, recorded) => values.join('\n') === recorded.values.join('\n');
const hasSomeValues: Likeness = ({ values }, recorded) => values.length > 0 && values.every((value) => recorded.values.includes(value));
const hasSameFile: Likeness = ({ template }, recorded) => template === recorded.template;

/**
 * Whether a finding may be an entry's whose own file is there and was not looked at, so that it may be found there as well: one of
 * standard input, and that of a stack which the CDK has now synthesized to another folder.
 */
const mayBeOfSameTemplate: Likeness = ({ template }, recorded) => {
  if (template === undefined || recorded.template === undefined) return true;
  const name = posix.basename(template);
  return template === NO_FILE || recorded.template === NO_FILE || (name.endsWith(STACK) && name === posix.basename(recorded.template));
};

/** What the CDK calls the template of a stack ends so. */
const STACK = '.template.json';

/** An entry takes the findings of its own file first. Those that were looked for in vain take what has moved, before the others do. */
function match<F extends FindingOfFile>(findings: readonly F[], entries: readonly RecordedEntry[], sight: Sight): Match<F> {
  const known = new Map<F, RecordedEntry>();
  const left = new Map(entries.map((entry) => [entry, entry.count]));
  const byPlace = groupByPlace(entries);
  const open = findings.filter(isOpen).map((finding) => ({ finding, entry: entryOf(finding, sight) }));
  const take = (...wanted: readonly Likeness[]): void => {
    for (const { finding, entry } of open) {
      if (known.has(finding)) continue;
      const candidates = byPlace.get(placeKey(entry)) ?? [];
      const recorded = candidates.find((each) => (left.get(each) ?? 0) > 0 && wanted.every((isLike) => isLike(entry, each)));
      if (recorded === undefined) continue;
      known.set(finding, recorded);
      left.set(recorded, (left.get(recorded) ?? 0) - 1);
    }
  };
  const isInSight: Likeness = (_, recorded) => sight.sees(recorded) || sight.hasLostFile(recorded);
  take(hasSameValues, hasSameFile);
  take(hasSomeValues, hasSameFile);
  take(hasSameValues, isInSight);
  take(hasSomeValues, isInSight);
  take(hasSameValues, mayBeOfSameTemplate);
  take(hasSomeValues, mayBeOfSameTemplate);
  return { known, left };
}

function groupByPlace(entries: readonly RecordedEntry[]): ReadonlyMap<string, readonly RecordedEntry[]> {
  const groups = new Map<string, RecordedEntry[]>();
  for (const entry of entries) {
    const group = groups.get(placeKey(entry));
    if (group === undefined) groups.set(placeKey(entry), [entry]);
    else group.push(entry);
  }
  return groups;
}

function isOpen({ locked, exempted, rule }: Finding): boolean {
  return !locked && exempted === undefined && rule !== POLICY_RULE;
}

function entryOf(finding: FindingOfFile, sight: Sight): BaselineEntry {
  const { rule, messageId, resourceType, logicalId, path, values } = finding;
  const template = sight.fileOf(finding);
  return {
    rule,
    messageId,
    ...(resourceType === undefined ? {} : { resourceType }),
    ...(logicalId === undefined ? {} : { logicalId }),
    path: path.replace(/(?<=^|\/)\d+(?=\/|$)/g, '*'),
    values: [...values].sort(),
    count: 1,
    ...(template === undefined ? {} : { template }),
  };
}

function placeKey({ rule, messageId, resourceType, logicalId, path }: BaselineEntry): string {
  return JSON.stringify([rule, messageId, resourceType, logicalId, path]);
}
