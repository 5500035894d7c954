import { join } from 'node:path';
import { check } from '../../lib/check';
import { rules } from '../../lib/rules';
import type { Rule } from '../../lib/rules/rule';
import { casesOfAllRules } from './all-cases';
import { engine } from './engine-door';
import { expectMarkedTemplates } from './rule-page';
import { expectFindings } from './rule-tester';

jest.mock('./rule-tester', () => jest.requireActual<typeof import('./all-cases')>('./all-cases').capturing());
// A rule that is on by default and reports on every launch is among the rules of every test in this file.
jest.mock('../../lib/rules', () => {
  const added: Rule = {
    name: 'added',
    meta: {
      description: 'Object to every launch',
      severity: 'error',
      references: [],
      messages: { any: 'no launch is welcome: remove it' },
    },
    judge: (_, report) => ({
      checkLaunch: (launch) => {
        const at = { resource: launch.resource, path: 'Properties', pointer: ['Resources', launch.resource.logicalId, 'Properties'] };
        report({ messageId: 'any', at, message: 'no launch is welcome: remove it' }, launch);
      },
    }),
  };
  return { rules: [added, ...jest.requireActual<typeof import('../../lib/rules')>('../../lib/rules').rules] };
});

const others = rules.filter(({ name }) => name !== 'added');
const all = casesOfAllRules(others);

test('the added rule reports', () => {
  const { findings } = check([{ id: 'a', template: { Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: {} } } } }]);
  expect(findings.map(({ rule }) => rule)).toContain('added');
});

test.each(all.map(({ rule, cases }) => [rule.name, rule, cases] as const))('changes no case of %s', (_, rule, cases) => {
  for (const each of [...cases.valid, ...cases.invalid]) expectFindings(rule, engine, each);
});

test.each(others.map((rule) => [rule.name, rule] as const))('changes no template of the page of %s', (_, rule) => {
  expectMarkedTemplates(rule, 'fails');
  expectMarkedTemplates(rule, 'passes');
});

// The suites that judge templates and name the rules they are about: their tests run here once more, beside the added rule.
describe.each([
  'template/conditions',
  'template/mappings',
  'template/nested-stacks',
  'template/parameters',
  'template/text-functions',
  'template/transforms',
])('changes no test of %s', (suite) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a suite defines its tests where it is loaded
  require(join(__dirname, '..', `${suite}.test`));
});
