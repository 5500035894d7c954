import type { Finding } from '../finding';
import { collectFixes, type Fix, parameterAt, type Unfixable } from './fix';
import type { FixDocument } from './fix-document';
import { Preconditions, type Readiness } from './preconditions';
import { RepeatedItems } from './repeated-items';
import { settleFixes, type SettledFixes, type Trial, type Withheld } from './settle-fixes';

/** A fix that needs other changes first. */
export interface UnsafeFix {
  readonly fix: Fix;
  /** The changes that must come first. */
  readonly first: readonly string[];
}

export interface FixPlan extends SettledFixes {
  /** The unsafe fixes with the changes that must come first, including fixes that are made on request. */
  readonly unsafe: readonly UnsafeFix[];
  readonly withheld: readonly Withheld[];
  readonly unfixable: readonly Unfixable[];
}

export interface PlanOptions extends Readiness {
  /** The findings to fix. */
  readonly wanted: readonly Finding[];
  /** Whether unsafe fixes are made too. */
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

/** Reports that another fix writes the same text in the same parameter. Its AllowedValues would then have the text twice. */
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
