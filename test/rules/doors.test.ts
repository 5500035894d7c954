import { rules } from '../../lib/rules';
import type * as Cases from './all-cases';
import { casesByMessageId, casesOfAllRules, type TestedRule } from './all-cases';
import type { Door } from './door';
import { admits, doors } from './doors';
import { expectFindings, templateOf, type InvalidCase, type ValidCase } from './rule-tester';

jest.mock('./rule-tester', () => jest.requireActual<typeof Cases>('./all-cases').capturing());

/** Message ids that no construct tree causes: no stack in it can nest itself. */
const FROM_FILES_ONLY: readonly string[] = ['nestingCycle'];

/** One accepted case of a rule, and one for each of its message ids. */
function sampleOf(tested: TestedRule, door: Door): readonly ValidCase[] {
  const isAdmitted = (each: ValidCase): boolean => admits(door, templateOf(each));
  const accepted = tested.cases.valid.find(isAdmitted);
  const rejected = [...casesByMessageId(tested, isAdmitted).values()].filter((each) => each !== undefined);
  return [...new Set([...(accepted === undefined ? [] : [accepted]), ...rejected])];
}

const all = casesOfAllRules();

test('the test file of every rule hands its cases to testRule', () => {
  expect(all.map(({ rule }) => rule.name)).toEqual(rules.map(({ name }) => name));
});

describe.each(doors)('through the $name', (door) => {
  describe.each(all.map((tested) => ({ name: tested.rule.name, tested })))('$name', ({ tested }) => {
    const sample = sampleOf(tested, door);

    test('every message id has a case', () => {
      const reported = new Set(
        sample.flatMap((each) => ('findings' in each ? (each as InvalidCase).findings : [])).map(({ messageId }) => messageId),
      );
      const missing = Object.keys(tested.rule.meta.messages).filter((id) => !reported.has(id));
      expect(missing.filter((id) => door.tells === 'everything' || !FROM_FILES_ONLY.includes(id))).toEqual([]);
    });

    for (const each of sample) {
      test(each.name, () => {
        expectFindings(tested.rule, door, each);
      });
    }
  });
});
