import { applyPolicy } from '../../policy/apply-policy';
import { baselineEntries, countOf } from '../../policy/baseline';
import { formatBaseline, parseBaseline } from '../../policy/baseline-file';
import { reportedName } from '../../policy/policy-files';
import { withoutCovered } from '../../policy/covered-findings';
import { type Coverage, sightOf } from '../../policy/sight';
import type { LocatedFinding, UnreadableInput } from '../../report/report';
import type { Standard } from '../../policy/standard';
import { replaceRecordedFile } from '../record/recorded-file';
import { UsageError, type Terminal } from '../terminal';

/** The findings of a check, before the policy is applied, and the files it covered. */
interface Checked {
  readonly found: readonly LocatedFinding[];
  readonly coverage: Coverage;
  readonly unreadable: readonly UnreadableInput[];
}

/**
 * Runs `--update-baseline`: writes the baseline and returns the standard with it. A first baseline records every finding. A later one
 * only drops findings that were looked for and no longer found. Writes nothing if an input cannot be read, because that input may
 * hold a finding that seems to be gone.
 *
 * @throws UsageError if neither the command line nor the policy names the baseline
 */
export function updateBaseline({ found, coverage, unreadable }: Checked, standard: Standard, { cwd, err }: Terminal): Standard {
  const { policy, baseline: earlier, images, switchedOff } = standard;
  const path = policy.baseline;
  if (path === undefined) throw new UsageError("--update-baseline needs --baseline FILE, or 'baseline' in the policy");
  const name = reportedName(path, cwd);
  const [first, ...others] = unreadable;
  if (first !== undefined) {
    const what = others.length === 0 ? first.file : `${first.file} and ${String(others.length)} more`;
    err(`${name}: not ${earlier === undefined ? 'recorded' : 'updated'}, because ${what} cannot be read: fix that first\n`);
    return standard;
  }
  const sight = sightOf(path, coverage, switchedOff);
  // What a finding of a locked rule covers stays covered: the baseline does not accept it.
  const open = withoutCovered(
    applyPolicy(found, policy, images.today).findings,
    ({ locked, exempted }) => locked && exempted === undefined,
  );
  const entries = baselineEntries(open, earlier, sight);
  const text = formatBaseline(entries);
  replaceRecordedFile(cwd, path, text);
  const known = countOf(entries);
  const unseen = earlier === undefined ? 0 : countOf(entries.filter((entry) => !sight.sees(entry)));
  const leftAlone = unseen === 0 ? '' : `; kept ${String(unseen)} that this check did not cover`;
  err(`${name}: ${known} known, ${earlier === undefined ? 0 : countOf(earlier.entries) - known} dropped${leftAlone}\n`);
  return { ...standard, baseline: parseBaseline(text, name) };
}
