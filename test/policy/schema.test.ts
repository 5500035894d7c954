import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { policyShape } from '../../lib/policy/policy-document';
import { PolicyError } from '../../lib/policy/policy-error';
import { policySchema } from '../../lib/policy/policy-document';
import { rules } from '../../lib/rules';
import type { Json } from '../../lib/base/json/json';

const validate = new Ajv({ format: 'full' }).compile(policySchema(rules));
const shape = policyShape(rules);

function isRead(value: Json): boolean {
  try {
    shape.read(value, [], (_, problem) => {
      throw new PolicyError(problem);
    });
    return true;
  } catch (error) {
    if (error instanceof PolicyError) return false;
    throw error;
  }
}

const EXEMPTION = { rule: 'node-pool', where: '**', reason: 'x' };
const STATEMENT = { owner: '123456789012', reason: 'x' };

test.each<[Json, boolean]>([
  [{}, true],
  [{ $schema: 'x', extends: 'a', profile: 'eks', rules: { 'node-pool': 'locked' } }, true],
  [{ extends: ['a', './b.json'], profile: ['eks', 'observe'] }, true],
  [{ extends: [] }, false],
  [{ extends: '' }, false],
  [{ profile: 'none' }, false],
  [{ rules: { 'node-pol': 'off' } }, false],
  [{ rules: { 'node-pool': 'warn' } }, false],
  [{ rulez: {} }, false],
  [{ unknown: 'off' }, false],
  [{ unresolved: 'warning' }, true],
  [{ allowedInstanceTypes: ['m7i.*', 'c7i.large', 'u-6tb1.metal', '*'] }, true],
  [{ allowedInstanceTypes: [] }, false],
  [{ deniedInstanceTypes: [] }, true],
  [{ deniedInstanceTypes: ['m7i'] }, false],
  [{ deniedInstanceTypes: ['M7i.large'] }, false],
  [{ architectures: ['x86_64', 'i386'] }, false],
  [{ features: ['enclaves', 'efa'] }, true],
  [{ imageLookups: 'true' }, false],
  [{ exemptions: [{ ...EXEMPTION, expires: '2028-02-29' }] }, true],
  [{ exemptions: [{ ...EXEMPTION, expires: '2027-02-29' }] }, false],
  [{ exemptions: [{ ...EXEMPTION, expires: '2027-2-9' }] }, false],
  [{ exemptions: [{ ...EXEMPTION, reason: ' ' }] }, false],
  [{ exemptions: [{ ...EXEMPTION, by: 'me' }] }, false],
  [{ exemptions: [{ rule: 'node-pool', where: '**' }] }, false],
  [{ imageStatements: [STATEMENT, { ...STATEMENT, owner: 'amazon', name: 'a*', tag: 'Team=web' }] }, true],
  [{ imageStatements: [{ parameter: '/acme/*', reason: 'x' }] }, true],
  [{ imageStatements: [{ parameter: '/acme/*', name: 'a', reason: 'x' }] }, false],
  [{ imageStatements: [{ ...STATEMENT, parameter: '/acme/*' }] }, false],
  [{ imageStatements: [{ name: 'a', reason: 'x' }] }, false],
  [{ imageStatements: [{ templateParameter: 'AMI*', reason: 'x', expires: '2027-03-31' }] }, true],
  [{ imageStatements: [{ templateParameter: 'Prod/**/AMI', reason: 'x' }] }, true],
  [{ imageStatements: [{ templateParameter: 'templates/web.yaml#AMI', reason: 'x' }] }, true],
  [{ imageStatements: [{ templateParameter: '/acme/ami', reason: 'x' }] }, false],
  [{ imageStatements: [{ templateParameter: 'AMI Service', reason: 'x' }] }, false],
  [{ imageStatements: [{ templateParameter: 'AMI', name: 'a', reason: 'x' }] }, false],
  [{ imageStatements: [{ templateParameter: 'AMI', parameter: '/acme/*', reason: 'x' }] }, false],
  [{ imageStatements: [{ ...STATEMENT, templateParameter: 'AMI' }] }, false],
  [{ imageStatements: [{ templateParameter: 'AMI', reason: 'x', expires: '2027-02-29' }] }, false],
  [{ imageStatements: [{ owner: '12345', reason: 'x' }] }, false],
  [[], false],
  [null, false],
])('%j: the schema and the reader say %s', (policy, isGood) => {
  expect({ schema: validate(policy), reader: isRead(policy) }).toEqual({ schema: isGood, reader: isGood });
});

test('the schema and the reader agree on whatever is written', () => {
  const text = fc.constantFrom(
    'm7i.*',
    'error',
    'off',
    'eks',
    'x86_64',
    'enclaves',
    'node-pool',
    '/a',
    '123456789012',
    '2027-01-31',
    '',
    ' ',
    'A=b',
  );
  const scalar = fc.oneof({ arbitrary: text, weight: 5 }, fc.constantFrom<Json[]>(null, true, 0));
  const keys = ['owner', 'name', 'tag', 'parameter', 'reason', 'rule', 'where', 'expires', 'node-pool', '__proto__'];
  const members = (names: readonly string[], value: fc.Arbitrary<Json>) =>
    fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 }).map((entries): Json => Object.fromEntries(entries));
  const inner = members(keys, scalar);
  const value = fc.oneof(scalar, inner, fc.array(fc.oneof(scalar, inner), { maxLength: 3 }));
  const names = Object.keys((policySchema(rules)['properties'] ?? {}) as object);
  fc.assert(
    fc.property(members([...names, '__proto__', 'extend'], value as fc.Arbitrary<Json>), (policy) => {
      expect({ policy, isGood: validate(policy) }).toEqual({ policy, isGood: isRead(policy) });
    }),
    { numRuns: 2_000 },
  );
});

test('every key says what it is for', () => {
  const { properties } = policySchema(rules) as { properties: Record<string, { description?: string }> };
  for (const { description } of Object.values(properties)) expect(description).toMatch(/\.$/);
});

test('nitro.schema.json is the schema of the policy keys and rules, which `npm run schema` writes', () => {
  expect(JSON.parse(readFileSync(join(__dirname, '../../nitro.schema.json'), 'utf8'))).toEqual(policySchema(rules));
});
