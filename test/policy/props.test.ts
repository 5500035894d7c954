import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import { SELECTABLE_ARCHITECTURES } from '../../lib/base/architecture';
import { Catalog } from '../../lib/catalog/catalog';
import { FEATURE_IDS } from '../../lib/catalog/features';
import { NitroFeature, NitroImageProof, NitroLaunchSiteKind, NitroProfile, NitroSeverity, type NitroStandardProps } from '../../lib';
import { printPolicy } from '../../lib/cli/print-policy';
import { DECLARABLE_KINDS } from '../../lib/policy/declared-site';
import { extendPolicy } from '../../lib/policy/load-policy';
import { policySchema } from '../../lib/policy/policy-document';
import { IMAGE_PROOF_DEMANDS } from '../../lib/policy/image-proof-demand';
import { PROFILE_NAMES } from '../../lib/policy/profiles';
import { SEVERITIES } from '../../lib/policy/severities';
import { rules } from '../../lib/rules';
import { PolicyFolder } from './policy-folder';

test.each<[string, readonly string[], readonly string[]]>([
  ['profiles', Object.values(NitroProfile), PROFILE_NAMES],
  ['features', Object.values(NitroFeature), FEATURE_IDS],
  ['kinds of launch sites', Object.values(NitroLaunchSiteKind), DECLARABLE_KINDS],
  ['proofs of images', Object.values(NitroImageProof), IMAGE_PROOF_DEMANDS],
  ['severities', Object.values(NitroSeverity), SEVERITIES],
  ['architectures', Object.values(InstanceArchitecture), SELECTABLE_ARCHITECTURES],
])('code and file have the same %s', (_, inCode, inFile) => {
  expect(inCode.toSorted()).toEqual(inFile.toSorted());
});

/** A value for each prop, other than its default. */
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
  launchSites: [{ resourceType: 'Acme::Compute::Server', property: 'Size', holds: NitroLaunchSiteKind.INSTANCE_TYPE }],
  imageLookups: true,
  imageProof: NitroImageProof.PROBE,
  recordedImages: 'images.json',
  catalog: 'catalog.json',
  exemptions: [{ rule: 'node-pool', where: '**', reason: 'agreed', expires: '2030-01-31' }],
  baseline: 'baseline.json',
};

test('every key of the file is a prop of lib/cdk/nitro-standard-props.ts with a value in this file', () => {
  const keys = Object.keys(policySchema(rules)['properties'] ?? {});
  // `policyFile` stands for the file, whose own keys two of these are; an app has no templates to leave out.
  expect(Object.keys(props).toSorted()).toEqual(
    keys.filter((key) => !['$schema', 'extends', 'exclude', 'templateExemptions'].includes(key)).toSorted(),
  );
});

describe.each(Object.entries(props))('the key %s', (key, value) => {
  let folder: PolicyFolder;
  beforeAll(() => {
    folder = new PolicyFolder();
  });
  afterAll(() => {
    folder.remove();
  });

  test('is merged by lib/policy/merge.ts', () => {
    expect(folder.loadText({ [key]: value }).settings).not.toEqual(folder.loadText({}).settings);
  });

  test('is printed by lib/cli/print-policy.ts', () => {
    const print = (content: object): string =>
      printPolicy(folder.loadText(content), Catalog.bundled(), { cwd: folder.path, today: '2027-01-31' });
    expect(print({ [key]: value })).not.toBe(print({}));
  });
});

test('every prop is a key of the file, and means the same', () => {
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
