import { PolicyError, readSeverities, type RuleSeverity } from '../../policy/severities';
import { REPORT_FORMATS, type ReportFormat } from '../../report/format-report';
import type { FailOn } from '../../report/report';
import type { ExemptedInSarif } from '../../report/sarif';
import { rules } from '../../rules';
import { readWords } from '../given-words';
import { UsageError } from '../terminal';
import { readParameters } from './given-parameters';

export interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: ReportFormat;
  readonly compact: boolean;
  /** Only findings that fail are reported. */
  readonly quiet: boolean;
  /** Further reports, by file. */
  readonly reports: ReadonlyMap<string, ReportFormat>;
  /** Whether SARIF lists exempted findings. */
  readonly exempted: ExemptedInSarif;
  readonly output: string | undefined;
  readonly failOn: FailOn;
  readonly severities: ReadonlyMap<string, RuleSeverity>;
  readonly policy: string | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly parameters: ReadonlyMap<string, string>;
  /** Globs of files that are left out, relative to the working folder. */
  readonly exclude: readonly string[];
}

/**
 * Reads the words after `check`.
 *
 * @throws UsageError that quotes the first wrong word
 */
export function readCheckArguments(args: readonly string[], cwd: string): CheckArguments {
  const given = readWords('check', args);
  const format = oneOf('--format', given.one('format'), REPORT_FORMATS) ?? 'text';
  const exempted = oneOf('--exempted', given.one('exempted'), ['list', 'omit']);
  const reports = reportsOf(given.all('report'));
  if (exempted !== undefined && ![format, ...reports.values()].includes('sarif')) {
    throw new UsageError("--exempted applies to SARIF only: add '--format sarif', or remove --exempted");
  }
  if (given.has('compact') && format !== 'text') throw new UsageError(`--compact is a form of text: remove it, or '--format ${format}'`);
  return {
    paths: given.operands,
    format,
    compact: given.has('compact'),
    quiet: given.has('quiet'),
    reports,
    // Code scanning opens an alert for every listed finding.
    exempted: exempted ?? 'omit',
    output: given.one('output'),
    failOn: oneOf('--fail-on', given.one('fail-on'), ['none', 'error', 'warning']) ?? 'error',
    policy: given.one('policy'),
    baseline: given.one('baseline'),
    updateBaseline: given.has('update-baseline'),
    severities: severitiesOf(given.all('rule')),
    parameters: readParameters(given.all('parameters'), cwd),
    exclude: given.all('exclude'),
  };
}

/** Reads `FORMAT=FILE` pairs. */
function reportsOf(pairs: readonly string[]): ReadonlyMap<string, ReportFormat> {
  const reports = new Map<string, ReportFormat>();
  for (const [name, file] of pairs.map((pair) => splitPair('--report', pair, 'FORMAT=FILE'))) {
    if (file === '') throw new UsageError(`--report takes FORMAT=FILE, not '${name}='`);
    if (reports.has(file)) throw new UsageError(`--report names ${file} twice: write each report to a file of its own`);
    reports.set(file, oneOf('--report', name, REPORT_FORMATS) ?? 'text');
  }
  return reports;
}

function oneOf<T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw new UsageError(`${option} takes ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}, not '${value}'`);
  return found;
}

/** Reads `NAME=SEVERITY` pairs. `locked` is not accepted: findings cannot be acknowledged on a command line. */
function severitiesOf(pairs: readonly string[]): ReadonlyMap<string, RuleSeverity> {
  const settings = pairs.map((pair) => splitPair('--rule', pair));
  const locked = settings.find(([, severity]) => severity === 'locked');
  if (locked !== undefined) throw new UsageError(`--rule ${locked[0]} takes off, info, warning or error, not 'locked'`);
  try {
    return readSeverities(
      settings,
      rules.map(({ name }) => name),
    );
  } catch (error) {
    if (error instanceof PolicyError) throw new UsageError(`--rule: ${error.message}`);
    throw error;
  }
}

function splitPair(option: string, pair: string, form = 'NAME=VALUE'): [string, string] {
  const at = pair.indexOf('=');
  if (at <= 0) throw new UsageError(`${option} takes ${form}, not '${pair}'`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
