import { ENCLAVES, HIBERNATION, sitesBelow } from './feature-sites';
import type { LaunchResource, LaunchSite } from './launch-site';

const NEXT_BUILD = 'applies from the next build';

/** Returns the site of a Beanstalk option: one element of a list of namespaces, names and values. */
function beanstalkOption(namespace: string, name: string, kind: LaunchSite['kind']): LaunchSite {
  return { path: 'OptionSettings.[].Value', kind, where: { Namespace: [namespace], OptionName: [name] } };
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const BEANSTALK_OPTIONS: readonly LaunchSite[] = [
  beanstalkOption('aws:autoscaling:launchconfiguration', 'InstanceType', 'instance-type'),
  beanstalkOption('aws:ec2:instances', 'InstanceTypes', 'instance-type-list'),
  beanstalkOption('aws:autoscaling:launchconfiguration', 'ImageId', 'machine-image'),
  beanstalkOption('aws:autoscaling:launchconfiguration', 'BlockDeviceMappings', 'block-device-name'),
  beanstalkOption('aws:rds:dbinstance', 'DBInstanceClass', 'managed-instance-class'),
];

const BEANSTALK_PLATFORMS: readonly LaunchSite[] = ['SolutionStackName', 'PlatformArn'].map((path) => ({
  path,
  kind: 'machine-image',
  word: 'beanstalk-platform',
  unless: ['OptionSettings.[].Value'],
}));

/** Returns the site of a Data Pipeline field: one element of a list of keys and values. */
function pipelineField(kind: LaunchSite['kind'], ...keys: readonly string[]): LaunchSite {
  return { path: 'PipelineObjects.[].Fields.[].StringValue', kind, where: { Key: keys } };
}

/** The recipe names the image, and the infrastructure configuration names the types. */
const IMAGE_BUILD = {
  parts: ['ImageRecipeArn', 'ContainerRecipeArn', 'InfrastructureConfigurationArn'],
  withoutType: { is: 'nothing', reason: 'the infrastructure configuration names the type of the build instance' },
  change: NEXT_BUILD,
  launches: false,
} as const;

/** All other services that launch instances of types in the template. */
export const SERVICE_RESOURCES: readonly LaunchResource[] = [
  {
    type: 'AWS::ElasticBeanstalk::Environment',
    sites: [...BEANSTALK_OPTIONS, ...BEANSTALK_PLATFORMS],
    withoutType: { is: 'delegated', reason: "Beanstalk's default varies by account and Region" },
    typeComesFrom: ['TemplateName'],
    parts: ['TemplateName'],
    change: "replaces the environment's instances",
    imageChange: "replaces the environment's instances; in {{property:SolutionStackName}} it replaces the environment",
    launches: true,
  },
  {
    type: 'AWS::ElasticBeanstalk::ConfigurationTemplate',
    sites: [...BEANSTALK_OPTIONS, ...BEANSTALK_PLATFORMS],
    withoutType: { is: 'delegated', reason: "Beanstalk's default varies by account and Region" },
    typeComesFrom: ['SourceConfiguration', 'EnvironmentId'],
    change: 'applies to environments created from the configuration; running environments keep their instances',
    launches: false,
  },
  {
    type: 'AWS::EMR::Cluster',
    sites: [
      { path: 'Instances.MasterInstanceGroup.InstanceType', kind: 'instance-type' },
      { path: 'Instances.CoreInstanceGroup.InstanceType', kind: 'instance-type' },
      { path: 'Instances.TaskInstanceGroups.[].InstanceType', kind: 'instance-type' },
      { path: 'Instances.MasterInstanceFleet.InstanceTypeConfigs.[].InstanceType', kind: 'instance-type' },
      { path: 'Instances.CoreInstanceFleet.InstanceTypeConfigs.[].InstanceType', kind: 'instance-type' },
      { path: 'Instances.TaskInstanceFleets.[].InstanceTypeConfigs.[].InstanceType', kind: 'instance-type' },
      { path: 'CustomAmiId', kind: 'machine-image' },
      { path: 'ReleaseLabel', kind: 'machine-image', word: 'emr-release', unless: ['CustomAmiId'] },
      { path: 'Instances.MasterInstanceGroup.CustomAmiId', kind: 'machine-image' },
      { path: 'Instances.CoreInstanceGroup.CustomAmiId', kind: 'machine-image' },
      { path: 'Instances.TaskInstanceGroups.[].CustomAmiId', kind: 'machine-image' },
      { path: 'Instances.MasterInstanceFleet.InstanceTypeConfigs.[].CustomAmiId', kind: 'machine-image' },
      { path: 'Instances.CoreInstanceFleet.InstanceTypeConfigs.[].CustomAmiId', kind: 'machine-image' },
      { path: 'Instances.TaskInstanceFleets.[].InstanceTypeConfigs.[].CustomAmiId', kind: 'machine-image' },
    ],
    withoutType: { is: 'missing' },
    change: 'replaces the cluster; data in HDFS is lost',
    launches: true,
  },
  {
    type: 'AWS::EMR::InstanceGroupConfig',
    sites: [
      { path: 'InstanceType', kind: 'instance-type' },
      { path: 'CustomAmiId', kind: 'machine-image' },
    ],
    parts: ['JobFlowId'],
    withoutType: { is: 'missing' },
    change: 'replaces the instance group',
    launches: true,
  },
  {
    type: 'AWS::EMR::InstanceFleetConfig',
    sites: [
      { path: 'InstanceTypeConfigs.[].InstanceType', kind: 'instance-type' },
      { path: 'InstanceTypeConfigs.[].CustomAmiId', kind: 'machine-image' },
    ],
    parts: ['ClusterId'],
    withoutType: { is: 'missing' },
    change: 'replaces the instance fleet',
    launches: true,
  },
  {
    type: 'AWS::DataPipeline::Pipeline',
    sites: [
      pipelineField('instance-type', 'instanceType', 'masterInstanceType', 'coreInstanceType', 'taskInstanceType'),
      pipelineField('machine-image', 'imageId'),
    ],
    // https://docs.aws.amazon.com/datapipeline/latest/DeveloperGuide/dp-ec2-default-instance-types.html
    withoutType: { is: 'delegated', reason: 'Data Pipeline launches m1.small or, in newer Regions, t2.small' },
    launchesOnlyWith: [{ path: 'PipelineObjects.[].Fields.[].StringValue', values: ['Ec2Resource', 'EmrCluster'] }],
    change: 'applies from the next run of the pipeline',
    launches: true,
  },
  {
    type: 'AWS::LaunchWizard::Deployment',
    // The names of specifications differ by workload: https://docs.aws.amazon.com/launchwizard/latest/APIReference/API_CreateDeployment.html
    sites: [{ path: 'Specifications.*', kind: 'instance-type', among: 'other-settings' }],
    withoutType: { is: 'delegated', reason: 'the specifications and the workload of Launch Wizard decide the type' },
    change: 'updates the deployment',
    launches: true,
  },
  {
    type: 'AWS::ImageBuilder::InfrastructureConfiguration',
    sites: [{ path: 'InstanceTypes', kind: 'instance-type' }],
    // https://docs.aws.amazon.com/imagebuilder/latest/userguide/create-infra-config.html
    withoutType: { is: 'delegated', reason: 'Image Builder chooses the type of its build instances, and does not document how' },
    change: NEXT_BUILD,
    launches: true,
  },
  {
    type: 'AWS::ImageBuilder::ImageRecipe',
    sites: [
      { path: 'ParentImage', kind: 'machine-image', word: 'image-builder-image' },
      { path: 'AdditionalInstanceConfiguration.UserDataOverride', kind: 'user-data' },
      { path: 'BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
    ],
    withoutType: { is: 'nothing', reason: 'the infrastructure configuration names the type of the build instance' },
    change: NEXT_BUILD,
    launches: false,
  },
  {
    type: 'AWS::ImageBuilder::ContainerRecipe',
    sites: [
      { path: 'InstanceConfiguration.Image', kind: 'machine-image', word: 'image-builder-image' },
      { path: 'InstanceConfiguration.BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
    ],
    withoutType: { is: 'nothing', reason: 'the infrastructure configuration names the type of the build instance' },
    change: NEXT_BUILD,
    launches: false,
  },
  {
    type: 'AWS::ImageBuilder::Image',
    sites: [],
    ...IMAGE_BUILD,
  },
  {
    type: 'AWS::ImageBuilder::ImagePipeline',
    sites: [],
    ...IMAGE_BUILD,
  },
  {
    type: 'AWS::Cloud9::EnvironmentEC2',
    sites: [
      { path: 'InstanceType', kind: 'instance-type' },
      { path: 'ImageId', kind: 'machine-image', word: 'cloud9-image' },
    ],
    withoutType: { is: 'missing' },
    change: 'replaces the environment; files that are only there are lost',
    launches: true,
  },
  {
    type: 'AWS::CodeBuild::Fleet',
    sites: [
      { path: 'ComputeConfiguration.instanceType', kind: 'instance-type' },
      { path: 'ImageId', kind: 'machine-image' },
    ],
    // https://docs.aws.amazon.com/codebuild/latest/userguide/fleets.html
    withoutType: { is: 'delegated', reason: 'CodeBuild takes the cheapest type with the attributes' },
    launchesOnlyWith: [{ path: 'ComputeType', values: ['ATTRIBUTE_BASED_COMPUTE', 'CUSTOM_INSTANCE_TYPE'] }],
    change: 'applies to the machines that the fleet starts from then on',
    launches: true,
  },
  {
    type: 'AWS::GameLift::Fleet',
    sites: [{ path: 'EC2InstanceType', kind: 'instance-type' }],
    withoutType: { is: 'missing' },
    launchesOnlyWith: [{ path: 'ComputeType', except: ['ANYWHERE'], default: 'EC2', among: ['EC2', 'ANYWHERE'] }],
    change: 'replaces the fleet; its game sessions end',
    launches: true,
  },
  {
    type: 'AWS::GameLift::ContainerFleet',
    sites: [{ path: 'InstanceType', kind: 'instance-type' }],
    // https://docs.aws.amazon.com/gameliftservers/latest/apireference/API_CreateContainerFleet.html
    withoutType: { is: 'nitro', reason: 'GameLift launches c5.large', type: 'c5.large' },
    change: 'replaces the fleet; its game sessions end',
    launches: true,
  },
  {
    type: 'AWS::GameLift::GameServerGroup',
    sites: [{ path: 'InstanceDefinitions.[].InstanceType', kind: 'instance-type' }],
    launchTemplates: ['LaunchTemplate'],
    withoutType: { is: 'missing' },
    change: 'applies to instances launched from then on; running instances stay as they are',
    launches: true,
  },
  {
    type: 'AWS::OpsWorks::Instance',
    sites: [
      { path: 'InstanceType', kind: 'instance-type' },
      { path: 'AmiId', kind: 'machine-image' },
      { path: 'BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
    ],
    withoutType: { is: 'missing' },
    change: 'stops and starts the instance',
    imageChange: 'takes a new instance: CloudFormation does not update the image of one',
    launches: true,
  },
  {
    type: 'AWS::OpsWorksCM::Server',
    sites: [{ path: 'InstanceType', kind: 'instance-type' }],
    withoutType: { is: 'missing' },
    change: 'replaces the server; restore it from a backup',
    launches: true,
  },
  {
    type: 'AWS::PCS::ComputeNodeGroup',
    sites: [
      { path: 'InstanceConfigs.[].InstanceType', kind: 'instance-type' },
      { path: 'AmiId', kind: 'machine-image' },
    ],
    launchTemplates: ['CustomLaunchTemplate'],
    withoutType: { is: 'missing' },
    change: 'replaces the compute node group',
    imageChange: 'applies to nodes launched from then on; running nodes stay as they are',
    launches: true,
  },
  {
    type: 'AWS::Deadline::Fleet',
    sites: [{ path: 'Configuration.ServiceManagedEc2.InstanceCapabilities.AllowedInstanceTypes', kind: 'instance-type-pattern' }],
    // https://docs.aws.amazon.com/deadline-cloud/latest/APIReference/API_ServiceManagedEc2InstanceCapabilities.html
    withoutType: {
      is: 'delegated',
      reason: 'Deadline Cloud takes any type with the capabilities, and does not document which types it has',
    },
    launchesOnlyWith: [{ path: 'Configuration.ServiceManagedEc2' }],
    change: 'applies to workers started from then on',
    launches: true,
  },
  {
    type: 'AWS::EVS::Environment',
    sites: [{ path: 'Hosts.[].InstanceType', kind: 'instance-type' }],
    withoutType: { is: 'nothing', reason: 'hosts can be added later, and EVS offers bare metal types only' },
    launchesOnlyWith: [{ path: 'Hosts' }],
    change: 'takes a new environment: CloudFormation does not update the hosts of one',
    launches: true,
  },
  {
    type: 'AWS::WorkspacesInstances::WorkspaceInstance',
    sites: [
      { path: 'ManagedInstance.InstanceType', kind: 'instance-type' },
      { path: 'ManagedInstance.ImageId', kind: 'machine-image' },
      { path: 'ManagedInstance.UserData', kind: 'user-data' },
      { path: 'ManagedInstance.BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
      ...sitesBelow('ManagedInstance', ENCLAVES, HIBERNATION),
    ],
    withoutType: { is: 'missing' },
    change: 'replaces the instance',
    launches: true,
  },
  {
    type: 'AWS::WorkspacesInstances::VolumeAssociation',
    sites: [{ path: 'Device', kind: 'block-device-name' }],
    withoutType: { is: 'nothing', reason: 'it attaches a volume to an instance that is launched elsewhere' },
    change: 'detaches the volume and attaches it anew',
    launches: false,
  },
  {
    type: 'AWS::DRS::ReplicationConfigurationTemplate',
    sites: [{ path: 'ReplicationServerInstanceType', kind: 'instance-type' }],
    withoutType: { is: 'missing' },
    change: 'applies to source servers added from then on',
    launches: true,
  },
  {
    type: 'AWS::NimbleStudio::LaunchProfile',
    sites: [{ path: 'StreamConfiguration.Ec2InstanceTypes', kind: 'instance-type' }],
    withoutType: { is: 'missing' },
    change: 'applies to streaming sessions started from then on',
    launches: true,
  },
  {
    type: 'AWS::NimbleStudio::StreamingImage',
    sites: [{ path: 'Ec2ImageId', kind: 'machine-image' }],
    withoutType: { is: 'nothing', reason: 'the launch profile names the types that boot the image' },
    change: 'replaces the streaming image',
    launches: false,
  },
  {
    type: 'AWS::Route53Resolver::OutpostResolver',
    sites: [{ path: 'PreferredInstanceType', kind: 'instance-type' }],
    withoutType: { is: 'missing' },
    change: 'moves the resolver to new instances on the Outpost',
    launches: true,
  },
  {
    type: 'AWS::Route53Resolver::ResolverEndpoint',
    sites: [{ path: 'PreferredInstanceType', kind: 'instance-type' }],
    withoutType: { is: 'nothing', reason: 'only an endpoint on an Outpost names the type it runs on' },
    launchesOnlyWith: [{ path: 'OutpostArn' }],
    change: 'replaces the endpoint',
    launches: true,
  },
];
