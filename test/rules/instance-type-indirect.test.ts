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
    { name: 'ECS on Fargate', resource: { Type: 'AWS::ECS::CapacityProvider', Properties: {} } },
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
          severity: 'warning',
          value: 'optimal',
          message: 'default_x86_64',
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
      findings: [{ messageId: 'optimal', path: 'Properties/ComputeResources/InstanceTypes', origin: 'parameter Types (Default)' }],
    },
    {
      name: 'nothing given, where the service chooses',
      resource: { Type: 'AWS::ImageBuilder::InfrastructureConfiguration', Properties: {} },
      findings: [{ messageId: 'delegated', path: 'Properties', severity: 'warning', message: 'Image Builder chooses' }],
    },
    {
      name: 'managed instances of ECS without attributes',
      resource: { Type: 'AWS::ECS::CapacityProvider', Properties: { ManagedInstancesProvider: { InfrastructureRoleArn: 'arn' } } },
      findings: [{ messageId: 'delegated', path: 'Properties' }],
    },
    {
      name: 'nothing given for Lambda managed instances',
      resource: { Type: 'AWS::Lambda::CapacityProvider', Properties: {} },
      findings: [{ messageId: 'delegated', path: 'Properties' }],
    },
  ],
});
