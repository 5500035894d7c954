import type { Finding } from '../finding';
import type { Applied } from './apply-policy';
import { describePlace, type PolicyPlace } from './policy-error';
import { policyFinding, POLICY_RULE } from './policy-finding';

/**
 * A finding that was there when the baseline was recorded. It names no file and no list position, so that a resource may move
 * to another template, and a list change its order, without the finding being new.
 */
export interface BaselineEntry {
  readonly rule: string;
  readonly messageId: string;
  readonly resourceType?: string;
  readonly logicalId?: string;
  /** List positions written as `*`. */
  readonly path: string;
  /** Sorted. */
  readonly values: readonly string[];
  /** How many findings there are that it cannot tell apart. */
  readonly count: number;
}

export interface RecordedEntry extends BaselineEntry {
  readonly place: PolicyPlace;
}

export interface Baseline {
  /** As reports name it. */
  readonly file: string;
  readonly entries: readonly RecordedEntry[];
}

/**
 * Accepts the findings that a baseline knows, each entry as often as it counts. A finding whose values are only some of an
 * entry's is known too: half of the way has been gone. Locked findings are never known; what is accepted already needs no entry.
 * The remarks name the entries, or how many of them, that nothing found.
 */
export function applyBaseline<F extends Finding>(findings: readonly F[], baseline: Baseline): Applied<F> {
  const { known, left } = match(findings, baseline.entries);
  const applied = findings.map((finding) => {
    const entry = known.get(finding);
    if (entry === undefined) return finding;
    const exempted = { by: 'baseline', reason: 'known when the baseline was recorded', at: describePlace(entry.place) } as const;
    return { ...finding, exempted };
  });
  const remarks = baseline.entries.flatMap((entry) => {
    const gone = left.get(entry) ?? 0;
    if (gone === 0) return [];
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
 * it only shrinks: entries that nothing finds any more are dropped, and what is new is left to fail.
 */
export function baselineEntries(findings: readonly Finding[], earlier: Baseline | undefined): readonly BaselineEntry[] {
  const candidates =
    earlier === undefined
      ? findings.filter((finding) => isOpen(finding) && finding.severity !== 'info')
      : [...match(findings, earlier.entries).known.keys()];
  const entries = new Map<string, BaselineEntry>();
  for (const finding of candidates) {
    const entry = entryOf(finding);
    const key = JSON.stringify(entry);
    entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

interface Match<F extends Finding> {
  readonly known: ReadonlyMap<F, RecordedEntry>;
  /** How often an entry was not needed. */
  readonly left: ReadonlyMap<RecordedEntry, number>;
}

function match<F extends Finding>(findings: readonly F[], entries: readonly RecordedEntry[]): Match<F> {
  const known = new Map<F, RecordedEntry>();
  const left = new Map(entries.map((entry) => [entry, entry.count]));
  const byPlace = groupByPlace(entries);
  const open = findings.filter(isOpen).map((finding) => ({ finding, entry: entryOf(finding) }));
  const take = (isKnown: (entry: BaselineEntry, recorded: BaselineEntry) => boolean): void => {
    for (const { finding, entry } of open) {
      if (known.has(finding)) continue;
      const recorded = byPlace.get(placeKey(entry))?.find((each) => (left.get(each) ?? 0) > 0 && isKnown(entry, each));
      if (recorded === undefined) continue;
      known.set(finding, recorded);
      left.set(recorded, (left.get(recorded) ?? 0) - 1);
    }
  };
  take(({ values }, recorded) => values.join('\n') === recorded.values.join('\n'));
  take(({ values }, recorded) => values.length > 0 && values.every((value) => recorded.values.includes(value)));
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

function entryOf({ rule, messageId, resourceType, logicalId, path, values }: Finding): BaselineEntry {
  return {
    rule,
    messageId,
    ...(resourceType === undefined ? {} : { resourceType }),
    ...(logicalId === undefined ? {} : { logicalId }),
    path: path.replace(/(?<=^|\/)\d+(?=\/|$)/g, '*'),
    values: [...values].sort(),
    count: 1,
  };
}

function placeKey({ rule, messageId, resourceType, logicalId, path }: BaselineEntry): string {
  return JSON.stringify([rule, messageId, resourceType, logicalId, path]);
}
