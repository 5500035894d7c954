import { rules } from '../../lib/rules';
import type { Rule } from '../../lib/rules/rule';
import type { InvalidCase, RuleCases, ValidCase } from './rule-tester';

/** A rule with the cases of its test file. */
export interface TestedRule {
  readonly rule: Rule;
  readonly cases: RuleCases;
}

const ignore = Object.assign(() => undefined, { each: () => () => undefined });
const NO_TESTS = { describe: ignore, test: ignore, beforeAll: ignore, beforeEach: ignore, afterAll: ignore, afterEach: ignore };

/**
 * Returns the cases of rules by loading each test file, `test/rules/<rule>.test.ts`, without defining the tests in it. The
 * calling test file mocks `./rule-tester` with `capturing`.
 */
export function casesOfAllRules(tested: readonly Rule[] = rules): readonly TestedRule[] {
  captured = [];
  const globals = Object.fromEntries(Object.keys(NO_TESTS).map((name) => [name, (globalThis as Record<string, unknown>)[name]]));
  Object.assign(globalThis, NO_TESTS);
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a test file is found by the name of its rule
    for (const { name } of tested) require(`./${name}.test`);
  } finally {
    Object.assign(globalThis, globals);
  }
  return captured;
}

let captured: TestedRule[] = [];

/** The module `./rule-tester` with a `testRule` that keeps the cases. */
export function capturing(): object {
  return {
    ...jest.requireActual<object>('./rule-tester'),
    testRule: (rule: Rule, cases: RuleCases) => captured.push({ rule, cases }),
  };
}

/** For each message id of a rule, the first case that reports it and that suits the doors. */
export function casesByMessageId(
  { rule, cases }: TestedRule,
  suits: (each: ValidCase) => boolean,
): ReadonlyMap<string, InvalidCase | undefined> {
  const suitable = cases.invalid.filter(suits);
  return new Map(
    Object.keys(rule.meta.messages).map((id) => [id, suitable.find(({ findings }) => findings.some(({ messageId }) => messageId === id))]),
  );
}
