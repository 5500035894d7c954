import { messageProblems, problemsOf, type RuleCases } from './rule-tester';
import { instance } from './templates';

const rule = { name: 'example', meta: { description: '', severity: 'error', references: [], messages: { wrong: '' } } } as const;
const invalid: RuleCases['invalid'] = [
  { name: 'wrong', resource: instance('m4.large'), findings: [{ messageId: 'wrong', path: 'Properties' }] },
];

test('cases that are told apart and complete', () => {
  expect(problemsOf(rule, { valid: [{ name: 'right', resource: instance('m5.large') }], invalid })).toEqual([]);
});

test('a case that repeats another', () => {
  expect(problemsOf(rule, { valid: [{ name: 'again', resource: instance('m4.large') }], invalid })).toEqual([
    "example: 'wrong' repeats 'again'",
  ]);
});

test('two cases of one name', () => {
  expect(problemsOf(rule, { valid: [{ name: 'wrong', resource: instance('m5.large') }], invalid })).toEqual([
    "example: two cases are called 'wrong'",
  ]);
});

test('a message id that no case reports', () => {
  expect(problemsOf(rule, { valid: [], invalid: [] })).toEqual(["example: no invalid case reports 'wrong'"]);
});

test.each([
  ['a placeholder', "'m4.large' is {{what}}: use another", 'leaves a placeholder unfilled'],
  ['upper case', "The type 'm4.large' is Xen: use another", 'does not start in lower case'],
  ['a full stop', "'m4.large' is Xen: use another.", 'ends in a full stop'],
  ['no value', 'the type is Xen: use another', "does not contain the value 'm4.large'"],
])('a message with %s', (_, message, problem) => {
  expect(messageProblems({ message, value: 'm4.large' })).toEqual([problem]);
});

test('a message that is fine', () => {
  expect(messageProblems({ message: "'m4.large' is Xen: use another", value: 'm4.large' })).toEqual([]);
});
