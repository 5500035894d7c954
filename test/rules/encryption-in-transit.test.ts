import { Catalog } from '../../lib/catalog/catalog';
import { check } from '../../lib/check';
import { encryptionInTransit } from '../../lib/rules/encryption-in-transit';
import type { TemplateObject } from './door';
import { testRule } from './rule-tester';
import { groupRequiring, instance, instanceTemplate, parameter, REQUIREMENTS_PATH } from './templates';

const TYPE_PATH = 'Properties/InstanceType';
const MINIMUM = { VCpuCount: { Min: 2, Max: 4 }, MemoryMiB: { Min: 4096 } };

function host(InstanceFamily: string): TemplateObject {
  return { Type: 'AWS::EC2::Host', Properties: { InstanceFamily } };
}

function batch(...InstanceTypes: readonly string[]): TemplateObject {
  return { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources: { Type: 'EC2', InstanceTypes } } };
}

function fleet(InstanceRequirements: TemplateObject): TemplateObject {
  const LaunchTemplateSpecification = { LaunchTemplateId: { Ref: 'Template' }, Version: '1' };
  return {
    Resources: {
      Fleet: {
        Type: 'AWS::EC2::EC2Fleet',
        Properties: { LaunchTemplateConfigs: [{ LaunchTemplateSpecification, Overrides: [{ InstanceRequirements }] }] },
      },
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: {} } },
    },
  };
}

testRule(encryptionInTransit, {
  valid: [
    {
      name: 'a Xen type, which has a finding that suggests a type that encrypts',
      resource: instance('r4.large'),
      others: ['instance-type/xen'],
    },
    { name: 'a type that encrypts', resource: instance('m7i.large') },
    { name: 'a family of which every type encrypts', resource: host('c7i') },
    { name: 'a type newer than the families AWS lists by name, which the catalog knows', resource: instance('m8g.large') },
    { name: 'attributes that require it', template: fleet({ ...MINIMUM, RequireEncryptionInTransit: true }) },
    { name: 'families that encrypt', template: groupRequiring({ ...MINIMUM, AllowedInstanceTypes: ['m7i.*', 'c7i.*'] }) },
    { name: 'a node group with types', resource: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: ['m7i.large'] } } },
    {
      name: 'a value that is known only at deployment, which is reported as that',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', {})),
      others: ['instance-type-resolvable/unresolved'],
    },
    {
      name: 'a value that can only become types that encrypt',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { AllowedPattern: 'm7i\\.[a-z0-9]+' })),
    },
    { name: 'attributes that require it, as a text', template: fleet({ ...MINIMUM, RequireEncryptionInTransit: 'True' }) },
    { name: 'a type that EC2 does not describe, and documentation says that it encrypts', resource: instance('p6e-gb200.36xlarge') },
    { name: 'a type that is none', resource: instance('m7i.larg'), others: ['instance-type-known/unknown'] },
    {
      name: 'no type, which is reported as that',
      resource: { Type: 'AWS::EC2::Instance', Properties: {} },
      others: ['instance-type/missing'],
    },
  ],
  invalid: [
    {
      name: 'a value that cannot become Xen, and may become a type that does not encrypt',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { AllowedPattern: 'm5\\.[a-z0-9]+' })),
      findings: [{ messageId: 'undecided', path: TYPE_PATH, message: 'AllowedValues', fix: "or write '" }],
    },
    {
      name: 'a text of which a part is known',
      template: instanceTemplate({ 'Fn::Sub': 't3.${Size}' }, parameter('Size', {})),
      findings: [{ messageId: 'undecided', path: TYPE_PATH }],
    },
    {
      name: 'a Nitro-based type that does not encrypt',
      resource: instance('t3.micro'),
      findings: [
        {
          messageId: 'unencrypted',
          path: TYPE_PATH,
          severity: 'error',
          value: 't3.micro',
          message: "use 'c7i.large'",
          fix: 'stops and starts',
        },
      ],
    },
    {
      name: 'a Xen type',
      resource: instance('m4.large'),
      findings: [{ messageId: 'unencrypted', path: TYPE_PATH, value: 'm4.large', message: "use 'm7i.large'" }],
    },
    {
      name: 'a retired Xen type',
      resource: instance('p2.xlarge'),
      findings: [{ messageId: 'unencrypted', path: TYPE_PATH, value: 'p2.xlarge' }],
    },
    {
      name: 'allowed values',
      template: instanceTemplate(
        { Ref: 'Type' },
        parameter('Type', { Default: 'm7i.large', AllowedValues: ['m7i.large', 'm5.large', 't3.micro'] }),
      ),
      findings: [{ messageId: 'unencrypted', path: TYPE_PATH, values: ['m5.large', 't3.micro'], origin: 'parameter Type (AllowedValues)' }],
    },
    {
      name: 'a family with types that do not encrypt',
      resource: host('m5'),
      findings: [{ messageId: 'unencryptedMembers', path: 'Properties/InstanceFamily', value: 'm5', message: "use 'm7i'" }],
    },
    {
      name: 'a pattern with types that do not encrypt',
      resource: {
        Type: 'AWS::Lambda::CapacityProvider',
        Properties: { InstanceRequirements: { AllowedInstanceTypes: ['m7i.*', 'm5.*'] } },
      },
      findings: [
        {
          messageId: 'unencryptedMembers',
          path: 'Properties/InstanceRequirements/AllowedInstanceTypes/1',
          value: 'm5.*',
          message: "use 'm7i.*'",
        },
      ],
    },
    {
      name: 'a type newer than the catalog',
      resource: instance('m12q.48xlarge'),
      findings: [{ messageId: 'unproven', path: TYPE_PATH, severity: 'error', value: 'm12q.48xlarge' }],
    },
    {
      name: 'a type that EC2 does not describe',
      resource: instance('i3.metal'),
      findings: [{ messageId: 'unproven', path: TYPE_PATH, value: 'i3.metal' }],
    },
    {
      name: 'a word that leaves the choice to Batch',
      resource: batch('default_x86_64', 'm7i'),
      findings: [{ messageId: 'delegated', path: 'Properties/ComputeResources/InstanceTypes/0', value: 'default_x86_64' }],
    },
    {
      name: 'a node group for which EKS takes t3.medium',
      resource: { Type: 'AWS::EKS::Nodegroup', Properties: {} },
      findings: [{ messageId: 'delegated', path: 'Properties', message: 't3.medium' }],
    },
    {
      name: 'managed instances of ECS without attributes',
      resource: { Type: 'AWS::ECS::CapacityProvider', Properties: { ManagedInstancesProvider: { InfrastructureRoleArn: 'arn' } } },
      findings: [{ messageId: 'delegated', path: 'Properties' }],
    },
    {
      name: 'Batch on managed instances of ECS without types',
      resource: { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources: { Type: 'ECS_MANAGED_INSTANCES' } } },
      findings: [{ messageId: 'delegated', path: 'Properties' }],
    },
    {
      name: 'attributes of managed instances of ECS',
      resource: {
        Type: 'AWS::ECS::CapacityProvider',
        Properties: {
          ManagedInstancesProvider: {
            InstanceLaunchTemplate: { InstanceRequirements: { ...MINIMUM, AllowedInstanceTypes: ['m5.*', 'm7i.*'] } },
          },
        },
      },
      findings: [
        {
          messageId: 'requirements',
          path: 'Properties/ManagedInstancesProvider/InstanceLaunchTemplate/InstanceRequirements',
          value: 'm5.large',
        },
      ],
    },
    {
      name: 'attributes of managed instances of ECS that cannot be decided',
      resource: {
        Type: 'AWS::ECS::CapacityProvider',
        Properties: {
          ManagedInstancesProvider: { InstanceLaunchTemplate: { InstanceRequirements: { 'Fn::ImportValue': 'requirements' } } },
        },
      },
      findings: [{ messageId: 'requirements', path: 'Properties/ManagedInstancesProvider/InstanceLaunchTemplate/InstanceRequirements' }],
    },
    {
      name: 'attributes of a fleet',
      template: fleet({ ...MINIMUM, AllowedInstanceTypes: ['m5.*'] }),
      findings: [
        {
          messageId: 'requirements',
          path: 'Properties/LaunchTemplateConfigs/0/Overrides/0/InstanceRequirements',
          value: 'm5.large',
          message: 'set RequireEncryptionInTransit to true',
        },
      ],
    },
    {
      name: 'attributes of a group, which cannot require it',
      template: groupRequiring({ ...MINIMUM, AllowedInstanceTypes: ['m5.*', 'm7i.*'] }),
      findings: [{ messageId: 'requirements', path: REQUIREMENTS_PATH, message: 'in AllowedInstanceTypes' }],
    },
    {
      name: 'attributes that may not require it',
      template: {
        ...parameter('Encrypted', { AllowedValues: ['true', 'false'] }),
        ...fleet({ ...MINIMUM, AllowedInstanceTypes: ['m5.*'], RequireEncryptionInTransit: { Ref: 'Encrypted' } }),
      },
      findings: [{ messageId: 'requirements', path: 'Properties/LaunchTemplateConfigs/0/Overrides/0/InstanceRequirements' }],
    },
  ],
});

describe('the suggested alternative', () => {
  const catalog = Catalog.bundled();
  const severities = new Map([['encryption-in-transit', 'error' as const]]);
  const plain = catalog.types.filter(({ offered, encryptionInTransit: encrypts }) => offered && !encrypts);
  const findingsFor = (resource: TemplateObject) =>
    check([{ id: 'template', template: { Resources: { Resource: resource } } as never }], { severities }).findings;
  const suggestionFor = (resource: TemplateObject): string => {
    // If instance-type reports the value, its suggestion encrypts.
    const [finding] = findingsFor(resource);
    return /use '([^']+)'/.exec(finding?.message ?? '')?.[1] ?? '';
  };

  test.each(plain.map(({ name }) => name))('to %s passes every rule', (name) => {
    expect(findingsFor(instance(suggestionFor(instance(name))))).toEqual([]);
  });

  test.each([...new Set(plain.map(({ family }) => family))])('to family %s passes every rule', (family) => {
    expect(findingsFor(host(suggestionFor(host(family))))).toEqual([]);
  });
});
