import { Catalog } from '../../../lib/catalog/catalog';
import type { Demands } from '../../../lib/policy/demands';
import { PROFILES } from '../../../lib/policy/profiles';
import { suggestFamilyFor, suggestFor } from '../../../lib/catalog/suggestion';
import { policyDemands, shortfallOf } from '../../../lib/rules/demands/demand-shortfall';

const catalog = Catalog.bundled();
const acceptedAlternative = (name: string, demands: Demands) => suggestFor(catalog, name, policyDemands(demands)).type;
const names = ['t2.micro', 'm4.large', 'm5.large', 'm7g.xlarge', 'g4dn.xlarge', 'p2.xlarge', 'u-6tb1.metal', 'zz9.large'];

describe.each<[string, Demands]>([
  ['allowed types', { allowedInstanceTypes: [['m7i.*', 'c7g.*'], ['*large']] }],
  ['denied types', { deniedInstanceTypes: ['m*', 't*', '*.2xlarge'] }],
  ['an architecture', { architectures: ['arm64'] }],
  ['enclaves', { features: PROFILES.enclaves.features ?? [] }],
  ['confidential', { features: PROFILES.confidential.features ?? [] }],
  ['all features but one', { features: ['enclaves', 'nitro-tpm', 'hibernation', 'ena-express'] }],
])('where the policy demands %s', (_, demands) => {
  test.each(names)('the alternative to %s meets it', (name) => {
    const alternative = acceptedAlternative(name, demands);
    expect(alternative?.builtOnNitro).toBe(true);
    expect(alternative === undefined ? 'none' : shortfallOf(alternative.name, alternative, demands)).toBeUndefined();
  });

  test.each(names)('so does every type of the family instead of that of %s, if there is one', (name) => {
    const family = suggestFamilyFor(catalog, name, policyDemands(demands));
    const types = family === undefined ? [] : catalog.judgeFamily(family).types;
    expect(types.filter((type) => shortfallOf(type.name, type, demands) !== undefined)).toEqual([]);
  });
});

test('an alternative keeps architecture and size where it can', () => {
  expect(acceptedAlternative('m5.xlarge', { deniedInstanceTypes: ['m5.*'] })).toMatchObject({
    vCpus: 4,
    memoryMiB: 16_384,
    architectures: ['x86_64'],
  });
  expect(acceptedAlternative('m7g.xlarge', { deniedInstanceTypes: ['m7g.*'] })).toMatchObject({
    vCpus: 4,
    architectures: ['arm64'],
  });
  expect(acceptedAlternative('m5.xlarge', { architectures: ['arm64'] })).toMatchObject({
    vCpus: 4,
    memoryMiB: 16_384,
    architectures: ['arm64'],
  });
});
