import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { SELECTABLE_ARCHITECTURES } from '../../lib/base/architecture';
import { FEATURE_IDS } from '../../lib/catalog/features';
import { NitroFeature, NitroProfile, NitroSeverity, type NitroStandardProps } from '../../lib';
import { extendPolicy } from '../../lib/policy/load-policy';
import { PROFILE_NAMES } from '../../lib/policy/profiles';
import { SEVERITIES } from '../../lib/policy/severities';
import { PolicyFolder } from './policy-folder';

test.each<[string, readonly string[], readonly string[]]>([
  ['profiles', Object.values(NitroProfile), PROFILE_NAMES],
  ['features', Object.values(NitroFeature), FEATURE_IDS],
  ['severities', Object.values(NitroSeverity), SEVERITIES],
  ['architectures', Object.values(InstanceArchitecture), SELECTABLE_ARCHITECTURES],
])('code and file have the same %s', (_, inCode, inFile) => {
  expect(inCode.toSorted()).toEqual(inFile.toSorted());
});

test('every prop is a key of the file, and means the same', () => {
  const props: Required<Omit<NitroStandardProps, 'policyFile'>> = {
    profile: NitroProfile.EKS,
    rules: { 'node-pool': NitroSeverity.LOCKED },
    unknown: NitroSeverity.WARNING,
    unresolved: NitroSeverity.ERROR,
    allowedInstanceTypes: ['m7g.*'],
    deniedInstanceTypes: ['*.metal'],
    architectures: [InstanceArchitecture.ARM_64],
    features: [NitroFeature.NITRO_TPM],
    imageStatements: [{ parameter: '/acme/**', reason: 'built by us' }],
    imageLookups: true,
    recordedImages: 'images.json',
    catalog: 'catalog.json',
    exemptions: [{ rule: 'node-pool', where: '**', reason: 'agreed', expires: '2030-01-31' }],
    baseline: 'baseline.json',
  };
  const folder = new PolicyFolder();
  try {
    const inCode = extendPolicy(folder.load(), props, 'NitroStandard.enforce', folder.context);
    const inFile = folder.loadText(props);
    expect([...inCode.severities]).toEqual([...inFile.severities]);
    expect(inCode.demands).toEqual(inFile.demands);
    const values = ({ settings }: typeof inCode): unknown =>
      JSON.parse(JSON.stringify(settings, (key, value: unknown) => (['place', 'at', 'sources'].includes(key) ? undefined : value)));
    expect(values(inCode)).toEqual(values(inFile));
    expect(inCode.exemptions[0]?.place).toEqual({ source: 'NitroStandard.enforce' });
  } finally {
    folder.remove();
  }
});
