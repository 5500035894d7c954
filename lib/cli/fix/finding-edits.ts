import { dirname, join } from 'node:path';
import { LineIndex } from '../../base/json/position';
import { FIXING_RULES } from '../../fix/fix';
import type { FixDocument } from '../../fix/fix-document';
import { type FixPlan, planFixes } from '../../fix/plan-fixes';
import { READINESS_RULES } from '../../fix/preconditions';
import type { Finding } from '../../finding';
import type { FileEdit, LocatedFinding } from '../../report/report';
import { rules } from '../../rules';
import { readTemplate } from '../../template/reading/read-template';
import type { CheckedTemplates } from '../check/checked-templates';
import { isFile } from '../inputs/file-access';
import type { FoundTemplate } from '../inputs/find-templates';

/** Tells whether a finding is to be fixed. A finding that is accepted with a reason stays. */
export function isToBeFixed({ exempted }: Finding): boolean {
  return exempted === undefined || exempted.by === 'baseline';
}

/** Tells whether a template is part of a cloud assembly, which the CDK regenerates. */
export function isGenerated({ path }: FoundTemplate): boolean {
  return isFile(join(dirname(path), 'cdk.out'));
}

/** Returns templates as fixes read them, by their ids. */
export function documentsOf(templates: readonly FoundTemplate[]): ReadonlyMap<string, FixDocument> {
  return new Map(templates.map(({ input, read }) => [input.id, read]));
}

/**
 * Plans fixes of checked templates.
 *
 * @param findings all findings, with the policy applied
 */
export function planFor(
  checked: CheckedTemplates,
  findings: readonly Finding[],
  options: { readonly wanted: readonly Finding[]; readonly isUnsafe: boolean; readonly unchecked: readonly string[] },
): FixPlan {
  const trial = {
    read: (id: string, text: string) => readTemplate(text, id).template,
    check: checked.recheck,
  };
  // A policy under which a doubt is only a note does not settle it.
  const accepted = new Map(findings.map((finding) => [identityOf(finding), finding.exempted]));
  // A covered finding is about a type that the fix replaces.
  const asFound = checked.found.filter(({ coveredBy }) => coveredBy === undefined);
  const asReported = asFound.map((finding) => {
    const exempted = accepted.get(identityOf(finding));
    return exempted === undefined ? finding : { ...finding, exempted };
  });
  return planFixes(documentsOf(checked.templates), { findings: asReported, ...options }, trial);
}

function identityOf({ template, logicalId = '', path, rule, messageId }: Finding): string {
  return [template, logicalId, path, rule, messageId].join('\n');
}

/** Adds the changes that settle each finding, if they are mechanical and safe. */
export function withEdits(findings: readonly LocatedFinding[], checked: CheckedTemplates): readonly LocatedFinding[] {
  const fixing: ReadonlySet<string> = new Set(FIXING_RULES);
  const generated = new Set(checked.templates.filter(isGenerated).map(({ input }) => input.id));
  const wanted = findings.filter(
    (each) => fixing.has(each.rule) && each.templateEdits !== undefined && isToBeFixed(each) && !generated.has(each.template),
  );
  if (wanted.length === 0) return findings;
  const { severities } = checked.loaded.policy;
  const defaults = new Map(rules.map(({ name, meta }) => [name, meta.severity]));
  const unchecked = READINESS_RULES.filter((rule) => ['off', 'info'].includes(severities.get(rule) ?? defaults.get(rule) ?? 'off'));
  const { fixes } = planFor(checked, findings, { wanted, isUnsafe: false, unchecked });
  const files = new Map(checked.templates.map((template) => [template.input.id, { template, lines: new LineIndex(template.read.text) }]));
  const edits = new Map<Finding, FileEdit[]>();
  for (const fix of fixes) {
    const at = files.get(fix.template);
    if (at === undefined) continue;
    const own = fix.textEdits.map(({ start, end, text }): FileEdit => {
      return { file: at.template.file, range: { start: at.lines.position(start), end: at.lines.position(end) }, text };
    });
    for (const finding of fix.findings) edits.set(finding, [...(edits.get(finding) ?? []), ...own]);
  }
  return findings.map((finding) => {
    const own = edits.get(finding);
    return own === undefined ? finding : { ...finding, edits: own };
  });
}
