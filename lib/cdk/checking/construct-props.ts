import { type MadeResource, rows } from './made-resource';

const INIT = { 'Metadata/AWS::CloudFormation::Init': 'init' };

const RESOURCE = /^Resource$/;

const GROUP_LAUNCH = {
  InstanceType: 'instanceType',
  ImageId: 'machineImage',
  UserData: 'userData',
  BlockDeviceMappings: 'blockDevices',
  ...INIT,
};

export const NODEGROUP: readonly MadeResource[] = [
  {
    at: RESOURCE,
    rows: rows({
      InstanceTypes: 'instanceTypes',
      AmiType: 'amiType',
      LaunchTemplate: 'launchTemplateSpec',
      NodegroupName: 'nodegroupName',
    }),
  },
];

/** The cluster's own prop selects the image of an EKS cluster's capacity. Another prop of the cluster sets its default. */
export const EKS_CLUSTER: readonly MadeResource[] = [
  { at: /^NodegroupDefaultCapacity\/Resource$/, rows: rows({ InstanceTypes: 'defaultCapacityInstance' }) },
  { at: /^DefaultCapacity\/LaunchConfig$/, rows: rows({ InstanceType: 'defaultCapacityInstance' }) },
  { at: /^DefaultCapacity\/LaunchTemplate\/Resource$/, rows: rows({ InstanceType: 'defaultCapacityInstance' }, 'LaunchTemplateData/') },
];

const COMPUTE_ENVIRONMENT: readonly MadeResource[] = [
  {
    at: RESOURCE,
    rows: [
      { property: 'ComputeResources/InstanceTypes', prop: 'useOptimalInstanceClasses', values: /^optimal$/ },
      { property: 'ComputeResources/InstanceTypes', prop: 'defaultInstanceClasses', values: /^default_/ },
      { property: 'ComputeResources/InstanceTypes', prop: 'instanceClasses', values: /^[^.]+$/ },
      ...rows({ InstanceTypes: 'instanceTypes', Ec2Configuration: 'images', LaunchTemplate: 'launchTemplate' }, 'ComputeResources/'),
      ...rows({ ReplaceComputeEnvironment: 'replaceComputeEnvironment' }),
    ],
  },
];

const DATABASE: readonly MadeResource[] = [{ at: RESOURCE, rows: rows({ DBInstanceClass: 'instanceType' }) }];

const SEARCH_DOMAIN: readonly MadeResource[] = ['ClusterConfig', 'ElasticsearchClusterConfig'].map((config) => ({
  at: RESOURCE,
  rows: rows(
    {
      InstanceType: 'capacity.dataNodeInstanceType',
      DedicatedMasterType: 'capacity.masterNodeInstanceType',
      WarmType: 'capacity.warmInstanceType',
    },
    `${config}/`,
  ),
}));

export const MANIFEST: readonly MadeResource[] = [{ at: /^Resource\/Default$/, rows: rows({ Manifest: 'manifest' }) }];

/**
 * The props by which CDK constructs take the properties of launches, by class. A class that is not listed has no known props: a finding
 * then names the property. Source: the assembly of aws-cdk-lib 2.276.0, which a test compares.
 */
export const CONSTRUCT_PROPS: Readonly<Record<string, readonly MadeResource[]>> = {
  'aws-cdk-lib.aws_ec2.Instance': [
    {
      at: RESOURCE,
      rows: rows({
        InstanceType: 'instanceType',
        ImageId: 'machineImage',
        UserData: 'userData',
        BlockDeviceMappings: 'blockDevices',
        CreditSpecification: 'creditSpecification',
        EnclaveOptions: 'enclaveEnabled',
        HibernationOptions: 'hibernationEnabled',
        ...INIT,
      }),
    },
  ],
  'aws-cdk-lib.aws_ec2.BastionHostLinux': [
    {
      at: /^Resource\/Resource$/,
      rows: rows({ InstanceType: 'instanceType', ImageId: 'machineImage', BlockDeviceMappings: 'blockDevices', ...INIT }),
    },
  ],
  'aws-cdk-lib.aws_ec2.LaunchTemplate': [
    {
      at: RESOURCE,
      rows: rows(
        {
          InstanceType: 'instanceType',
          ImageId: 'machineImage',
          UserData: 'userData',
          BlockDeviceMappings: 'blockDevices',
          CreditSpecification: 'cpuCredits',
          EnclaveOptions: 'nitroEnclaveEnabled',
          HibernationOptions: 'hibernationConfigured',
        },
        'LaunchTemplateData/',
      ),
    },
  ],
  // The provider makes the instances in the subnets of the network.
  'aws-cdk-lib.aws_ec2.Vpc': [
    {
      at: /^[^/]+\/NatInstance\/Resource$/,
      rows: rows({
        InstanceType: 'natGatewayProvider',
        ImageId: 'natGatewayProvider',
        UserData: 'natGatewayProvider',
        CreditSpecification: 'natGatewayProvider',
      }),
    },
  ],
  'aws-cdk-lib.aws_autoscaling.AutoScalingGroup': [
    { at: /^LaunchConfig$/, rows: rows(GROUP_LAUNCH) },
    { at: /^LaunchTemplate\/Resource$/, rows: rows(GROUP_LAUNCH, 'LaunchTemplateData/') },
    {
      at: /^ASG$/,
      rows: rows({
        LaunchTemplate: 'launchTemplate',
        'MixedInstancesPolicy/LaunchTemplate/Overrides': 'mixedInstancesPolicy.launchTemplateOverrides',
        'MixedInstancesPolicy/LaunchTemplate/LaunchTemplateSpecification': 'mixedInstancesPolicy.launchTemplate',
        ...INIT,
      }),
    },
  ],
  'aws-cdk-lib.aws_eks.Nodegroup': NODEGROUP,
  'aws-cdk-lib.aws_eks_v2.Nodegroup': NODEGROUP,
  'aws-cdk-lib.aws_eks.Cluster': EKS_CLUSTER,
  'aws-cdk-lib.aws_eks_v2.Cluster': EKS_CLUSTER,
  'aws-cdk-lib.aws_eks.KubernetesManifest': MANIFEST,
  'aws-cdk-lib.aws_eks_v2.KubernetesManifest': MANIFEST,
  'aws-cdk-lib.aws_batch.ManagedEc2EcsComputeEnvironment': COMPUTE_ENVIRONMENT,
  'aws-cdk-lib.aws_batch.ManagedEc2EksComputeEnvironment': COMPUTE_ENVIRONMENT,
  'aws-cdk-lib.aws_batch.MultiNodeJobDefinition': [{ at: RESOURCE, rows: rows({ NodeProperties: 'instanceType' }) }],
  'aws-cdk-lib.aws_ecs.ManagedInstancesCapacityProvider': [
    {
      // The id is the name of the provider or, without one, that of the construct.
      at: /^[^/]+$/,
      rows: rows({ InstanceRequirements: 'instanceRequirements' }, 'ManagedInstancesProvider/InstanceLaunchTemplate/'),
    },
  ],
  'aws-cdk-lib.aws_lambda.CapacityProvider': [{ at: RESOURCE, rows: rows({ InstanceRequirements: 'instanceTypeFilter' }) }],
  'aws-cdk-lib.aws_codebuild.Fleet': [{ at: RESOURCE, rows: rows({ ComputeConfiguration: 'computeConfiguration' }) }],
  'aws-cdk-lib.aws_rds.DatabaseInstance': DATABASE,
  'aws-cdk-lib.aws_rds.DatabaseInstanceFromSnapshot': DATABASE,
  'aws-cdk-lib.aws_rds.DatabaseInstanceReadReplica': DATABASE,
  'aws-cdk-lib.aws_docdb.DatabaseInstance': DATABASE,
  'aws-cdk-lib.aws_docdb.DatabaseCluster': [{ at: /^Instance\d+$/, rows: rows({ DBInstanceClass: 'instanceType' }) }],
  'aws-cdk-lib.aws_opensearchservice.Domain': SEARCH_DOMAIN,
  'aws-cdk-lib.aws_elasticsearch.Domain': SEARCH_DOMAIN,
};
