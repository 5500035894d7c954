import { applyPolicy } from '../../policy/apply-policy';
import { baselineEntries, countOf } from '../../policy/baseline';
import { formatBaseline, parseBaseline } from '../../policy/baseline-file';
import { reportedName } from '../../policy/policy-files';
import { type Coverage, sightOf } from '../../policy/sight';
import type { LocatedFinding, UnreadableInput } from '../../report/report';
import type { Standard } from '../../policy/standard';
import { replaceRecordedFile } from '../record/recorded-file';
import { UsageError, type Terminal } from '../terminal';

/** What a check has found, and what it has looked at for that. */
interface Checked {
  readonly found: readonly LocatedFinding[];
  readonly coverage: Coverage;
  readonly unreadable: readonly UnreadableInput[];
}

/**
 * `--update-baseline`: writes the findings that are known from now on, and returns the standard with them. A first baseline
 * takes in everything that is found, a later one only loses what is no longer found where it was looked for. Where an input
 * cannot be read nothing is written: it may hold what seems to be gone.
 * Throws a `UsageError` where nothing says which file it is.
 */
export function updateBaseline({ found, coverage, unreadable }: Checked, standard: Standard, { cwd, err }: Terminal): Standard {
  const { policy, baseline: earlier, images, switchedOff } = standard;
  const path = policy.baseline;
  if (path === undefined) throw new UsageError("--update-baseline needs --baseline FILE, or 'baseline' in the policy");
  const name = reportedName(path, cwd);
  const [first, ...others] = unreadable;
  if (first !== undefined) {
    const what = others.length === 0 ? first.file : `${first.file} and ${String(others.length)} more`;
    err(`${name}: not ${earlier === undefined ? 'recorded' : 'updated'}, since ${what} cannot be read: correct that first\n`);
    return standard;
  }
  const sight = sightOf(path, coverage, switchedOff);
  const open = applyPolicy(found, policy, images.today).findings;
  const entries = baselineEntries(open, earlier, sight);
  const text = formatBaseline(entries);
  replaceRecordedFile(cwd, path, text);
  const known = countOf(entries);
  const unseen = earlier === undefined ? 0 : countOf(entries.filter((entry) => !sight.sees(entry)));
  const leftAlone = unseen === 0 ? '' : `; ${String(unseen)} of the known were not looked for, and stay`;
  err(`${name}: ${known} known, ${earlier === undefined ? 0 : countOf(earlier.entries) - known} dropped${leftAlone}\n`);
  return { ...standard, baseline: parseBaseline(text, name) };
}
