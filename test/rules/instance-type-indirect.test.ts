import { check, type RuleSeverity } from '../../lib/check';
import { instanceTypeIndirect } from '../../lib/rules/instance-type-indirect';
import { testRule } from './rule-tester';

const BATCH = 'AWS::Batch::ComputeEnvironment';

function batch(types: unknown): { Type: string; Properties: object } {
  return { Type: BATCH, Properties: { Type: 'MANAGED', ComputeResources: { Type: 'SPOT', InstanceTypes: types } } };
}

testRule(instanceTypeIndirect, {
  valid: [
    { name: "Batch's Nitro-based words", resource: batch(['default_x86_64', 'default_arm64']) },
    { name: 'families', resource: batch(['c5', 'm7i.large']) },
    { name: 'Batch on Fargate', resource: { Type: BATCH, Properties: { ComputeResources: { Type: 'FARGATE_SPOT' } } } },
    { name: 'an unmanaged environment of Batch', resource: { Type: BATCH, Properties: { Type: 'UNMANAGED' } } },
    {
      name: 'a word of Batch elsewhere',
      resource: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: ['optimal'] } },
      others: ['instance-type-known/notAType'],
    },
    { name: 'a node group, for which EKS takes t3.medium', resource: { Type: 'AWS::EKS::Nodegroup', Properties: {} } },
    {
      name: 'a container fleet, for which GameLift takes c5.large',
      resource: { Type: 'AWS::GameLift::ContainerFleet', Properties: { FleetRoleArn: 'arn' } },
    },
    { name: 'ECS on Fargate', resource: { Type: 'AWS::ECS::CapacityProvider', Properties: {} } },
    {
      name: 'managed instances of ECS without attributes',
      resource: { Type: 'AWS::ECS::CapacityProvider', Properties: { ManagedInstancesProvider: { InfrastructureRoleArn: 'arn' } } },
    },
    {
      name: 'Batch on managed instances of ECS without types',
      resource: { Type: BATCH, Properties: { Type: 'MANAGED', ComputeResources: { Type: 'ECS_MANAGED_INSTANCES' } } },
    },
    {
      name: 'Batch on managed instances of ECS, or on EC2 with types',
      template: {
        Parameters: { Kind: { Type: 'String', AllowedValues: ['ecs_managed_instances', 'SPOT', 'FARGATE'], Default: 'SPOT' } },
        Conditions: { Spot: { 'Fn::Equals': [{ Ref: 'Kind' }, 'SPOT'] } },
        Resources: {
          Environment: {
            Type: BATCH,
            Properties: {
              Type: 'MANAGED',
              ComputeResources: {
                Type: { Ref: 'Kind' },
                InstanceTypes: { 'Fn::If': ['Spot', ['m7i'], { Ref: 'AWS::NoValue' }] },
              },
            },
          },
        },
      },
    },
    {
      name: 'attributes given',
      resource: {
        Type: 'AWS::ECS::CapacityProvider',
        Properties: {
          ManagedInstancesProvider: {
            InstanceLaunchTemplate: {
              InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1 }, AllowedInstanceTypes: ['m7i.*'] },
            },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'optimal',
      resource: batch(['optimal']),
      findings: [
        {
          messageId: 'optimal',
          path: 'Properties/ComputeResources/InstanceTypes/0',
          severity: 'info',
          value: 'optimal',
          message: "since November 2025 it means 'default_x86_64' and no longer includes C4, M4 and R4: write 'default_x86_64'",
          fix: 'replaces the compute environment',
        },
      ],
    },
    {
      name: 'optimal from a parameter',
      template: {
        Parameters: { Types: { Type: 'CommaDelimitedList', Default: 'c5,optimal' } },
        Resources: { Environment: batch({ Ref: 'Types' }) },
      },
      findings: [
        { messageId: 'optimal', path: 'Properties/ComputeResources/InstanceTypes', severity: 'info', origin: 'parameter Types (Default)' },
      ],
    },
    {
      name: 'nothing given, where the service chooses',
      resource: { Type: 'AWS::ImageBuilder::InfrastructureConfiguration', Properties: {} },
      findings: [{ messageId: 'delegated', path: 'Properties', severity: 'warning', message: 'Image Builder chooses' }],
    },
    {
      name: 'nothing given, nor a type of environment that would need none',
      resource: batch([]),
      findings: [
        { messageId: 'delegated', path: 'Properties', severity: 'warning', message: "Batch takes the families of 'default_x86_64'" },
      ],
    },
    {
      name: 'nothing given in one of two cases, the other being managed instances of ECS',
      template: {
        Parameters: { Kind: { Type: 'String', AllowedValues: ['ECS_MANAGED_INSTANCES', 'SPOT'], Default: 'ECS_MANAGED_INSTANCES' } },
        Resources: { Environment: { Type: BATCH, Properties: { Type: 'MANAGED', ComputeResources: { Type: { Ref: 'Kind' } } } } },
      },
      findings: [{ messageId: 'delegated', path: 'Properties' }],
    },
    {
      name: 'nothing given for Lambda managed instances',
      resource: { Type: 'AWS::Lambda::CapacityProvider', Properties: {} },
      findings: [{ messageId: 'delegated', path: 'Properties' }],
    },
  ],
});

describe('the severity that a policy sets', () => {
  const template = { Resources: { Optimal: batch(['optimal']), Open: batch([]) } } as never;
  const severitiesWith = (severity: RuleSeverity) =>
    check([{ id: 'template', template }], { severities: new Map([['instance-type-indirect', severity]]) }).findings.map(
      ({ messageId, severity: found, locked }) => `${messageId} ${found}${locked ? ' locked' : ''}`,
    );

  test('leaves the note on optimal a note', () => {
    expect(severitiesWith('error')).toEqual(['optimal info', 'delegated error']);
    expect(severitiesWith('warning')).toEqual(['optimal info', 'delegated warning']);
    expect(severitiesWith('info')).toEqual(['optimal info', 'delegated info']);
    expect(severitiesWith('locked')).toEqual(['optimal info locked', 'delegated warning locked']);
  });

  test('switches it off', () => {
    expect(severitiesWith('off')).toEqual([]);
  });
});
