import { applyPolicy } from '../policy/apply-policy';
import { baselineEntries, type BaselineEntry } from '../policy/baseline';
import { formatBaseline, parseBaseline } from '../policy/baseline-file';
import { reportedName } from '../policy/policy-files';
import type { LocatedFinding } from '../report/report';
import type { Standard } from '../standard';
import { replaceRecordedFile } from './recorded-file';
import { UsageError, type Terminal } from './terminal';

/**
 * `--update-baseline`: writes the findings that are known from now on, and returns the standard with them. A first baseline
 * takes in everything that is found, a later one only loses what is no longer found.
 * Throws a `UsageError` where nothing says which file it is.
 */
export function updateBaseline(found: readonly LocatedFinding[], standard: Standard, { cwd, err }: Terminal): Standard {
  const { policy, baseline: earlier, images } = standard;
  const path = policy.baseline;
  if (path === undefined) throw new UsageError("--update-baseline needs --baseline FILE, or 'baseline' in the policy");
  const name = reportedName(path, cwd);
  const open = applyPolicy(found, policy, images.today).findings;
  const entries = baselineEntries(open, earlier);
  const text = formatBaseline(entries);
  replaceRecordedFile(cwd, path, text);
  const known = countOf(entries);
  err(`${name}: ${known} known, ${earlier === undefined ? 0 : countOf(earlier.entries) - known} dropped\n`);
  return { ...standard, baseline: parseBaseline(text, name) };
}

function countOf(entries: readonly BaselineEntry[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}
