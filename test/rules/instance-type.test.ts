import { Catalog } from '../../lib/catalog/catalog';
import { check } from '../../lib/check';
import { instanceType } from '../../lib/rules/instance-type';
import { testRule } from './rule-tester';
import { instance, instanceTemplate, parameter, READY_IMAGE } from './templates';

const HOST = 'AWS::EC2::Host';
const BATCH = 'AWS::Batch::ComputeEnvironment';

function batch(...types: readonly string[]): { Type: string; Properties: object } {
  return { Type: BATCH, Properties: { Type: 'MANAGED', ComputeResources: { Type: 'EC2', InstanceTypes: types } } };
}

function pattern(...types: readonly string[]): { Type: string; Properties: object } {
  return { Type: 'AWS::Lambda::CapacityProvider', Properties: { InstanceRequirements: { AllowedInstanceTypes: types } } };
}

function launchTemplate(data: object): { Type: string; Properties: object } {
  return { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: data } };
}

const IS_BIG = { 'Fn::Equals': [{ Ref: 'Size' }, 'big'] };

/** A type whose values a pattern narrows to Nitro-based ones. */
function narrowed(AllowedPattern: string): Record<string, unknown> {
  return instanceTemplate({ Ref: 'Type' }, parameter('Type', { AllowedPattern }));
}

testRule(instanceType, {
  valid: [
    { name: 'an allowed type', resource: instance('m7i.large'), demands: { allowedInstanceTypes: [['m7i.*', 'c7i.*'], ['*.large']] } },
    { name: 'a type that is not denied', resource: instance('m7i.large'), demands: { deniedInstanceTypes: ['m7a.*', '*.metal*'] } },
    { name: 'a type of the architecture', resource: instance('m7g.large'), demands: { architectures: ['arm64'] } },
    { name: 'a type with the features', resource: instance('m6a.large'), demands: { features: ['amd-sev-snp', 'nitro-tpm'] } },
    {
      name: 'a family that is allowed as a whole',
      resource: { Type: HOST, Properties: { InstanceFamily: 'm7i' } },
      demands: { allowedInstanceTypes: [['m7i.*']] },
    },
    { name: 'what Batch chooses by architecture', resource: batch('default_arm64'), demands: { architectures: ['arm64'] } },
    {
      name: 'a pattern that leaves what is allowed',
      template: narrowed('^m7i\\.(large|xlarge)$'),
      demands: { allowedInstanceTypes: [['m7i.*']] },
    },
    { name: 'a Nitro-based type', resource: instance('m5.large') },
    { name: 'bare metal of a family with Xen types', resource: instance('i3.metal') },
    { name: 'the one Nitro-based P3 family', resource: instance('p3dn.24xlarge') },
    { name: 'a retired type that was built on Nitro', resource: instance('u-9tb1.metal') },
    { name: 'bare metal without a hypervisor', resource: instance('m5.metal') },
    {
      name: 'both branches Nitro',
      template: instanceTemplate(
        { 'Fn::If': ['Big', 'm5.4xlarge', 't3.micro'] },
        { Conditions: { Big: IS_BIG }, ...parameter('Size', {}) },
      ),
    },
    {
      name: 'a Xen branch that cannot be reached',
      template: instanceTemplate({ 'Fn::If': ['Never', 'm4.large', 't3.micro'] }, { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } }),
    },
    {
      name: 'a sentinel that a condition turns into no value',
      template: {
        ...parameter('Type', { Default: 'none', AllowedValues: ['none', 'm5.large'] }),
        Conditions: { Given: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Type' }, 'none'] }] } },
        Resources: {
          Web: {
            Type: 'AWS::EC2::Instance',
            Properties: {
              InstanceType: { 'Fn::If': ['Given', { Ref: 'Type' }, { Ref: 'AWS::NoValue' }] },
              LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
            },
          },
          Template: launchTemplate({ InstanceType: 't3.micro' }),
        },
      },
    },
    {
      name: 'the Xen row of a mapping, which the key does not reach',
      template: instanceTemplate(
        { 'Fn::FindInMap': ['Types', { Ref: 'Stage' }, 'web'] },
        {
          ...parameter('Stage', { AllowedValues: ['prod'] }),
          Mappings: { Types: { prod: { web: 'm5.large' }, old: { web: 'm4.large' } } },
        },
      ),
    },
    {
      name: 'a resource that is never created',
      template: {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { Web: { ...instance('m4.large'), Condition: 'Never' } },
      },
    },
    { name: 'a Dedicated Host of a Nitro-based family', resource: { Type: HOST, Properties: { InstanceFamily: 'm5' } } },
    { name: 'Batch families and types', resource: batch('c5', 'm5.large', 'default_x86_64') },
    { name: 'a pattern without Xen types', resource: pattern('m5*.*', 'i3en.*') },
    { name: 'a pattern for the bare metal of a family with Xen types', resource: pattern('i3.metal*') },
    {
      name: 'a type from the launch template',
      template: {
        Resources: {
          Web: { Type: 'AWS::EC2::Instance', Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } } },
          Template: launchTemplate({ InstanceType: 'm5.large' }),
        },
      },
    },
    { name: 'a node group without a type, for which EKS takes t3.medium', resource: { Type: 'AWS::EKS::Nodegroup', Properties: {} } },
    { name: 'Batch on Fargate', resource: { Type: BATCH, Properties: { ComputeResources: { Type: 'FARGATE' } } } },
    {
      name: 'a Xen class of a managed service',
      resource: { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceClass: 'db.m4.large' } },
    },
    {
      name: 'a Xen type where none belongs',
      resource: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm5.large', KeyName: 'm4.large' } },
    },
  ],
  invalid: [
    {
      name: 'a Xen type',
      resource: instance('t2.micro'),
      findings: [
        {
          messageId: 'xen',
          path: 'Properties/InstanceType',
          logicalId: 'Resource',
          severity: 'error',
          value: 't2.micro',
          values: ['t2.micro'],
          origin: 'literal',
          message: "use 't3.micro'",
          fix: 'stops and starts the instance',
        },
      ],
    },
    {
      name: 'a Xen size beside the bare metal one',
      resource: instance('i3.large'),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', message: "'i4i.large'" }],
    },
    { name: 'a retired Xen type', resource: instance('cc2.8xlarge'), findings: [{ messageId: 'xen', path: 'Properties/InstanceType' }] },
    {
      name: 'only the offending entries of a list',
      resource: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: ['m5.large', 'm4.large', 't3.large', 'c4.large'] } },
      findings: [
        { messageId: 'xen', path: 'Properties/InstanceTypes/1', value: 'm4.large' },
        { messageId: 'xen', path: 'Properties/InstanceTypes/3', value: 'c4.large' },
      ],
    },
    {
      name: 'a default and allowed values, the default first',
      template: instanceTemplate(
        { Ref: 'Type' },
        parameter('Type', { Default: 'm4.large', AllowedValues: ['c4.large', 'm5.large', 'm4.large', 't2.micro'] }),
      ),
      findings: [
        {
          messageId: 'xen',
          path: 'Properties/InstanceType',
          value: 'm4.large',
          values: ['m4.large', 'c4.large', 't2.micro'],
          origin: 'parameter Type (Default)',
          fix:
            "InstanceType: write 'm7i.large' for 'm4.large' in parameter Type (Default) (on arm64: 'm7g.large'); " +
            "'c7i.large' for 'c4.large' (on arm64: 'c7g.large'), 't3.micro' for 't2.micro' (on arm64: 't4g.micro'), " +
            'all in parameter Type (AllowedValues). The change',
        },
      ],
    },
    {
      name: 'allowed values beside a Nitro-based default',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { Default: 'm5.large', AllowedValues: ['m5.large', 'm4.large'] })),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', values: ['m4.large'], origin: 'parameter Type (AllowedValues)' }],
    },
    {
      name: 'the default of a parameter that admits anything',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { Default: 'm4.large' })),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', values: ['m4.large'] }],
    },
    {
      name: 'every mapping leaf that the Region may reach',
      template: instanceTemplate(
        { 'Fn::FindInMap': ['Types', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Types: { 'us-east-1': { web: 'm5.large', db: 'r4.large' }, 'eu-west-1': { web: 'm3.large' } } } },
      ),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', values: ['m3.large'], origin: 'mapping Types/eu-west-1/web' }],
    },
    {
      name: 'the other branch of a condition',
      template: instanceTemplate(
        { 'Fn::If': ['Big', 'm5.4xlarge', 't2.micro'] },
        { Conditions: { Big: IS_BIG }, ...parameter('Size', { Default: 'big' }) },
      ),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', values: ['t2.micro'], origin: 'branch Big (false)' }],
    },
    {
      name: 'the values that a condition leaves of a parameter',
      template: instanceTemplate(
        { 'Fn::If': ['Old', { Ref: 'Type' }, 'm5.large'] },
        {
          ...parameter('Type', { AllowedValues: ['m4.large', 'c4.large', 't3.micro'] }),
          Conditions: { Old: { 'Fn::Equals': [{ Ref: 'Type' }, 'm4.large'] } },
        },
      ),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', values: ['m4.large'] }],
    },
    {
      name: 'a type put together by Fn::Sub',
      template: instanceTemplate({ 'Fn::Sub': '${Family}.large' }, parameter('Family', { AllowedValues: ['m4', 'm5'] })),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', values: ['m4.large'] }],
    },
    {
      name: 'a type put together by Fn::Join',
      resource: instance({ 'Fn::Join': ['.', ['m4', 'large']] }),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', values: ['m4.large'] }],
    },
    {
      name: 'a type selected from a text that is split',
      resource: instance({ 'Fn::Select': ['1', { 'Fn::Split': [',', 'm5.large,m4.large'] }] }),
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType', values: ['m4.large'] }],
    },
    {
      name: 'a list parameter',
      template: {
        Parameters: { Types: { Type: 'CommaDelimitedList', Default: 'm5.large, m4.large' } },
        Resources: { Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: { Ref: 'Types' } } } },
      },
      findings: [{ messageId: 'xen', path: 'Properties/InstanceTypes', values: ['m4.large'] }],
    },
    {
      name: 'types in one text',
      resource: {
        Type: 'AWS::ElasticBeanstalk::Environment',
        Properties: { OptionSettings: [{ Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', Value: 't3.micro, t2.micro' }] },
      },
      findings: [{ messageId: 'xen', path: 'Properties/OptionSettings/0/Value', values: ['t2.micro'] }],
    },
    {
      name: 'a launch template that nothing uses',
      resource: launchTemplate({ InstanceType: 'm4.large' }),
      findings: [{ messageId: 'xen', path: 'Properties/LaunchTemplateData/InstanceType' }],
    },
    {
      name: 'a Dedicated Host of a family with Xen types',
      resource: { Type: HOST, Properties: { InstanceFamily: 'i3' } },
      findings: [
        {
          messageId: 'xenFamily',
          path: 'Properties/InstanceFamily',
          value: 'i3',
          message: "(i3.large, i3.xlarge, i3.2xlarge, i3.4xlarge, i3.8xlarge, i3.16xlarge): use 'i4i'",
        },
      ],
    },
    {
      name: 'a family without offered types',
      resource: { Type: HOST, Properties: { InstanceFamily: 'p2' } },
      findings: [{ messageId: 'xenFamily', path: 'Properties/InstanceFamily', value: 'p2' }],
    },
    {
      name: 'families and types among those of Batch',
      resource: batch('c5', 'm4', 'r4.large'),
      findings: [
        { messageId: 'xenFamily', path: 'Properties/ComputeResources/InstanceTypes/1', value: 'm4' },
        { messageId: 'xen', path: 'Properties/ComputeResources/InstanceTypes/2', value: 'r4.large' },
      ],
    },
    {
      name: 'a pattern with Xen types',
      resource: pattern('m5*.*', 'm*.large'),
      findings: [
        { messageId: 'xenPattern', path: 'Properties/InstanceRequirements/AllowedInstanceTypes/1', value: 'm*.large', message: 'm4.large' },
      ],
    },
    {
      name: 'a pattern for everything',
      resource: pattern('*'),
      findings: [{ messageId: 'xenPattern', path: 'Properties/InstanceRequirements/AllowedInstanceTypes/0', value: '*' }],
    },
    {
      name: 'no type',
      resource: { Type: 'AWS::EC2::Instance', Properties: { ImageId: READY_IMAGE } },
      findings: [{ messageId: 'missing', path: 'Properties', severity: 'error', message: "use 't3.micro'", fix: 'set InstanceType' }],
    },
    {
      name: 'no type under a condition',
      template: instanceTemplate(
        { 'Fn::If': ['Big', 'm5.large', { Ref: 'AWS::NoValue' }] },
        { Conditions: { Big: IS_BIG }, ...parameter('Size', {}) },
      ),
      findings: [{ messageId: 'missing', path: 'Properties' }],
    },
    {
      name: 'no type in the launch template either',
      template: {
        Resources: {
          Web: { Type: 'AWS::EC2::Instance', Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } } },
          Template: launchTemplate({}),
        },
      },
      findings: [{ messageId: 'missing', path: 'Properties', logicalId: 'Web' }],
    },
    {
      name: 'a denied type, though it is allowed',
      resource: instance('m7i.large'),
      demands: { allowedInstanceTypes: [['m7i.*', 'm6i.*']], deniedInstanceTypes: ['m7i.*'] },
      findings: [
        {
          messageId: 'denied',
          path: 'Properties/InstanceType',
          severity: 'error',
          value: 'm7i.large',
          message: "('m7i.*'): use 'm6i.large'",
        },
      ],
    },
    {
      name: 'a type that one of the lists does not allow',
      resource: instance('m7i.xlarge'),
      demands: { allowedInstanceTypes: [['m7i.*'], ['*.large']] },
      findings: [
        { messageId: 'notAllowed', path: 'Properties/InstanceType', value: 'm7i.xlarge', message: "('*.large'): use 'm7i.large'" },
      ],
    },
    {
      name: 'the members of a family that are denied',
      resource: { Type: HOST, Properties: { InstanceFamily: 'm7i' } },
      demands: { deniedInstanceTypes: ['*.metal*'] },
      findings: [{ messageId: 'denied', path: 'Properties/InstanceFamily', value: 'm7i', message: 'm7i.metal-24xl' }],
    },
    {
      name: 'a pattern with types that are not allowed',
      resource: pattern('m7*.*'),
      demands: { allowedInstanceTypes: [['m7i.*']] },
      findings: [
        { messageId: 'notAllowed', path: 'Properties/InstanceRequirements/AllowedInstanceTypes/0', value: 'm7*.*', message: "use 'm7i.*'" },
      ],
    },
    {
      name: 'a new family that a denied type may be of',
      resource: { Type: HOST, Properties: { InstanceFamily: 'm12q' } },
      demands: { deniedInstanceTypes: ['*.metal'] },
      findings: [
        { messageId: 'assumed', path: 'Properties/InstanceFamily' },
        { messageId: 'denied', path: 'Properties/InstanceFamily', value: 'm12q' },
      ],
    },
    {
      name: 'another architecture',
      resource: instance('m7i.large'),
      demands: { architectures: ['arm64'] },
      findings: [{ messageId: 'architecture', path: 'Properties/InstanceType', value: 'm7i.large', message: "(arm64): use '" }],
    },
    {
      name: 'a type that lacks a feature',
      resource: instance('t3.micro'),
      demands: { features: ['enclaves'] },
      findings: [{ messageId: 'lacksFeature', path: 'Properties/InstanceType', value: 't3.micro', message: 'Nitro Enclaves' }],
    },
    {
      name: 'a type newer than the catalog, of which no feature is known',
      resource: instance('m12q.48xlarge'),
      demands: { features: ['nitro-tpm'] },
      findings: [
        { messageId: 'assumed', path: 'Properties/InstanceType' },
        { messageId: 'lacksFeature', path: 'Properties/InstanceType' },
      ],
    },
    {
      name: 'a Xen type, which is reported as that alone',
      resource: instance('m4.large'),
      demands: { deniedInstanceTypes: ['m4.*'] },
      findings: [{ messageId: 'xen', path: 'Properties/InstanceType' }],
    },
    {
      name: 'a choice that is left to Batch, where types are denied',
      resource: batch('default_x86_64'),
      demands: { deniedInstanceTypes: ['m7i.*'] },
      findings: [{ messageId: 'delegated', path: 'Properties/ComputeResources/InstanceTypes/0', value: 'default_x86_64' }],
    },
    {
      name: 'a node group without a type, where types are allowed',
      resource: { Type: 'AWS::EKS::Nodegroup', Properties: {} },
      demands: { allowedInstanceTypes: [['m7i.*']] },
      findings: [{ messageId: 'delegated', path: 'Properties', message: "use 'm7i.large'" }],
    },
    {
      name: 'managed instances of ECS without types, where types are denied',
      resource: { Type: 'AWS::ECS::CapacityProvider', Properties: { ManagedInstancesProvider: { InfrastructureRoleArn: 'arn' } } },
      demands: { deniedInstanceTypes: ['m5.*'] },
      findings: [{ messageId: 'delegated', path: 'Properties', message: 'from a list of families built on Nitro' }],
    },
    {
      name: 'Batch on managed instances of ECS without types, where types are denied',
      resource: { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources: { Type: 'ECS_MANAGED_INSTANCES' } } },
      demands: { deniedInstanceTypes: ['m5.*'] },
      findings: [{ messageId: 'delegated', path: 'Properties' }],
    },
    {
      name: 'a Xen type for Batch on managed instances of ECS, which has none',
      resource: {
        Type: 'AWS::Batch::ComputeEnvironment',
        Properties: {
          ComputeResources: {
            Type: 'ECS_MANAGED_INSTANCES',
            ManagedInstancesProvider: { InstanceLaunchTemplate: { InstanceRequirements: { AllowedInstanceTypes: ['m7i', 'm4.large'] } } },
          },
        },
      },
      findings: [
        {
          messageId: 'xen',
          path: 'Properties/ComputeResources/ManagedInstancesProvider/InstanceLaunchTemplate/InstanceRequirements/AllowedInstanceTypes/1',
          value: 'm4.large',
        },
      ],
    },
    {
      name: 'a parameter that cannot become Xen, but what is denied',
      template: narrowed('^m7i\\.(large|xlarge)$'),
      demands: { deniedInstanceTypes: ['m7i.xlarge'] },
      findings: [{ messageId: 'undecided', path: 'Properties/InstanceType', message: 'm7i.xlarge' }],
    },
    {
      name: 'demands that no type meets',
      resource: instance('m7i.large'),
      demands: { architectures: ['arm64'], features: ['amd-sev-snp'] },
      findings: [{ messageId: 'architecture', path: 'Properties/InstanceType', message: 'change the policy, since no' }],
    },
    {
      name: 'a type newer than the catalog, as a note',
      resource: instance('m12q.48xlarge'),
      findings: [{ messageId: 'assumed', path: 'Properties/InstanceType', severity: 'info', value: 'm12q.48xlarge' }],
    },
  ],
});

describe('the suggested successor', () => {
  const catalog = Catalog.bundled();

  test.each(catalog.xenTypes().map(({ name }) => name))('of %s passes every rule', (name) => {
    const [found] = check([{ id: 'before', template: instanceTemplate(name) as never }]).findings;
    const suggested = /use '([^']+)'$/.exec(found?.message ?? '')?.[1];
    expect(found?.fix).not.toContain(`write '${suggested ?? ''}'`);
    expect(check([{ id: 'after', template: instanceTemplate(suggested) as never }]).findings).toEqual([]);
  });

  test.each([...new Set(catalog.xenTypes().map(({ family }) => family))])('of family %s passes every rule', (family) => {
    const host = (InstanceFamily: string): never => ({ Resources: { Host: { Type: HOST, Properties: { InstanceFamily } } } }) as never;
    const [found] = check([{ id: 'before', template: host(family) }]).findings;
    const suggested = /use '([^']+)'$/.exec(found?.message ?? '')?.[1];
    expect(check([{ id: 'after', template: host(suggested ?? '') }]).findings).toEqual([]);
  });
});
