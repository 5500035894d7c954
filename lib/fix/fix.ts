import { matchesGlob } from '../base/glob';
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
  /** The findings that the fix settles, wholly or in one value. */
  readonly findings: readonly Finding[];
  /** The value that is replaced and the text in its place; undefined for an addition. */
  readonly replaces: { readonly value: string; readonly text: string } | undefined;
}

/** Values of a finding for which no fix can be written, with the reason. */
export interface Unfixable {
  readonly finding: Finding;
  /** Empty if the finding has none. */
  readonly values: readonly string[];
  readonly why: string;
}

export interface CollectedFixes {
  readonly fixes: readonly Fix[];
  readonly unfixable: readonly Unfixable[];
}

/** The rules whose findings may have a fix. */
export const FIXING_RULES = ['instance-requirements', 'instance-type', 'instance-type-indirect', 'instance-type-known'] as const;

/** The origin of a value that is written at its use. */
const LITERAL = 'literal';

interface OpenFix {
  readonly template: string;
  readonly edits: Map<string, TemplateEdit>;
  readonly textEdits: Map<string, TextEdit>;
  readonly findings: Set<Finding>;
  readonly replaces: Fix['replaces'];
}

/** Combines the edits of findings: findings of many launches may ask for one change of a parameter. */
export function collectFixes(findings: readonly Finding[], documents: ReadonlyMap<string, FixDocument>): CollectedFixes {
  const open = new Map<string, OpenFix>();
  const additions = new Additions(findings);
  // The fix that changes certain characters: places that an alias repeats are written once.
  const fixOfText = new Map<string, OpenFix>();
  for (const finding of findings) {
    const document = documents.get(finding.template);
    for (const wanted of document === undefined ? [] : (finding.templateEdits ?? [])) {
      const edit = additions.together(finding.template, wanted);
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

/** The additions of all findings to a list: two findings may ask for additions to the same one. */
class Additions {
  private readonly items = new Map<string, Set<string>>();

  public constructor(findings: readonly Finding[]) {
    for (const { template, templateEdits = [] } of findings) {
      for (const edit of templateEdits) {
        if (edit.kind !== 'add-items') continue;
        const key = listOf(template, edit);
        const items = this.items.get(key) ?? new Set();
        this.items.set(key, items);
        for (const item of edit.items) items.add(item);
      }
    }
  }

  /** Returns an edit with the items that other edits add to its list. */
  public together(template: string, edit: TemplateEdit): TemplateEdit {
    return edit.kind === 'add-items' ? { ...edit, items: [...(this.items.get(listOf(template, edit)) ?? edit.items)] } : edit;
  }
}

function listOf(template: string, { pointer, list }: Extract<TemplateEdit, { kind: 'add-items' }>): string {
  return JSON.stringify([template, pointer, list]);
}

function newFix(template: string, edit: TemplateEdit): OpenFix {
  const replaces = edit.kind === 'replace' ? { value: edit.value, text: edit.text } : undefined;
  return { template, edits: new Map(), textEdits: new Map(), findings: new Set(), replaces };
}

/** Names the changes that belong together. */
function unitOf(edit: TemplateEdit): unknown {
  if (edit.kind === 'add-items') return [edit.pointer, edit.list, edit.items];
  return [parameterAt(edit.pointer) ?? edit.pointer, edit.value, edit.text];
}

/** Returns the parameter whose declaration contains a pointer. */
export function parameterAt([section, name]: Pointer): string | undefined {
  return section === 'Parameters' && typeof name === 'string' ? name : undefined;
}

/** Returns the fixes that change the same characters differently. The findings do not show which of them is right. */
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
      values: fix.replaces === undefined ? [] : [fix.replaces.value],
      why: 'its launches need different types: give each launch its own type',
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
    const { origin = LITERAL } = finding;
    const from = origin === LITERAL ? '' : ` (${origin})`;
    if (finding.templateEdits === undefined) {
      return [{ finding, values: finding.values.slice(0, 1), why: `there is no mechanical fix${from}: change it by hand` }];
    }
    // A pattern that is replaced stands for the types that the finding lists.
    const isSettled = (value: string): boolean => [...(settled ?? [])].some((each) => matchesGlob(each, value));
    const values = finding.values.filter((value) => !isSettled(value));
    if (values.length === 0 && finding.values.length > 0) return [];
    const isListed = settled !== undefined && finding.rule === 'instance-requirements';
    const why = isListed
      ? 'the entry also covers other types, or its replacement is already listed'
      : `it is computed, or written elsewhere${from}`;
    return [{ finding, values, why: `${why}: change it by hand` }];
  });
}
