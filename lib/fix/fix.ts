import type { Pointer } from '../base/json/json';
import { inOrder, type TextEdit } from '../base/text-edit';
import type { Finding, TemplateEdit } from '../finding';
import type { FixDocument } from './fix-document';
import { textEditsOf } from './text-edits';

/** The changes of one template that belong together: all places of one value in a parameter's declaration, or one place elsewhere. */
export interface Fix {
  /** The `id` of the template. */
  readonly template: string;
  readonly edits: readonly TemplateEdit[];
  readonly textEdits: readonly TextEdit[];
  /** The findings that it settles, or of which it settles a value. */
  readonly findings: readonly Finding[];
  /** The value that is replaced and the text in its place; undefined for an addition. */
  readonly replaces: { readonly value: string; readonly text: string } | undefined;
}

/** A value of a finding for which no fix can be written, and why. */
export interface Unfixable {
  readonly finding: Finding;
  readonly value: string;
  readonly why: string;
}

export interface CollectedFixes {
  readonly fixes: readonly Fix[];
  readonly unfixable: readonly Unfixable[];
}

/** The rules whose findings may have a fix. */
export const FIXING_RULES = ['instance-requirements', 'instance-type', 'instance-type-indirect', 'instance-type-known'] as const;

interface OpenFix {
  readonly template: string;
  readonly edits: Map<string, TemplateEdit>;
  readonly textEdits: Map<string, TextEdit>;
  readonly findings: Set<Finding>;
  readonly replaces: Fix['replaces'];
}

/** Puts the edits of findings together: findings of many launches may ask for one change of a parameter. */
export function collectFixes(findings: readonly Finding[], documents: ReadonlyMap<string, FixDocument>): CollectedFixes {
  const open = new Map<string, OpenFix>();
  // The fix that changes given characters: places that an alias repeats are written once.
  const fixOfText = new Map<string, OpenFix>();
  for (const finding of findings) {
    const document = documents.get(finding.template);
    for (const edit of document === undefined ? [] : (finding.templateEdits ?? [])) {
      const textEdits = document === undefined ? [] : textEditsOf(edit, document);
      if (textEdits.length === 0) continue;
      const key = JSON.stringify([finding.template, unitOf(edit)]);
      const text = JSON.stringify([finding.template, textEdits, edit.kind === 'replace' && edit.value]);
      const known = open.get(key) ?? fixOfText.get(text);
      const fix = known ?? newFix(finding.template, edit);
      if (known === undefined) open.set(key, fix);
      if (!fixOfText.has(text)) fixOfText.set(text, fix);
      fix.edits.set(JSON.stringify(edit), edit);
      for (const each of textEdits) fix.textEdits.set(JSON.stringify(each), each);
      fix.findings.add(finding);
    }
  }
  const fixes = [...open.values()].map((fix): Fix => {
    const { template, edits, textEdits, replaces } = fix;
    return { template, edits: [...edits.values()], textEdits: inOrder([...textEdits.values()]), findings: [...fix.findings], replaces };
  });
  const conflicting = conflictsAmong(fixes);
  const settled = fixes.filter((fix) => !conflicting.has(fix));
  return { fixes: settled, unfixable: [...conflictsOf(conflicting), ...withoutFix(findings, fixes)] };
}

function newFix(template: string, edit: TemplateEdit): OpenFix {
  const replaces = edit.kind === 'replace' ? { value: edit.value, text: edit.text } : undefined;
  return { template, edits: new Map(), textEdits: new Map(), findings: new Set(), replaces };
}

/** Names what has to change together. */
function unitOf(edit: TemplateEdit): unknown {
  if (edit.kind === 'add-items') return [edit.pointer, edit.list, edit.items];
  return [parameterOf(edit.pointer) ?? edit.pointer, edit.value, edit.text];
}

/** Returns the parameter whose declaration a pointer leads into. */
export function parameterOf([section, name]: Pointer): string | undefined {
  return section === 'Parameters' && typeof name === 'string' ? name : undefined;
}

/** Returns the fixes that change the same characters in different ways: which of them is right, the findings do not say. */
function conflictsAmong(fixes: readonly Fix[]): ReadonlySet<Fix> {
  const conflicting = new Set<Fix>();
  const last = new Map<string, { readonly fix: Fix; readonly end: number }>();
  const placed = fixes.flatMap((fix) => fix.textEdits.map((edit) => ({ fix, edit })));
  placed.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end);
  for (const { fix, edit } of placed) {
    const before = last.get(fix.template);
    if (before !== undefined && before.fix !== fix && edit.start < before.end) conflicting.add(fix).add(before.fix);
    if (before === undefined || edit.end > before.end) last.set(fix.template, { fix, end: edit.end });
  }
  return conflicting;
}

function conflictsOf(conflicting: ReadonlySet<Fix>): Unfixable[] {
  return [...conflicting].flatMap((fix) =>
    fix.findings.map((finding) => ({
      finding,
      value: fix.replaces?.value ?? '',
      why: 'its launches need different types: give each a type of its own',
    })),
  );
}

function withoutFix(findings: readonly Finding[], fixes: readonly Fix[]): Unfixable[] {
  const fixed = new Map<Finding, Set<string>>();
  for (const { findings: settled, replaces } of fixes)
    for (const finding of settled) fixed.set(finding, (fixed.get(finding) ?? new Set()).add(replaces?.value ?? ''));
  const rules: ReadonlySet<string> = new Set(FIXING_RULES);
  return findings.flatMap((finding) => {
    if (!rules.has(finding.rule) || (finding.severity === 'info' && finding.templateEdits === undefined)) return [];
    const settled = fixed.get(finding);
    if (settled?.has('') === true) return [];
    const why =
      finding.templateEdits === undefined
        ? 'there is no mechanical fix: change it by hand'
        : 'it is computed, or written elsewhere: change it by hand';
    const values = finding.values.length === 0 ? [''] : finding.values;
    if (finding.templateEdits === undefined) return [{ finding, value: finding.value ?? '', why }];
    return values.filter((value) => settled?.has(value) !== true).map((value) => ({ finding, value, why }));
  });
}
