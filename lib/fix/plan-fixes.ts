import type { Finding } from '../finding';
import { collectFixes, type Fix, parameterAt, type Unfixable } from './fix';
import type { FixDocument } from './fix-document';
import { Preconditions, type Readiness } from './preconditions';
import { RepeatedItems } from './repeated-items';
import { settleFixes, type SettledFixes, type Trial, type Withheld } from './settle-fixes';

/** A fix that something else has to come before. */
export interface UnsafeFix {
  readonly fix: Fix;
  /** What has to come first. */
  readonly first: readonly string[];
}

export interface FixPlan extends SettledFixes {
  /** What has to come before the fixes that are not safe: those that are made included, where they are asked for. */
  readonly unsafe: readonly UnsafeFix[];
  readonly withheld: readonly Withheld[];
  readonly unfixable: readonly Unfixable[];
}

export interface PlanOptions extends Readiness {
  /** The findings to fix. */
  readonly wanted: readonly Finding[];
  /** Whether fixes are made that something else has to come before. */
  readonly isUnsafe: boolean;
}

/** Plans the fixes of findings. Changes each template's text in place; every planned fix has been checked. */
export function planFixes(documents: ReadonlyMap<string, FixDocument>, options: PlanOptions, trial: Trial): FixPlan {
  const { fixes: all, unfixable } = collectFixes(options.wanted, documents);
  const preconditions = new Preconditions(options);
  const allowed = new Set<string>();
  const repeated = new RepeatedItems();
  const unsafe = all.flatMap((fix): UnsafeFix[] => {
    const document = documents.get(fix.template);
    const first =
      document === undefined ? [] : [...preconditions.of(fix, document), ...twiceAllowed(fix, allowed), ...repeated.of(fix, document)];
    return first.length === 0 ? [] : [{ fix, first }];
  });
  const needsMore = new Set(unsafe.map(({ fix }) => fix));
  const chosen = options.isUnsafe ? all : all.filter((fix) => !needsMore.has(fix));
  return { ...settleFixes(chosen, options.findings, documents, trial), unsafe, unfixable };
}

/** Says that another fix writes the same text in the same parameter, whose AllowedValues would then have it twice. */
function twiceAllowed({ template, edits, replaces }: Fix, allowed: Set<string>): string[] {
  const parameters = new Set(edits.flatMap(({ pointer }) => (pointer[2] === 'AllowedValues' ? (parameterAt(pointer) ?? []) : [])));
  return [...parameters].flatMap((name) => {
    const key = JSON.stringify([template, name, replaces?.text]);
    if (!allowed.has(key)) {
      allowed.add(key);
      return [];
    }
    return [`another value of ${name} becomes '${replaces?.text ?? ''}' too: remove '${replaces?.value ?? ''}' from its AllowedValues`];
  });
}
