import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Catalog } from '../../catalog/catalog';
import { closestName } from '../../base/closest-name';
import { isObject, member } from '../../base/json/json';
import { check } from '../../check';
import type { Finding } from '../../finding';
import { PolicyError } from '../../policy/policy-error';
import type { Coverage } from '../../policy/sight';
import { formatReport } from '../../report/format-report';
import { describeTotals, fails, summarize, type LocatedFinding, type Report } from '../../report/report';
import { rules } from '../../rules';
import { applyStandard, loadStandard, type Standard } from '../../policy/standard';
import { updateBaseline } from './baseline-update';
import { readCheckArguments, type CheckArguments } from './check-arguments';
import { withLookups } from './context-lookups';
import { findTemplates, type FoundTemplate } from '../inputs/find-templates';
import { EXIT_FINDINGS, EXIT_PASSED, EXIT_UNUSABLE, isColored, messageOf, UnusableError, UsageError, type Terminal } from '../terminal';

/**
 * Runs `cdk-nitro check`. Findings go to stdout or the `--output` file, everything else to stderr.
 *
 * @throws UsageError for arguments that do not make sense
 * @throws UnusableError for a policy that cannot be followed
 */
export function runCheck(args: readonly string[], terminal: Terminal): number {
  const given = readCheckArguments(args, terminal.cwd);
  const loaded = standardFor(given, terminal);
  const catalog = loaded.catalog ?? Catalog.bundled();
  const { templates, unreadable, lookedAt } = findTemplates(given.paths, {
    cwd: terminal.cwd,
    readStdin: terminal.readStdin,
    exclusions: [{ folder: terminal.cwd, globs: given.exclude }, ...loaded.policy.exclude],
  });
  for (const { file, line, column, message } of unreadable) {
    const position = line === undefined ? '' : `:${String(line)}:${String(column ?? 1)}`;
    terminal.err(`${file}${position}: ${message}\n`);
  }
  if (unreadable.length === 0) refuseUndeclared(given.parameters, templates);
  const { policy } = loaded;
  const inputs = templates.map(({ input }) => input);
  const images = withLookups(inputs, loaded, { cwd: terminal.cwd, paths: given.paths, catalog, parameters: given.parameters });
  const result = check(inputs, { catalog, images, severities: policy.severities, demands: policy.demands, parameters: given.parameters });
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

/**
 * Refuses values for parameters that no template declares, such as a misspelled name. A macro may add parameters, so then none is refused.
 *
 * @throws UsageError that quotes the name
 */
function refuseUndeclared(given: ReadonlyMap<string, string>, templates: readonly FoundTemplate[]): void {
  const sections = templates.map(({ input }) => (isObject(input.template) ? member(input.template, 'Parameters') : undefined));
  const declared = new Set(sections.flatMap((section) => (isObject(section) ? Object.keys(section) : [])));
  if (declared.has('Fn::Transform')) return;
  const undeclared = [...given.keys()].find((name) => !declared.has(name));
  if (undeclared === undefined) return;
  const close = closestName(undeclared, [...declared]);
  throw new UsageError(
    `--parameters: no template has a parameter '${undeclared}'${close === undefined ? ': check its name' : `: did you mean '${close}'`}`,
  );
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

/** @throws UsageError where the file cannot be written */
function write(option: string, file: string, text: string, { cwd }: Terminal): void {
  try {
    writeFileSync(resolve(cwd, file), text);
  } catch (error) {
    throw new UsageError(`cannot write ${option} ${file}: ${messageOf(error)}`);
  }
}
