import type { RuleCases } from './rule-tester';

/** Puts the cases of a rule together that stand in several files. */
export function together(...parts: readonly RuleCases[]): RuleCases {
  return { valid: parts.flatMap(({ valid }) => valid), invalid: parts.flatMap(({ invalid }) => invalid) };
}
