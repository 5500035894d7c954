import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Catalog } from '../catalog/catalog';
import { check } from '../check';
import { formatJson } from '../report/json';
import { describeSummary, summarize, type LocatedFinding, type Report } from '../report/report';
import { formatText } from '../report/text';
import type { Finding } from '../rules/finding';
import { readCheckArguments, type CheckArguments } from './check-arguments';
import { findTemplates, type FoundTemplate } from './inputs';
import { EXIT_FINDINGS, EXIT_PASSED, EXIT_UNUSABLE, messageOf, UsageError, type Terminal } from './terminal';

/**
 * `cdk-nitro check`. Findings go to stdout or the `--output` file, everything else to stderr.
 * Throws a `UsageError` for arguments that do not make sense.
 */
export function runCheck(args: readonly string[], terminal: Terminal): number {
  const given = readCheckArguments(args);
  const catalog = Catalog.bundled();
  const { templates, unreadable } = findTemplates(given.paths, { cwd: terminal.cwd, readStdin: terminal.readStdin });
  for (const { file, line, column, message } of unreadable) {
    const position = line === undefined ? '' : `:${String(line)}:${String(column ?? 1)}`;
    terminal.err(`${file}${position}: ${message}\n`);
  }
  const { severities, parameters } = given;
  const result = check(
    templates.map(({ input }) => input),
    { catalog, severities, parameters },
  );
  const report: Report = {
    catalog: { retrieved: catalog.retrieved },
    summary: summarize(result.findings, result),
    findings: located(result.findings, templates),
    unreadable,
  };
  print(report, given, terminal);
  if (unreadable.length > 0) return EXIT_UNUSABLE;
  const { errors, warnings } = report.summary;
  return errors > 0 || (given.failOn === 'warning' && warnings > 0) ? EXIT_FINDINGS : EXIT_PASSED;
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

function print(report: Report, { format, output }: CheckArguments, terminal: Terminal): void {
  const colored = output === undefined && terminal.isTty && (terminal.env['NO_COLOR'] ?? '') === '';
  const text = format === 'json' ? formatJson(report) : formatText(report, colored);
  if (output === undefined) {
    terminal.out(text);
    return;
  }
  try {
    writeFileSync(resolve(terminal.cwd, output), text);
  } catch (error) {
    throw new UsageError(`--output ${output} cannot be written: ${messageOf(error)}`);
  }
  terminal.err(`${describeSummary(report.summary)}\n`);
}
