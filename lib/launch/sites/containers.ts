import type { LaunchResource } from './launch-site';

const FROM_THEN_ON = 'applies to instances launched from then on; running instances stay as they are';

const BATCH_JOB = {
  withoutType: { is: 'nothing', reason: 'a job runs on the instances of a compute environment' },
  launches: false,
} as const;

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-types.html */
const ECS_CHOOSES = {
  is: 'nitro',
  reason: 'ECS takes the most cost-optimized types that fit the tasks, from a list of families built on Nitro',
} as const;

/** EKS, ECS, Batch, Lambda and Bedrock AgentCore. */
export const CONTAINER_RESOURCES: readonly LaunchResource[] = [
  {
    type: 'AWS::EKS::Nodegroup',
    sites: [
      { path: 'InstanceTypes', kind: 'instance-type' },
      { path: 'AmiType', kind: 'machine-image', word: 'eks-ami-type' },
    ],
    launchTemplates: ['LaunchTemplate'],
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
    withoutType: { is: 'nitro', reason: 'EKS launches t3.medium', type: 't3.medium' },
    // EKS ignores the types: "[t4g.small] is not a valid instance type for requested amiType AL2_x86_64", with no AmiType given.
    // https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1494
    withoutImage: { property: 'AmiType', word: 'eks-ami-type', architecture: 'x86_64', reason: 'EKS takes an image for x86_64' },
    change: 'replaces the node group: its nodes are drained, and a {{property:NodegroupName}} has to change as well',
    launches: true,
  },
  {
    type: 'AWS::EKS::Cluster',
    sites: [
      { path: 'OutpostConfig.ControlPlaneInstanceType', kind: 'instance-type' },
      { path: 'OutpostConfig.EtcdInstanceType', kind: 'instance-type' },
    ],
    withoutType: { is: 'nothing', reason: 'the control plane runs in an account of EKS' },
    launchesOnlyWith: [{ path: 'OutpostConfig' }],
    change: 'replaces the cluster',
    launches: true,
  },
  {
    // The CDK applies manifests to a cluster with this type: aws-eks and aws-eks-v2, KubernetesManifest.
    type: 'Custom::AWSCDK-EKS-KubernetesResource',
    sites: [{ path: 'Manifest', kind: 'kubernetes-manifest' }],
    withoutType: { is: 'nothing', reason: 'a manifest launches nothing by itself' },
    change: 'replaces the nodes of the pool one by one',
    launches: false,
    outsideSchema: 'it is a custom resource of the CDK',
  },
  {
    // aws-eks and aws-eks-v2, KubernetesPatch. The second patch is applied when the resource is deleted.
    type: 'Custom::AWSCDK-EKS-KubernetesPatch',
    sites: [
      { path: 'ApplyPatchJson', kind: 'kubernetes-manifest' },
      { path: 'RestorePatchJson', kind: 'kubernetes-manifest' },
    ],
    withoutType: { is: 'nothing', reason: 'a patch launches nothing by itself' },
    change: 'replaces the nodes of the pool one by one',
    launches: false,
    outsideSchema: 'it is a custom resource of the CDK',
  },
  {
    type: 'AWS::ECS::CapacityProvider',
    sites: [
      {
        path: 'ManagedInstancesProvider.InstanceLaunchTemplate.InstanceRequirements',
        kind: 'instance-requirements',
        offer: 'ecs-managed-instances',
      },
    ],
    withoutType: ECS_CHOOSES,
    launchesOnlyWith: [{ path: 'ManagedInstancesProvider' }],
    change: FROM_THEN_ON,
    launches: true,
  },
  {
    type: 'AWS::Batch::ComputeEnvironment',
    sites: [
      { path: 'ComputeResources.InstanceTypes', kind: 'instance-type-or-family' },
      // https://docs.aws.amazon.com/batch/latest/APIReference/API_InstanceRequirementsRequest.html
      {
        path: 'ComputeResources.ManagedInstancesProvider.InstanceLaunchTemplate.InstanceRequirements.AllowedInstanceTypes',
        kind: 'instance-type-or-family',
      },
      { path: 'ComputeResources.Ec2Configuration.[].ImageIdOverride', kind: 'machine-image' },
      { path: 'ComputeResources.ImageId', kind: 'machine-image' },
      {
        path: 'ComputeResources.Ec2Configuration.[].ImageType',
        kind: 'machine-image',
        word: 'batch-image-type',
        unless: ['ComputeResources.Ec2Configuration.[].ImageIdOverride', 'ComputeResources.ImageId'],
      },
    ],
    launchTemplates: ['ComputeResources.LaunchTemplate', 'ComputeResources.LaunchTemplate.Overrides.[]'],
    launchTemplateTargets: 'ComputeResources.LaunchTemplate.Overrides.[].TargetInstanceTypes',
    // https://docs.aws.amazon.com/batch/latest/userguide/optimal-default-instance-troubleshooting.html, and of earlier families
    // https://docs.aws.amazon.com/batch/latest/userguide/instance-type-compute-table.html
    withoutType: { is: 'delegated', reason: "Batch takes the families of 'default_x86_64', and in some Regions earlier ones" },
    withoutTypeWith: { path: 'ComputeResources.Type', values: ['ECS_MANAGED_INSTANCES'], withoutType: ECS_CHOOSES },
    // https://docs.aws.amazon.com/batch/latest/userguide/ecs-managed-instances-compute-environments.html
    launchesOnlyWith: [
      { path: 'Type', except: ['UNMANAGED'], default: 'MANAGED', among: ['MANAGED', 'UNMANAGED'] },
      {
        path: 'ComputeResources.Type',
        except: ['FARGATE', 'FARGATE_SPOT'],
        among: ['EC2', 'SPOT', 'FARGATE', 'FARGATE_SPOT', 'ECS_MANAGED_INSTANCES'],
      },
    ],
    change: 'replaces the compute environment, or its instances where {{property:ReplaceComputeEnvironment}} is false',
    launches: true,
  },
  {
    type: 'AWS::Batch::JobDefinition',
    sites: [
      { path: 'ContainerProperties.InstanceType', kind: 'instance-type-or-family' },
      { path: 'NodeProperties.NodeRangeProperties.[].Container.InstanceType', kind: 'instance-type-or-family' },
      { path: 'NodeProperties.NodeRangeProperties.[].InstanceTypes', kind: 'instance-type-or-family' },
    ],
    change: 'applies to jobs submitted with the new revision',
    ...BATCH_JOB,
  },
  {
    type: 'AWS::Pipes::Pipe',
    sites: [{ path: 'TargetParameters.BatchJobParameters.ContainerOverrides.InstanceType', kind: 'instance-type-or-family' }],
    change: 'applies to jobs submitted from then on',
    ...BATCH_JOB,
  },
  {
    type: 'AWS::Lambda::CapacityProvider',
    sites: [{ path: 'InstanceRequirements.AllowedInstanceTypes', kind: 'instance-type-pattern' }],
    // https://docs.aws.amazon.com/lambda/latest/api/API_InstanceRequirements.html
    withoutType: { is: 'delegated', reason: 'Lambda allows every type that it calls compatible, and does not list them' },
    change: 'replaces the capacity provider; its functions move to new instances',
    launches: true,
  },
  {
    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-capacityprovider-instancerequirements.html
    type: 'AWS::Serverless::CapacityProvider',
    sites: [{ path: 'InstanceRequirements.AllowedTypes', kind: 'instance-type-pattern' }],
    withoutType: { is: 'delegated', reason: 'Lambda allows every type that it calls compatible, and does not list them' },
    change: 'replaces the capacity provider; its functions move to new instances',
    launches: true,
    outsideSchema: 'the schema knows only some of the types of the SAM transform',
  },
  {
    type: 'AWS::BedrockAgentCore::CapacityProvider',
    sites: [
      {
        path: 'ComputeConfiguration.Ec2Configuration.LaunchTemplateSource.LaunchParameters.InstanceRequirements.AllowedInstanceTypes',
        kind: 'instance-type-pattern',
      },
      {
        path: 'ComputeConfiguration.Ec2Configuration.LaunchTemplateSource.LaunchParameters.EphemeralVolumes.[].DeviceName',
        kind: 'block-device-name',
      },
    ],
    withoutType: { is: 'missing' },
    change: 'replaces the capacity provider',
    launches: true,
  },
];
