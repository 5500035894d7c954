import type { Json } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';
import type { Finding } from '../../../lib/finding';
import { CARRIERS } from '../../../lib/launch/calls/carriers';
import { ENDPOINT_TYPES } from '../../../lib/launch/calls/http-endpoints';
import { MANIFEST_KINDS } from '../../../lib/launch/calls/manifest-kinds';
import { OPEN_API_TYPES } from '../../../lib/launch/calls/open-api';
import { CARRIER_CASES, MANIFEST_CASES } from './carrier-cases';

function findingsOf(resource: Json): readonly Finding[] {
  const template = { Parameters: { Open: { Type: 'String' } }, Resources: { Carrier: resource } };
  return check([{ id: 't', template }]).findings;
}

const severitiesOf = (findings: readonly Finding[]): readonly string[] => [...new Set(findings.map(({ severity }) => severity))];

test('every carrier has its three cases', () => {
  expect([...CARRIERS.keys()].filter((type) => !Object.hasOwn(CARRIER_CASES, type))).toEqual([]);
});

test('every kind of manifest has its three cases', () => {
  const covered = Object.keys(MANIFEST_CASES).map((name) => name.split(/[/ ]/));
  const missing = MANIFEST_KINDS.filter(({ group, kind }) => !covered.some(([g = '', , k = '']) => group.test(g) && kind.test(k)));
  expect(missing).toEqual([]);
});

/** The launches of code and the content of a mapped request are never known: both cases are undecided. */
const NEVER_KNOWN = [
  ...ENDPOINT_TYPES,
  ...OPEN_API_TYPES,
  'AWS::ApiGateway::Method',
  'AWS::AppSync::Resolver',
  'AWS::AppSync::FunctionConfiguration',
  'AWS::Lambda::Function',
  'AWS::Serverless::Function',
  'AWS::Synthetics::Canary',
  'AWS::ServiceCatalog::CloudFormationProduct',
  'AWS::CodeStarConnections::SyncConfiguration',
];

describe.each(Object.entries({ ...CARRIER_CASES, ...MANIFEST_CASES }))('%s', (type, { known, undecided, clean }) => {
  test('known', () => {
    const findings = findingsOf(known);
    expect(severitiesOf(findings)).toEqual([NEVER_KNOWN.includes(type) ? 'warning' : 'error']);
    expect(findings.every(({ logicalId, path }) => logicalId === 'Carrier' && path.startsWith('Properties/'))).toBe(true);
  });

  test('undecided', () => {
    const findings = findingsOf(undecided);
    expect(findings.map(({ doubt, rule }) => doubt ?? rule)).toEqual(findings.map(() => 'unresolved'));
    expect(severitiesOf(findings)).toEqual(['warning']);
  });

  test('clean', () => {
    expect(findingsOf(clean)).toEqual([]);
  });
});
