import fc from 'fast-check';
import { Catalog } from '../../lib/catalog/catalog';
import { ecsManagedTypes } from '../../lib/catalog/ecs-managed-instances';
import { emrTakes } from '../../lib/catalog/offerings';
import { check } from '../../lib/check';
import type { KnownImages } from '../../lib/images/judge-image';
import type { ImageRecord } from '../../lib/images/image-record';
import type { Finding } from '../../lib/finding';
import type { Demands } from '../../lib/policy/demands';
import { record } from '../images/records';
import type { TemplateObject } from './door';

const catalog = Catalog.bundled();
const xen = catalog.xenTypes().map(({ name }) => name);
const offered = catalog.types.filter(({ offered: is, builtOnNitro }) => is && builtOnNitro).map(({ name }) => name);

const X86 = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';
const ARM = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}';
const UEFI = '{{resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-Base}}';

const PROBED = { date: '2026-10-28', verdict: 'ready', evidence: 'booted', failed: [], sha256: '0'.repeat(64) } as const;

/** Images of the team's own, each of which narrows the types in another way. */
const RECORDS: Readonly<Record<string, ImageRecord>> = {
  'ami-00000000000000001': record({ probe: PROBED, bootMode: 'legacy-bios' }),
  'ami-00000000000000002': record({ probe: PROBED, bootMode: 'uefi', tpmSupport: 'v2.0' }),
  'ami-00000000000000003': record({ probe: { ...PROBED, enaVersion: '2.1.0K' } }),
  'ami-00000000000000004': record({ probe: { ...PROBED, enaVersion: '2.1.0K' }, architecture: 'arm64' }),
  'ami-00000000000000005': record({ probe: PROBED, boot: { legacyBios: true, uefi: false } }),
};
const IMAGES: KnownImages = { recorded: new Map([['eu-west-1', new Map(Object.entries(RECORDS))]]), today: '2026-11-01' };
const OWN = Object.keys(RECORDS);

/** The properties of a launch beside its type, in EC2's own words. */
interface Beside {
  readonly image: string;
  readonly features: Record<string, unknown>;
}

type Build = (type: string, beside: Beside) => TemplateObject;

const resources = (Resources: object): TemplateObject => ({ Resources });

/** One launch for each kind of site, and for each service that restricts types. */
const LAUNCHES: Readonly<Record<string, Build>> = {
  instance: (InstanceType, { image, features }) =>
    resources({ Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType, ImageId: image, ...features } } }),
  'launch template': (InstanceType, { image, features }) =>
    resources({
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType, ImageId: image, ...features } } },
    }),
  'launch template whose user has the image': (InstanceType, { image, features }) =>
    resources({
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType, ...features } } },
      Web: {
        Type: 'AWS::EC2::Instance',
        Properties: { ImageId: image, LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } },
      },
    }),
  overrides: (InstanceType, { image, features }) =>
    resources({
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: image, ...features } } },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MixedInstancesPolicy: {
            LaunchTemplate: {
              LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
              Overrides: [{ InstanceType }],
            },
          },
        },
      },
    }),
  'launch configuration': (InstanceType, { image }) =>
    resources({ Config: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { InstanceType, ImageId: image } } }),
  'node group without an image': (type) => resources({ Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: [type] } } }),
  'node group for arm64': (type) =>
    resources({ Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: [type], AmiType: 'AL2023_ARM_64_STANDARD' } } }),
  batch: (type, { image }) =>
    resources({
      Jobs: {
        Type: 'AWS::Batch::ComputeEnvironment',
        Properties: { Type: 'MANAGED', ComputeResources: { Type: 'EC2', InstanceTypes: [type], ImageId: image } },
      },
    }),
  'a family of Batch': (type, { image }) =>
    resources({
      Jobs: {
        Type: 'AWS::Batch::ComputeEnvironment',
        Properties: {
          Type: 'MANAGED',
          ComputeResources: { Type: 'EC2', InstanceTypes: [xen.includes(type) ? type.slice(0, type.indexOf('.')) : type], ImageId: image },
        },
      },
    }),
  'Batch on managed instances': (type) =>
    resources({
      Jobs: {
        Type: 'AWS::Batch::ComputeEnvironment',
        Properties: {
          ComputeResources: {
            Type: 'ECS_MANAGED_INSTANCES',
            ManagedInstancesProvider: { InstanceLaunchTemplate: { InstanceRequirements: { AllowedInstanceTypes: [type] } } },
          },
        },
      },
    }),
  host: (type) => resources({ Host: { Type: 'AWS::EC2::Host', Properties: { InstanceType: type } } }),
  'a list in one text': (type, { image }) => {
    const option = (Namespace: string, OptionName: string, Value: string): object => ({ Namespace, OptionName, Value });
    const OptionSettings = [
      option('aws:ec2:instances', 'InstanceTypes', type),
      option('aws:autoscaling:launchconfiguration', 'ImageId', image),
    ];
    return resources({ App: { Type: 'AWS::ElasticBeanstalk::Environment', Properties: { OptionSettings } } });
  },
  'a pattern': (type) =>
    resources({
      Functions: { Type: 'AWS::Lambda::CapacityProvider', Properties: { InstanceRequirements: { AllowedInstanceTypes: [type] } } },
    }),
  'EMR 5.36': (InstanceType) =>
    resources({
      Hadoop: {
        Type: 'AWS::EMR::Cluster',
        Properties: { ReleaseLabel: 'emr-5.36.0', Instances: { MasterInstanceGroup: { InstanceType } } },
      },
    }),
  'a group of an EMR cluster': (InstanceType) =>
    resources({
      Cluster: {
        Type: 'AWS::EMR::Cluster',
        Properties: { ReleaseLabel: 'emr-7.9.0', Instances: { MasterInstanceGroup: { InstanceType: 'm5.xlarge' } } },
      },
      Group: { Type: 'AWS::EMR::InstanceGroupConfig', Properties: { JobFlowId: { Ref: 'Cluster' }, InstanceType } },
    }),
  'game server group': (InstanceType) =>
    resources({ Games: { Type: 'AWS::GameLift::GameServerGroup', Properties: { InstanceDefinitions: [{ InstanceType }] } } }),
  'development environment': (InstanceType) =>
    resources({ Ide: { Type: 'AWS::Cloud9::EnvironmentEC2', Properties: { InstanceType, ImageId: 'amazonlinux-2023-x86_64' } } }),
  'game server': (EC2InstanceType) => resources({ Games: { Type: 'AWS::GameLift::Fleet', Properties: { EC2InstanceType } } }),
  'image build': (type) =>
    resources({
      Recipe: { Type: 'AWS::ImageBuilder::ImageRecipe', Properties: { ParentImage: `ssm:${ARM.slice('{{resolve:ssm:'.length, -2)}` } },
      Infrastructure: { Type: 'AWS::ImageBuilder::InfrastructureConfiguration', Properties: { InstanceTypes: [type] } },
      Image: {
        Type: 'AWS::ImageBuilder::Image',
        Properties: { ImageRecipeArn: { Ref: 'Recipe' }, InfrastructureConfigurationArn: { Ref: 'Infrastructure' } },
      },
    }),
};

const ABOUT_TYPES = new Set([
  'instance-type',
  'instance-type-known',
  'image-architecture',
  'image-boot-mode',
  'nitro-features',
  'encryption-in-transit',
]);

/** Messages of `instance-type` about a type that is replaced. */
const REPLACED = /^(?:xen|denied|notAllowed|lacksFeature)/;

const EXCLUDED_BY_SEV_SNP = new Set(['excludedBySevSnp', 'sevSnpNeedsUefi']);

/** A finding about a type, or about an image that is too old for it. */
function isAboutType({ rule, messageId }: Finding): boolean {
  return ABOUT_TYPES.has(rule) || messageId === 'enaTooOld';
}

const features = fc
  .record({
    EnclaveOptions: fc.constantFrom(undefined, { Enabled: true }),
    HibernationOptions: fc.constantFrom(undefined, { Configured: true }),
    CpuOptions: fc.constantFrom(undefined, undefined, undefined, { NestedVirtualization: 'enabled' }, { AmdSevSnp: 'enabled' }),
    NetworkInterfaces: fc.constantFrom(
      undefined,
      undefined,
      [{ InterfaceType: 'efa', DeviceIndex: 0 }],
      [{ DeviceIndex: 0, EnaSrdSpecification: { EnaSrdEnabled: true } }],
    ),
  })
  .map((record): Record<string, unknown> => JSON.parse(JSON.stringify(record)) as Record<string, unknown>);

const demands: fc.Arbitrary<Demands> = fc
  .record({
    allowed: fc.constantFrom(undefined, undefined, ['m7i.*'], ['m7i.*', 'c7g.*', 't3.*'], ['*.large', '*.xlarge', '*.4xlarge'], ['r*']),
    denied: fc.constantFrom(undefined, undefined, ['m7i.*', 'c7i.*'], ['t3.*', 't4g.*'], ['*.metal*']),
    architectures: fc.constantFrom<Demands['architectures']>(undefined, undefined, undefined, ['arm64'], ['x86_64']),
    features: fc.constantFrom<NonNullable<Demands['features']>>([], [], ['enclaves'], ['nitro-tpm'], ['hibernation', 'ena-express']),
  })
  .map(({ allowed, denied, architectures, features: required }) => ({
    ...(allowed !== undefined && { allowedInstanceTypes: [allowed] }),
    ...(denied !== undefined && { deniedInstanceTypes: denied }),
    ...(architectures !== undefined && { architectures }),
    features: required,
  }));

function typeFindings(template: TemplateObject, policy: Demands, isEncrypted: boolean): readonly Finding[] {
  const severities = new Map(isEncrypted ? [['encryption-in-transit', 'error' as const]] : []);
  return check([{ id: 'template', template: template as never }], { demands: policy, severities, images: IMAGES }).findings.filter(
    // The cluster is only there for its group. A feature that AMD SEV-SNP excludes is not about the type.
    (finding) => isAboutType(finding) && finding.logicalId !== 'Cluster' && !EXCLUDED_BY_SEV_SNP.has(finding.messageId),
  );
}

const REMEDY = /(?:use|did you mean|such as) '([^']+)'/;

describe.each(Object.entries(LAUNCHES))('%s', (kind, build) => {
  const from =
    kind === 'image build'
      ? fc.constantFrom(...xen)
      : fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...xen) },
          { weight: 1, arbitrary: fc.constantFrom('m4.lrage', 'm5.larg', 'm7i.large') },
          { weight: 1, arbitrary: fc.constantFrom(...offered) },
        );

  test('the suggestion, once written, leaves no finding about the type', () => {
    fc.assert(
      fc.property(
        from,
        fc.constantFrom(X86, ARM, UEFI, ...OWN),
        features,
        demands,
        fc.boolean(),
        (type, image, switched, policy, isEncrypted) => {
          const beside = { image, features: switched };
          const [first, ...others] = typeFindings(build(type, beside), policy, isEncrypted);
          if (first === undefined) return;
          // One cause, one finding.
          if (REPLACED.test(first.messageId)) expect(others).toEqual([]);
          const suggested = REMEDY.exec(first.message)?.[1];
          if (suggested === undefined) {
            if (first.messageId === 'defaultImage') return;
            expect(first.message).toMatch(first.messageId === 'enaTooOld' ? /use an image/ : /no (?:type|family)/);
            for (const name of fc.sample(fc.constantFrom(...offered), { numRuns: 3, seed: 7 })) {
              const written = typeFindings(build(name, beside), policy, isEncrypted);
              if (!/EMR|game|development/.test(kind)) expect(written).not.toEqual([]);
            }
            return;
          }
          expect(suggested).not.toBe(type);
          expect(typeFindings(build(suggested, beside), policy, isEncrypted).map(({ message }) => message)).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});

function suggestionIn(template: TemplateObject, policy: Demands = {}): string | undefined {
  return REMEDY.exec(typeFindings(template, policy, false)[0]?.message ?? '')?.[1];
}

const beside = { image: X86, features: {} };
const launched = (kind: string, type: string, more: Partial<Beside> = {}): TemplateObject =>
  LAUNCHES[kind]?.(type, { ...beside, ...more }) ?? {};

describe('a service that takes some types only', () => {
  test.each(xen)('EMR takes what is suggested for %s, in its release', (name) => {
    const suggested = suggestionIn(launched('EMR 5.36', name)) ?? '';
    expect(emrTakes('emr-5.36.0', suggested)).toBe(true);
    expect(emrTakes('emr-7.9.0', suggestionIn(launched('a group of an EMR cluster', name)) ?? '')).toBe(true);
  });

  test('no Nitro-based large is in a release of EMR, and m7i.xlarge is in most', () => {
    expect(suggestionIn(launched('EMR 5.36', 'm4.large'))).toBe('m7i.xlarge');
    expect(suggestionIn(launched('EMR 5.36', 'm4.xlarge'))).toBe('m7i.xlarge');
    expect(emrTakes('emr-5.36.3', 'm7i.xlarge')).toBe(true);
    expect(emrTakes(undefined, 'm7i.large')).toBe(false);
    expect(emrTakes('emr-5.12.0', 'm5.xlarge')).toBe(false);
    expect(emrTakes('emr-5.13.0', 'm5.xlarge')).toBe(true);
  });

  test.each(xen)('ECS Managed Instances take what is suggested for %s', (name) => {
    const managed = new Set(ecsManagedTypes(catalog).map((type) => type.name));
    expect(managed).toContain(suggestionIn(launched('Batch on managed instances', name)));
  });

  test('GameLift has no T3', () => {
    expect(suggestionIn(launched('game server', 't2.large'))).toBe('m7i.large');
    expect(suggestionIn(launched('game server', 'm4.large'))).toBe('m7i.large');
    expect(suggestionIn(launched('game server', 'r4.16xlarge'))).toBe('r7i.16xlarge');
  });

  test('GameLift FleetIQ has a shorter list', () => {
    expect(suggestionIn(launched('game server group', 'm4.large'))).toMatch(/^m5a?\.large$/);
  });

  test('AWS Cloud9 takes families of letters and one digit', () => {
    expect(suggestionIn(launched('development environment', 't2.micro'))).toBe('t3.micro');
    expect(suggestionIn(launched('development environment', 'm4.large'))).toBe('t3.large');
    expect(suggestionIn(launched('development environment', 'c4.4xlarge'))).toMatch(/^c5\./);
  });
});

describe('demands that exclude each other', () => {
  const said = (template: TemplateObject, policy: Demands = {}): string => typeFindings(template, policy, false)[0]?.message ?? '';

  test('are named: the image and the policy', () => {
    expect(said(launched('instance', 't2.large', { image: ARM }), { allowedInstanceTypes: [['m7i.*']] })).toBe(
      "'t2.large' runs on the Xen hypervisor: no type built on Nitro is one that the policy allows ('m7i.*') and one with architecture arm64, " +
        'which the image has: change one of these',
    );
  });

  test('are named: two of the policy', () => {
    expect(said(launched('instance', 'm4.large'), { allowedInstanceTypes: [['t3.*']], features: ['enclaves'] })).toBe(
      "'m4.large' runs on the Xen hypervisor: change the policy, since no type built on Nitro is one that the policy allows ('t3.*') and one " +
        'with Nitro Enclaves, which the policy requires',
    );
  });

  test('is named: an EMR release without types built on Nitro', () => {
    const template = {
      Resources: {
        Old: {
          Type: 'AWS::EMR::Cluster',
          Properties: { ReleaseLabel: 'emr-4.8.2', Instances: { MasterInstanceGroup: { InstanceType: 'm4.large' } } },
        },
      },
    };
    expect(said(template, { allowedInstanceTypes: [['m5.*']] })).toContain("EMR release 'emr-4.8.2'");
  });
});

test.each([
  ['t2.large', { image: ARM }, {}, 't4g.large'],
  ['r4.large', { features: { EnclaveOptions: { Enabled: true } } }, {}, 'r7i.xlarge'],
  ['m4.large', {}, { allowedInstanceTypes: [['m7i.*']] }, 'm7i.large'],
  ['c4.large', {}, { allowedInstanceTypes: [['m7i.*']] }, 'm7i.large'],
  ['m4.large', {}, { deniedInstanceTypes: ['m7i.*'] }, 'm6i.large'],
  ['p3.2xlarge', {}, {}, 'g6e.2xlarge'],
] as const)('for %s with %j under %j, %s satisfies all', (type, more, policy, suggested) => {
  const findings = typeFindings(launched('instance', type, more), policy, false);
  expect(findings.map(({ messageId }) => messageId)).toEqual(['xen']);
  expect(REMEDY.exec(findings[0]?.message ?? '')?.[1]).toBe(suggested);
});

describe('a known Region', () => {
  const suggestedIn = (type: string, region: string): string | undefined => {
    const [found] = check([{ id: 'template', template: launched('instance', type) as never, region }]).findings;
    return REMEDY.exec(found?.message ?? '')?.[1];
  };

  test.each([
    ['m4.large', 'us-east-1', 'm7i.large'],
    ['m4.large', 'ca-west-1', 'm6i.large'],
    ['m4.large', 'cn-north-1', 'm6i.large'],
    ['g2.2xlarge', 'us-east-1', 'g6.2xlarge'],
    ['g2.2xlarge', 'eu-west-1', 'g4dn.2xlarge'],
    ['d2.xlarge', 'us-east-1', 'd3.xlarge'],
    ['m4.large', 'us-gov-west-1', 'm7i.large'],
  ])('%s in %s becomes %s', (type, region, suggested) => {
    expect(suggestedIn(type, region)).toBe(suggested);
  });
});

describe('a launch that maps an instance store volume', () => {
  const BlockDeviceMappings = [{ DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' }];
  const mapped = (type: string): TemplateObject => launched('instance', type, { features: { BlockDeviceMappings } });

  test.each([
    ['m3.large', 'm5d.large'],
    ['c3.xlarge', 'c5d.xlarge'],
    ['r3.2xlarge', 'r5d.2xlarge'],
    // EC2 ignores the mapping on a type without such a store.
    ['m4.large', 'm7i.large'],
    ['t2.micro', 't3.micro'],
  ])('%s becomes %s', (type, suggested) => {
    expect(suggestionIn(mapped(type))).toBe(suggested);
    expect((catalog.find(suggested)?.localStorageGB ?? 0) > 0).toBe((catalog.find(type)?.localStorageGB ?? 0) > 0);
  });

  test('in its launch template, too', () => {
    const template = {
      Resources: {
        Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { BlockDeviceMappings } } },
        Web: {
          Type: 'AWS::EC2::Instance',
          Properties: { InstanceType: 'm3.large', LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } },
        },
      },
    };
    expect(suggestionIn(template)).toBe('m5d.large');
    expect(
      suggestionIn(launched('instance', 'm3.large', { features: { BlockDeviceMappings: [{ DeviceName: '/dev/sdb', Ebs: {} }] } })),
    ).toBe('m7i.large');
  });

  test('that store is no reason to suggest nothing', () => {
    expect(suggestionIn(mapped('m3.large'), { allowedInstanceTypes: [['m7i.*']] })).toBe('m7i.large');
  });
});

describe('the fix', () => {
  const fixOf = (template: TemplateObject): string => check([{ id: 'template', template: template as never }]).findings[0]?.fix ?? '';

  test('says what the message does not', () => {
    expect(fixOf(launched('instance', 'c4.8xlarge'))).toBe(
      "on arm64 use 'c7g.8xlarge'. The change stops and starts the instance. With 'c7i.8xlarge' for 'c4.8xlarge': vCPUs 36 to 32, memory 60 to 64 GiB",
    );
  });

  test('warns of lost instance store data where there is such a store', () => {
    expect(fixOf(launched('instance', 'c3.8xlarge'))).toContain('instance store data is lost');
    expect(fixOf(launched('instance', 'f1.2xlarge'))).toContain('instance store data is lost');
    for (const type of ['m4.large', 'p3.2xlarge', 'p2.xlarge', 'g3.4xlarge', 'g3s.xlarge']) {
      expect(fixOf(launched('instance', type))).not.toContain('instance store');
    }
  });

  test('names the property for CPU credits where the resource has one', () => {
    expect(fixOf(launched('instance', 't2.micro'))).toContain("set CreditSpecification.CPUCredits to 'standard'");
    expect(fixOf(launched('launch template', 't2.micro'))).toContain("set LaunchTemplateData.CreditSpecification.CpuCredits to 'standard'");
    expect(fixOf(launched('launch configuration', 't2.micro'))).not.toContain('CreditSpecification');
    expect(fixOf(launched('instance', 'm4.large'))).not.toContain('CPU bursts');
  });
});

test('a finding has the text to write instead of each of its values', () => {
  const replacementsIn = (template: TemplateObject): unknown => typeFindings(template, {}, false)[0]?.replacements;
  const Parameters = { Type: { Type: 'String', Default: 'm4.large', AllowedValues: ['m4.large', 't2.micro', 'm5.large'] } };
  expect(
    replacementsIn({ Parameters, Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: { Ref: 'Type' } } } } }),
  ).toEqual([
    { value: 'm4.large', written: 'm7i.large' },
    { value: 't2.micro', written: 't3.micro' },
  ]);
  expect(replacementsIn(launched('a family of Batch', 'm4.large'))).toEqual([{ value: 'm4', written: 'm7i' }]);
  expect(replacementsIn(launched('instance', 'm7i.larg'))).toEqual([{ value: 'm7i.larg', written: 'm7i.large' }]);
  expect(replacementsIn(launched('instance', 'm12q.large'))).toBeUndefined();
});

describe('the image example', () => {
  const exampleFor = (type: string, policy: Demands = {}): string => {
    const template = launched('instance', type, { image: 'ami-0123456789abcdef0' });
    const found = check([{ id: 'template', template: template as never }], { demands: policy }).findings.find(
      ({ rule }) => rule === 'image-ready',
    );
    return /al2023-ami-kernel-default-(\w+)/.exec(found?.fix ?? '')?.[1] ?? '';
  };

  test.each(['p3.2xlarge', 'p2.xlarge', 'g3.4xlarge', 'f1.2xlarge', 'cc2.8xlarge', 'm4.large'])('for %s is for x86_64', (type) => {
    expect(exampleFor(type)).toBe('x86_64');
  });

  test('is for arm64 where the type or the policy is', () => {
    expect(exampleFor('m7g.large')).toBe('arm64');
    expect(exampleFor('m4.large', { architectures: ['arm64'] })).toBe('arm64');
  });
});
