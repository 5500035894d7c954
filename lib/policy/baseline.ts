import { posix } from 'node:path';
import type { Finding } from '../finding';
import type { Applied } from './apply-policy';
import type { Baseline, BaselineEntry, RecordedEntry } from './baseline-entry';
import type { FindingOfFile } from './exemption';
import { describePolicyPlace } from './policy-error';
import { policyFinding, POLICY_RULE } from './policy-finding';
import { ALL_IN_SIGHT, NO_FILE, type Sight } from './sight';

/**
 * Accepts the findings that match a baseline's entries, for each entry as many as it counts. A finding with only some of an entry's
 * values matches too: part of it is fixed. Locked findings never match; findings that are already accepted need no entry.
 * The remarks name the entries, or how many of their findings, that a check of their files no longer finds.
 */
export function applyBaseline<F extends FindingOfFile>(findings: readonly F[], baseline: Baseline, sight = ALL_IN_SIGHT): Applied<F> {
  const { known, left } = match(findings, baseline.entries, sight);
  const applied = findings.map((finding) => {
    const entry = known.get(finding);
    if (entry === undefined) return finding;
    const exempted = { by: 'baseline', reason: 'known when the baseline was recorded', at: describePolicyPlace(entry.place) } as const;
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
 * Returns the entries of an updated baseline. A first baseline holds every error and warning. After that it only shrinks: entries
 * without a finding are dropped, entries of files that were not checked stay, and new findings are not added, so they fail.
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
  // Entries whose file no longer exists have moved to the file of their finding.
  const untouched = new Set(unseen.filter((entry) => !sight.hasLostFile(entry)));
  const found = [...known].filter(([, entry]) => !untouched.has(entry)).map(([finding]) => entryOf(finding, sight));
  const staying = unseen.map((entry) => {
    return { ...entry, count: untouched.has(entry) ? entry.count : (left.get(entry) ?? 0) };
  });
  return joined([...found, ...staying.filter(({ count }) => count > 0)]);
}

/** Counts the findings that entries stand for. */
export function countOf(entries: readonly BaselineEntry[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

/** Joins equal entries, and sorts them by content. */
function joined(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const byContent = new Map<string, BaselineEntry>();
  for (const { rule, messageId, resourceType, logicalId, path, values, template, count } of entries) {
    // Members in one order, for entries from files and from findings.
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
  /** The number of findings that an entry lacks. */
  readonly left: ReadonlyMap<RecordedEntry, number>;
}

type Likeness = (entry: BaselineEntry, recorded: RecordedEntry) => boolean;

const hasSameValues: Likeness = ({ values }, recorded) => values.join('\n') === recorded.values.join('\n');
const hasSomeValues: Likeness = ({ values }, recorded) => values.length > 0 && values.every((value) => recorded.values.includes(value));
const hasSameFile: Likeness = ({ template }, recorded) => template === recorded.template;

/**
 * Tells whether a finding may belong to an entry whose file exists and was not checked, so that it may also be found there. This holds for
 * a finding of standard input, and for one of a stack that the CDK has synthesized to another folder.
 */
const mayBeOfSameTemplate: Likeness = ({ template }, recorded) => {
  if (template === undefined || recorded.template === undefined) return true;
  const name = posix.basename(template);
  return template === NO_FILE || recorded.template === NO_FILE || (name.endsWith(STACK) && name === posix.basename(recorded.template));
};

/** The end of the name that the CDK gives to a stack's template. */
const STACK = '.template.json';

/** Matches findings with entries. An entry takes findings of its own file first; then entries without a finding in a checked file take moved findings, before the others. */
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
