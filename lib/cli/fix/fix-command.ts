import { readFileSync, writeFileSync } from 'node:fs';
import { edited } from '../../base/text-edit';
import { describeEdits, describeFix, describeRevealed } from '../../fix/describe-fix';
import { FIXING_RULES, type Fix } from '../../fix/fix';
import type { FixPlan } from '../../fix/plan-fixes';
import { READINESS_RULES } from '../../fix/preconditions';
import { unifiedDiff } from '../../fix/unified-diff';
import { applyStandard } from '../../policy/standard';
import { quotedList } from '../../rules/advice/wording';
import { printable } from '../../base/printable';
import { type LocatedFinding, STANDARD_INPUT } from '../../report/report';
import { checkTemplates } from '../check/checked-templates';
import type { FoundTemplate } from '../inputs/find-templates';
import { EXIT_FINDINGS, EXIT_PASSED, EXIT_UNUSABLE, messageOf, type Terminal } from '../terminal';
import { isGenerated, isToBeFixed, planFor } from './finding-edits';
import { readFixArguments, type FixArguments } from './fix-arguments';

/**
 * Runs `cdk-nitro fix`. The diff goes to stdout, everything else to stderr. Returns 1 if a diff was printed and not written.
 *
 * @throws UsageError for arguments that do not make sense
 * @throws UnusableError for a policy that cannot be followed
 */
export function runFix(args: readonly string[], terminal: Terminal): number {
  const given = readFixArguments(args);
  const checked = checkTemplates(
    { ...given, severities: new Map(), baseline: undefined, updateBaseline: false, parameters: new Map() },
    terminal,
    (set) => {
      // A rule that the policy relaxes still shows whether a launch is ready for another type.
      return new Map([...set].filter(([rule]) => !READINESS_RULES.some((each) => each === rule)));
    },
  );
  const { findings } = applyStandard(checked.found, checked.loaded, checked.coverage);
  const files = new Map(checked.templates.map((template) => [template.input.id, template]));
  const isFixing = (rule: string): boolean =>
    FIXING_RULES.some((each) => each === rule) && (given.rules.size === 0 || given.rules.has(rule));
  const asked = findings.filter((finding) => isFixing(finding.rule) && isToBeFixed(finding));
  const generated = new Set([...files.values()].filter(isGenerated).map(({ input }) => input.id));
  const plan = planFor(checked, findings, {
    wanted: asked.filter(({ template }) => !generated.has(template)),
    isUnsafe: given.unsafe,
    unchecked: [],
  });
  for (const id of new Set(asked.map(({ template }) => template).filter((template) => generated.has(template)))) {
    terminal.err(`${id}: written by the CDK, which would overwrite a change: change the app\n`);
  }
  reportUnfixed(plan, given, findings, terminal);
  const refused = printFixes(plan, files, given.write && checked.unreadable.length === 0, terminal);
  if (given.write && checked.unreadable.length > 0) terminal.err('nothing is written, because an input cannot be read\n');
  terminal.err(`${totals(plan, given)}\n`);
  if (checked.unreadable.length > 0 || refused) return EXIT_UNUSABLE;
  return plan.fixes.length > 0 && !given.write ? EXIT_FINDINGS : EXIT_PASSED;
}

/** Prints the diff of each changed file, and writes the file on request. Returns whether a file was refused. */
function printFixes(plan: FixPlan, files: ReadonlyMap<string, FoundTemplate>, isWritten: boolean, terminal: Terminal): boolean {
  const first = new Map(plan.unsafe.map((unsafe) => [unsafe.fix, unsafe.first]));
  const byFile = new Map<string, Fix[]>();
  for (const fix of plan.fixes) {
    const own = byFile.get(fix.template) ?? [];
    byFile.set(fix.template, own);
    own.push(fix);
  }
  let isRefused = false;
  for (const [id, fixes] of byFile) {
    const file = files.get(id);
    if (file === undefined) continue;
    const edits = fixes.flatMap(({ textEdits }) => textEdits);
    try {
      const mark = markOf(file);
      const inFile = edits.map(({ start, end, text }) => ({ start: start + mark.length, end: end + mark.length, text }));
      if (isWritten) writeFileSync(writable(file), edited(mark + file.read.text, inFile));
      const left = plan.revealed.filter(({ template }) => template === id);
      const header = fixes.map((fix) => describeFix(file.file, fix, first.get(fix))).join('') + left.map(describeRevealed).join('');
      terminal.out(header + fileLines(file) + unifiedDiff(mark + file.read.text, inFile));
      if (isWritten) terminal.err(`${file.file}: written\n`);
    } catch (error) {
      isRefused = true;
      terminal.err(`${file.file}: ${messageOf(error)}\n`);
    }
  }
  return isRefused;
}

/**
 * Returns the byte order mark of a file, which the text that was read lacks.
 *
 * @throws an error if the file is no longer the one that was read
 */
function markOf({ file, path, read: { text } }: FoundTemplate): string {
  if (file === STANDARD_INPUT) return '';
  const now = new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(path));
  const mark = now.slice(0, Math.max(0, now.length - text.length));
  if (mark + text === now && /^\uFEFF*$/.test(mark)) return mark;
  throw new Error('it changed after it was read: run the command again');
}

/** @throws an error for standard input */
function writable({ file, path }: FoundTemplate): string {
  if (file === STANDARD_INPUT) throw new Error('standard input cannot be written: apply the diff, or name the file');
  return path;
}

/** The lines that name the file, for `patch -p1` and `git apply`. */
function fileLines({ file }: FoundTemplate): string {
  const name = printable(file).replace(/^\//, '');
  return `--- a/${name}\n+++ b/${name}\n`;
}

/** Values that one line names. */
const MOST_VALUES = 6;

/** Lists on stderr the findings that are not fixed, with the reasons. */
function reportUnfixed(plan: FixPlan, { unsafe: isUnsafe }: FixArguments, findings: readonly LocatedFinding[], { err }: Terminal): void {
  const located = new Map<unknown, LocatedFinding>(findings.map((finding) => [finding, finding]));
  const placeOf = (finding: unknown): string => {
    const { file = '', line = 1, column = 1, rule = '' } = located.get(finding) ?? {};
    return `${file}:${String(line)}:${String(column)}: ${rule}`;
  };
  const lines: string[] = [];
  if (!isUnsafe) {
    for (const { fix, first } of plan.unsafe) {
      lines.push(`${placeOf(fix.findings[0])}: ${describeEdits(fix)} needs --unsafe. First: ${first.join('; ')}`);
    }
  }
  for (const { fix, why } of plan.withheld) lines.push(`${placeOf(fix.findings[0])}: ${describeEdits(fix)} is not written: ${why}`);
  for (const { finding, values, why } of plan.unfixable) {
    lines.push(`${placeOf(finding)}: ${values.length === 0 ? '' : `${quotedList(values, MOST_VALUES)}: `}${why}`);
  }
  for (const line of new Set(lines)) err(`${printable(line)}\n`);
}

/** Formats the last line: `2 fixes in 1 file, 1 needs --unsafe, 0 without a fix`. */
function totals({ fixes, unsafe, withheld, unfixable }: FixPlan, { unsafe: isUnsafe }: FixArguments): string {
  const files = new Set(fixes.map(({ template }) => template)).size;
  const count = (number: number, one: string): string => `${String(number)} ${number === 1 ? one : `${one}${one === 'fix' ? 'es' : 's'}`}`;
  const waiting = isUnsafe ? 0 : unsafe.length;
  const needs = waiting === 1 ? '1 needs --unsafe' : `${String(waiting)} need --unsafe`;
  return `${count(fixes.length, 'fix')} in ${count(files, 'file')}, ${needs}, ${String(withheld.length + unfixable.length)} without a fix`;
}
