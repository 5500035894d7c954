import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { oneForEachLookup } from '../../policy/one-lookup';
import { applyStandard } from '../../policy/standard';
import { formatReport } from '../../report/format-report';
import { describeTotals, fails, summarize, type Report } from '../../report/report';
import { unmatchedPatterns } from '../../policy/unmatched-patterns';
import { unmatchedStatements } from '../../policy/unmatched-statements';
import { withEdits } from '../fix/finding-edits';
import { EXIT_FINDINGS, EXIT_PASSED, EXIT_UNUSABLE, isColored, messageOf, UsageError, type Terminal } from '../terminal';
import { updateBaseline } from './baseline-update';
import { readCheckArguments, type CheckArguments } from './check-arguments';
import { checkTemplates } from './checked-templates';

/**
 * Runs `cdk-nitro check`. Findings go to stdout or the `--output` file, everything else to stderr.
 *
 * @throws UsageError for arguments that do not make sense
 * @throws UnusableError for a policy that cannot be followed
 */
export function runCheck(args: readonly string[], terminal: Terminal): number {
  const given = readCheckArguments(args, terminal.cwd);
  const checked = checkTemplates(given, terminal);
  const { loaded, catalog, templates, unreadable, coverage, result, found } = checked;
  const { policy } = loaded;
  const standard = given.updateBaseline ? updateBaseline({ found, coverage, unreadable }, loaded, terminal) : loaded;
  const applied = applyStandard(found, standard, coverage);
  const told = oneForEachLookup(applied.findings);
  const findings = hasEdits(given) ? withEdits(told, checked) : told;
  const remarks = [...unmatchedPatterns(policy, catalog), ...unmatchedStatements(policy, result.parameters), ...applied.remarks];
  const reported = [...findings, ...remarks];
  const report: Report = {
    catalog: { retrieved: catalog.retrieved },
    ...(policy.file === undefined ? {} : { policy: policy.file }),
    summary: summarize([...findings, ...remarks], result),
    files: templates.map(({ file }) => file),
    findings: reported,
    unreadable,
  };
  print(report, given, terminal);
  if (unreadable.length > 0) return EXIT_UNUSABLE;
  return report.findings.some((finding) => fails(finding, given.failOn)) ? EXIT_FINDINGS : EXIT_PASSED;
}

/** Tells whether a format of the report lists the changes that settle a finding. */
function hasEdits({ format, reports }: CheckArguments): boolean {
  return [format, ...reports.values()].some((each) => each === 'json' || each === 'sarif');
}

/** Prints the report, or writes it to `--output`, and writes the further reports of `--report`. */
function print(report: Report, given: CheckArguments, terminal: Terminal): void {
  const { format, compact, output, failOn, exempted } = given;
  const shown = given.quiet ? { ...report, findings: report.findings.filter((finding) => fails(finding, failOn)) } : report;
  const onTerminal =
    output === undefined ? { colored: isColored(terminal), columns: terminal.isTty ? terminal.columns : undefined } : PLAIN;
  const text = formatReport(shown, format, { ...onTerminal, compact, failOn, exempted });
  for (const [file, each] of given.reports) {
    write('--report', file, formatReport(shown, each, { ...PLAIN, failOn, exempted }), terminal);
  }
  if (output === undefined) {
    terminal.out(text);
    return;
  }
  write('--output', output, text, terminal);
  terminal.err(`${describeTotals(report)}\n`);
}

const PLAIN = { colored: false } as const;

/** @throws UsageError if the file cannot be written */
function write(option: string, file: string, text: string, { cwd }: Terminal): void {
  try {
    writeFileSync(resolve(cwd, file), text);
  } catch (error) {
    throw new UsageError(`cannot write ${option} ${file}: ${messageOf(error)}`);
  }
}
