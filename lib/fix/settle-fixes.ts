import type { JsonObject } from '../base/json/json';
import { edited } from '../base/text-edit';
import type { Finding } from '../finding';
import type { Fix } from './fix';
import type { FixDocument } from './fix-document';
import { isSameButEdits } from './same-but-edits';

/** A fix that is not made, with the reason. */
export interface Withheld {
  readonly fix: Fix;
  readonly why: string;
}

export interface SettledFixes {
  readonly fixes: readonly Fix[];
  readonly withheld: readonly Withheld[];
  /** The new text of each template that changes, by its id. */
  readonly texts: ReadonlyMap<string, string>;
  /** Remaining doubts that the fixed findings have hidden. */
  readonly revealed: readonly Finding[];
}

/** The functions of the surrounding program that a trial needs. */
export interface Trial {
  /** Reads a template again. @throws for a text that is not a template */
  readonly read: (template: string, text: string) => JsonObject;
  /** Checks all templates with some of them replaced. */
  readonly check: (changed: ReadonlyMap<string, JsonObject>) => readonly Finding[];
}

/** The number of rounds of trials. Above it, nothing is fixed. */
const MOST_ROUNDS = 6;

/**
 * Makes fixes on trial, checks the result, and withholds those that lead to a new finding. So a later check has no new finding, apart from
 * doubts that something graver had hidden.
 */
export function settleFixes(
  wanted: readonly Fix[],
  before: readonly Finding[],
  documents: ReadonlyMap<string, FixDocument>,
  trial: Trial,
): SettledFixes {
  const withheld: Withheld[] = [];
  const earlier = new EarlierFindings(before);
  let fixes = wanted;
  for (let round = 0; round < MOST_ROUNDS && fixes.length > 0; round++) {
    const byTemplate = groupedBy(fixes, ({ template }) => [template]);
    const texts = textsOf(byTemplate, documents);
    const changed = new Map<string, JsonObject>();
    const refused: Withheld[] = [];
    for (const [id, text] of texts) {
      const own = byTemplate.get(id) ?? [];
      const template = readAgain(id, text, trial);
      const old = documents.get(id)?.template ?? {};
      if (
        template !== undefined &&
        isSameButEdits(
          old,
          template,
          own.flatMap(({ edits }) => edits),
        )
      )
        changed.set(id, template);
      else refused.push(...own.map((fix) => ({ fix, why: 'the text cannot be changed in place: change it by hand' })));
    }
    const found = refused.length > 0 ? [] : trial.check(changed).filter((finding) => !earlier.has(finding));
    const revealed = found.filter((finding) => earlier.hid(finding));
    if (found.length > revealed.length) {
      const byLaunch = groupedBy(fixes, ({ findings }) => findings.flatMap(launchesOf));
      for (const finding of found) if (!earlier.hid(finding)) refused.push(...blamed(finding, { fixes, byTemplate, byLaunch }));
    }
    if (refused.length === 0) return { fixes, withheld, texts, revealed };
    const reasons = new Map(refused.map(({ fix, why }) => [fix, why]));
    withheld.push(...[...reasons].map(([fix, why]) => ({ fix, why })));
    fixes = fixes.filter((fix) => !reasons.has(fix));
  }
  return {
    fixes: [],
    withheld: [...withheld, ...fixes.map((fix) => ({ fix, why: 'other fixes change what it needs: run it again' }))],
    texts: new Map(),
    revealed: [],
  };
}

type FixesBy = ReadonlyMap<string, readonly Fix[]>;

function groupedBy(fixes: readonly Fix[], keysOf: (fix: Fix) => readonly string[]): FixesBy {
  const groups = new Map<string, Fix[]>();
  for (const fix of fixes) {
    for (const key of new Set(keysOf(fix))) {
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push(fix);
    }
  }
  return groups;
}

function textsOf(byTemplate: FixesBy, documents: ReadonlyMap<string, FixDocument>): ReadonlyMap<string, string> {
  return new Map(
    [...byTemplate].map(([id, own]) => [
      id,
      edited(
        documents.get(id)?.text ?? '',
        own.flatMap(({ textEdits }) => textEdits),
      ),
    ]),
  );
}

function readAgain(id: string, text: string, trial: Trial): JsonObject | undefined {
  try {
    return trial.read(id, text);
  } catch {
    return undefined;
  }
}

/** The findings of a check, for comparison with those of the next. */
class EarlierFindings {
  private readonly byKey = new Map<string, Finding>();
  private readonly gravityAt = new Map<string, number>();

  public constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      const place = placeOf(finding);
      this.byKey.set(keyOf(finding), finding);
      this.gravityAt.set(place, Math.max(this.gravityAt.get(place) ?? 0, GRAVITY[finding.severity]));
    }
  }

  public has(finding: Finding): boolean {
    const earlier = this.byKey.get(keyOf(finding));
    return earlier !== undefined && finding.values.every((value) => earlier.values.includes(value));
  }

  /** Tells whether a finding is a doubt that something graver in its place has hidden: a free parameter whose default was Xen. */
  public hid(finding: Finding): boolean {
    return finding.doubt !== undefined && (this.gravityAt.get(placeOf(finding)) ?? 0) > GRAVITY[finding.severity];
  }
}

const GRAVITY: Readonly<Record<Finding['severity'], number>> = { info: 0, warning: 1, error: 2 };

function placeOf({ template, logicalId = '', path }: Finding): string {
  return [template, logicalId, path].join('\n');
}

function keyOf(finding: Finding): string {
  return [placeOf(finding), finding.rule, finding.messageId].join('\n');
}

/** Returns the fixes of the launches of a new finding; if there are none, those of its template; otherwise all. */
function blamed(
  finding: Finding,
  { fixes, byTemplate, byLaunch }: { readonly fixes: readonly Fix[]; readonly byTemplate: FixesBy; readonly byLaunch: FixesBy },
): readonly Withheld[] {
  const why = `then ${finding.rule} would report: ${finding.message}`;
  const ofLaunch = launchesOf(finding).flatMap((launch) => byLaunch.get(launch) ?? []);
  const nearest = [ofLaunch, byTemplate.get(finding.template) ?? [], fixes].find((each) => each.length > 0) ?? [];
  return nearest.map((fix) => ({ fix, why }));
}

function launchesOf({ template, logicalId = '', launchedWith = [] }: Finding): readonly string[] {
  return [`${template}#${logicalId}`, ...launchedWith];
}
