import type { RecordedImages } from '../../lib/images/image-record';
import { type Demands, NO_DEMANDS } from '../../lib/policy/demands';
import type { Rule } from '../../lib/rules/rule';
import type { Door, ObservedFinding, TemplateObject } from './door';
import { engine } from './engine-door';

/** A template, or one resource that makes a template of its own (its logical id is `Resource`). */
type Subject =
  | { readonly resource: TemplateObject; readonly template?: undefined }
  | { readonly template: TemplateObject; readonly resource?: undefined };

export type ValidCase = Subject & {
  readonly name: string;
  /**
   * The errors of other rules that the case is about as well, `rule/messageId`. These rules run beside the rule under test, and no
   * others do.
   */
  readonly others?: readonly string[];
  /** The content of `nitro-images.json`. */
  readonly images?: RecordedImages;
  /** The policy's demands on instance types. */
  readonly demands?: Demands;
  /** The policy's proof for one's own images. */
  readonly imageProof?: 'probe';
};

/** The expected members of a finding. Omitted members do not matter. */
export interface ExpectedFinding {
  readonly messageId: string;
  readonly path: string;
  readonly logicalId?: string;
  readonly value?: string;
  readonly values?: readonly string[];
  readonly severity?: string;
  readonly origin?: string;
  /** A part of the message. */
  readonly message?: string;
  /** A part of the fix. */
  readonly fix?: string;
}

export type InvalidCase = ValidCase & { readonly findings: readonly [ExpectedFinding, ...ExpectedFinding[]] };

export interface RuleCases {
  readonly valid: readonly ValidCase[];
  readonly invalid: readonly InvalidCase[];
}

/**
 * Tests a rule: the engine reports exactly the listed findings of the rule and of the rules named in `others`. Fails for a rule
 * that changes its input, leaves a placeholder in a message, or has a message id that no case reports. `doors.test.ts` runs the
 * cases of each message id through the other front doors.
 */
export function testRule(rule: Rule, cases: RuleCases): void {
  describe(rule.name, () => {
    test('the cases are complete and told apart', () => expect(problemsOf(rule, cases)).toEqual([]));

    if (cases.valid.length > 0) {
      test.each(cases.valid)('accepts: $name', (each) => {
        expectFindings(rule, engine, each);
      });
    }
    test.each(cases.invalid)('rejects: $name', (each) => {
      expectFindings(rule, engine, each);
    });
  });
}

/** Returns the faults of the cases themselves. */
export function problemsOf({ name, meta }: Pick<Rule, 'name' | 'meta'>, { valid, invalid }: RuleCases): string[] {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  const names = new Set<string>();
  for (const each of [...valid, ...invalid]) {
    const images = [...(each.images ?? [])].map(([region, records]) => [region, [...records]]);
    const text = JSON.stringify([templateOf(each), images, each.demands, each.imageProof]);
    const twin = seen.get(text);
    if (twin !== undefined) problems.push(`${name}: '${each.name}' repeats '${twin}'`);
    if (names.has(each.name)) problems.push(`${name}: two cases are called '${each.name}'`);
    seen.set(text, each.name);
    names.add(each.name);
  }
  const reported = new Set(invalid.flatMap(({ findings }) => findings.map(({ messageId }) => messageId)));
  for (const id of Object.keys(meta.messages)) if (!reported.has(id)) problems.push(`${name}: no invalid case reports '${id}'`);
  return problems;
}

/** Returns the faults of a finding's message, whatever its subject. */
export function messageProblems({ message, value, fix = '' }: Pick<ObservedFinding, 'message' | 'value' | 'fix'>): string[] {
  return [
    ...repeatedIn(fix, message).map((clause) => `says '${clause}', and the fix says it again`),
    ...(/\{\{\w*\}\}/.test(message) ? ['leaves a placeholder unfilled'] : []),
    ...(/^[a-z'"]/.test(message) ? [] : ['does not start in lower case']),
    ...(message.endsWith('.') ? ['ends in a full stop'] : []),
    ...(value === undefined || message.includes(value) ? [] : [`does not contain the value '${value}'`]),
  ];
}

/** Shorter clauses, such as a name, may stand in both. */
const SHORTEST_CLAUSE = 15;

/** Returns the clauses of what a message says to do that the fix repeats. */
function repeatedIn(fix: string, message: string): string[] {
  const remedy = message.slice(message.lastIndexOf(': ') + 2);
  return remedy.split(/, (?:or|and) /).filter((clause) => clause.length >= SHORTEST_CLAUSE && fix.includes(clause));
}

/** Expects of a door exactly the findings that a case lists, of its own rule and of the others that it names. */
export function expectFindings(rule: Rule, door: Door, each: ValidCase | InvalidCase): void {
  const expected = 'findings' in each ? each.findings : [];
  const others = each.others ?? [];
  const companions = new Set(others.map((other) => other.slice(0, other.indexOf('/'))));
  const all = door.findings(deepFreeze(templateOf(each)), {
    rules: new Set([rule.name, ...companions]),
    severities: new Map(rule.meta.severity === 'off' ? [[rule.name, 'error']] : []),
    images: each.images ?? new Map(),
    demands: each.demands ?? NO_DEMANDS,
    imageProof: each.imageProof,
  });
  const own = all.filter((finding) => finding.rule === rule.name);
  const companionErrors = all.filter((finding) => companions.has(finding.rule) && finding.severity === 'error');

  expect(own.map(({ messageId, path }) => `${messageId} at ${path}`)).toEqual(
    expected.map(({ messageId, path }) => `${messageId} at ${path}`),
  );
  expected.forEach(({ message, fix, value, values, origin, ...rest }, index) => {
    const told = Object.entries({ value, values, origin }).filter(([, part]) => part !== undefined && door.tells === 'everything');
    const parts = {
      ...(message === undefined ? {} : { message: expect.stringContaining(message) }),
      ...(fix === undefined ? {} : { fix: expect.stringContaining(fix) }),
    };
    expect(own[index]).toMatchObject({ ...rest, ...Object.fromEntries(told), ...parts });
  });
  expect(
    own.flatMap((finding) => messageProblems(finding).map((problem) => `${finding.messageId} ${problem}: ${finding.message}`)),
  ).toEqual([]);
  expect([...new Set(companionErrors.map((finding) => `${finding.rule}/${finding.messageId}`))]).toEqual(others);
}

export function templateOf({ resource, template }: Subject): TemplateObject {
  return template ?? { Resources: { Resource: resource } };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
