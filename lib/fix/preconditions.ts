import type { Finding } from '../finding';
import { type Fix, parameterAt } from './fix';
import type { FixDocument } from './fix-document';
import { NamesOfTypes } from './names-of-types';

/** The rules that decide whether a launch boots on Nitro: their findings have to be settled before its type changes. */
export const READINESS_RULES = [
  'image-ready',
  'image-architecture',
  'image-boot-mode',
  'nitro-features',
  'user-data-xen',
  'user-data-devices',
] as const;

/** Facts about the launches, beside the findings that are fixed. */
export interface Readiness {
  /** All findings, those that are not fixed included. */
  readonly findings: readonly Finding[];
  /** Rules of `READINESS_RULES` that are off, or only notes, so that nothing is known. */
  readonly unchecked: readonly string[];
}

/** Finds the changes that have to precede a fix. A safe fix has none. */
export class Preconditions {
  private readonly groups: LaunchGroups;
  /** The parts that are not ready, by group of launches. */
  private readonly unreadyIn = new Map<string, Set<string>>();
  private readonly names = new Map<FixDocument, NamesOfTypes>();

  public constructor(private readonly readiness: Readiness) {
    const rules: ReadonlySet<string> = new Set(READINESS_RULES);
    this.groups = new LaunchGroups(readiness.findings);
    for (const finding of readiness.findings) {
      const { rule, severity, exempted, logicalId, message } = finding;
      // A finding that is exempted with a reason has been considered. The baseline shows only that it is known.
      if (!rules.has(rule) || severity === 'info' || (exempted !== undefined && exempted.by !== 'baseline')) continue;
      const group = this.groups.groupOf(finding);
      const what = `${rule}${logicalId === undefined ? '' : ` at ${logicalId}`}: ${message}`;
      this.unreadyIn.set(group, (this.unreadyIn.get(group) ?? new Set()).add(what));
    }
  }

  /** Lists the changes that must come first; empty for a safe fix. Lower case, no full stop. */
  public of(fix: Fix, document: FixDocument): readonly string[] {
    return [...this.unready(fix), ...this.stillNamed(fix, document)];
  }

  private unready({ findings }: Fix): string[] {
    const off = this.readiness.unchecked.map((rule) => `the rule '${rule}' is off, so its findings are unknown: switch it on`);
    const groups = new Set(findings.map((finding) => this.groups.groupOf(finding)));
    return [...off, ...new Set([...groups].flatMap((group) => [...(this.unreadyIn.get(group) ?? [])]))];
  }

  /** Lists the other places in which the template depends on the old value. A value in a resource is not a key elsewhere. */
  private stillNamed({ edits, replaces }: Fix, document: FixDocument): readonly string[] {
    const pointers = edits.map(({ pointer }) => pointer);
    if (replaces === undefined || !pointers.some(([section]) => section === 'Parameters' || section === 'Mappings')) return [];
    const names = this.names.get(document) ?? new NamesOfTypes(document.template);
    this.names.set(document, names);
    const parameters = new Set(pointers.flatMap((pointer) => parameterAt(pointer) ?? []));
    return [...[...parameters].flatMap((name) => names.inDeclaration(name, replaces)), ...names.elsewhere(replaces)];
  }
}

/** The launches that belong together, by the findings about them: a launch template and the launches from it. */
class LaunchGroups {
  private readonly parents = new Map<string, string>();

  public constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      const own = launchOf(finding);
      for (const other of finding.launchedWith ?? []) this.parents.set(this.root(other), this.root(own));
    }
  }

  public groupOf(finding: Finding): string {
    return this.root(launchOf(finding));
  }

  private root(launch: string): string {
    let at = launch;
    for (let parent = this.parents.get(at); parent !== undefined && parent !== at; parent = this.parents.get(at)) at = parent;
    if (at !== launch) this.parents.set(launch, at);
    return at;
  }
}

function launchOf({ template, logicalId = '' }: Finding): string {
  return `${template}#${logicalId}`;
}
