import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Catalog } from '../../catalog/catalog';
import { check } from '../../check';
import type { Finding } from '../../finding';
import { PolicyError } from '../../policy/policy-error';
import type { Coverage } from '../../policy/sight';
import { formatReport } from '../../report/format-report';
import { describeSummary, fails, summarize, type LocatedFinding, type Report } from '../../report/report';
import { rules } from '../../rules';
import { applyStandard, loadStandard, type Standard } from '../../policy/standard';
import { updateBaseline } from './baseline-update';
import { readCheckArguments, type CheckArguments } from './check-arguments';
import { withLookups } from './context-lookups';
import { findTemplates, type FoundTemplate } from '../inputs/find-templates';
import { EXIT_FINDINGS, EXIT_PASSED, EXIT_UNUSABLE, messageOf, UnusableError, UsageError, type Terminal } from '../terminal';

/**
 * Runs `cdk-nitro check`. Findings go to stdout or the `--output` file, everything else to stderr.
 *
 * @throws UsageError for arguments that do not make sense
 * @throws UnusableError for a policy that cannot be followed
 */
export function runCheck(args: readonly string[], terminal: Terminal): number {
  const given = readCheckArguments(args);
  const loaded = standardFor(given, terminal);
  const catalog = loaded.catalog ?? Catalog.bundled();
  const { templates, unreadable, lookedAt } = findTemplates(given.paths, { cwd: terminal.cwd, readStdin: terminal.readStdin });
  for (const { file, line, column, message } of unreadable) {
    const position = line === undefined ? '' : `:${String(line)}:${String(column ?? 1)}`;
    terminal.err(`${file}${position}: ${message}\n`);
  }
  const { policy } = loaded;
  const inputs = templates.map(({ input }) => input);
  const images = withLookups(inputs, loaded, { cwd: terminal.cwd, paths: given.paths, catalog, parameters: given.parameters });
  const { severities, demands, launchSites } = policy;
  const result = check(inputs, { catalog, images, severities, demands, launchSites, parameters: given.parameters });
  const found = located(result.findings, templates);
  const paths = new Map(templates.map(({ file, path }) => [file, path]));
  const coverage: Coverage = {
    pathOf: ({ file = '' }) => paths.get(file) ?? file,
    covers: (path) => lookedAt.covers(path),
  };
  const standard = given.updateBaseline ? updateBaseline({ found, coverage, unreadable }, loaded, terminal) : loaded;
  const { findings, remarks } = applyStandard(found, standard, coverage);
  const report: Report = {
    catalog: { retrieved: catalog.retrieved },
    ...(policy.file === undefined ? {} : { policy: policy.file }),
    summary: summarize([...findings, ...remarks], result),
    files: templates.map(({ file }) => file),
    findings: [...findings, ...remarks],
    unreadable,
  };
  print(report, given, terminal);
  if (unreadable.length > 0) return EXIT_UNUSABLE;
  return report.findings.some((finding) => fails(finding, given.failOn)) ? EXIT_FINDINGS : EXIT_PASSED;
}

/** Loads the policy file, with the options of the command line on top. */
function standardFor({ policy, severities, baseline, updateBaseline: isUpdate }: CheckArguments, { cwd, today }: Terminal): Standard {
  const values = {
    ...(severities.size > 0 && { rules: Object.fromEntries(severities) }),
    ...(baseline !== undefined && { baseline }),
  };
  try {
    return loadStandard({ cwd, rules, today, ...(isUpdate && { mayLackBaseline: true }) }, policy, [
      { values, source: 'the command line' },
    ]);
  } catch (error) {
    if (error instanceof PolicyError) throw new UnusableError(error.message);
    throw error;
  }
}

function located(findings: readonly Finding[], templates: readonly FoundTemplate[]): LocatedFinding[] {
  const byId = new Map(templates.map((template) => [template.input.id, template]));
  const positioned = findings.map((finding) => {
    const template = byId.get(finding.template);
    return { ...finding, file: template?.file ?? finding.template, ...template?.locate(finding.pointer) };
  });
  const order = new Map(templates.map(({ file }, index) => [file, index]));
  return positioned.sort(
    (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

function print(report: Report, { format, exempted, output, failOn }: CheckArguments, terminal: Terminal): void {
  const colored = output === undefined && terminal.isTty && (terminal.env['NO_COLOR'] ?? '') === '';
  const text = formatReport(report, format, { colored, failOn, exempted });
  if (output === undefined) {
    terminal.out(text);
    return;
  }
  try {
    writeFileSync(resolve(terminal.cwd, output), text);
  } catch (error) {
    throw new UsageError(`cannot write --output ${output}: ${messageOf(error)}`);
  }
  terminal.err(`${describeSummary(report.summary)}\n`);
}
