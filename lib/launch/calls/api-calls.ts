import { launchResources, type LaunchResource, type LaunchSite } from '../sites';
import { sitesBelow } from '../sites/feature-sites';
import { actionName, serviceName } from './action-names';
import { MANAGED_CALLS, type CallRow } from './managed-calls';
import { request, requestLike, type RequestChanges, UPDATES } from './request-shape';

/** An action of an AWS service that launches EC2 capacity, or describes a later launch. */
export interface ApiCall {
  readonly service: string;
  readonly action: string;
  readonly definition: LaunchResource;
}

/** The sites of a request that names a type, an image and a script. */
const SPECIFICATION: readonly LaunchSite[] = [
  { path: 'InstanceType', kind: 'instance-type' },
  { path: 'ImageId', kind: 'machine-image' },
  { path: 'UserData', kind: 'user-data' },
  { path: 'BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
];

const TYPE_AND_IMAGE: readonly LaunchSite[] = [
  { path: 'InstanceType', kind: 'instance-type' },
  { path: 'CustomAmiId', kind: 'machine-image' },
];

const EMR_INSTANCES: readonly LaunchSite[] = [
  { path: 'Instances.MasterInstanceType', kind: 'instance-type' },
  { path: 'Instances.SlaveInstanceType', kind: 'instance-type' },
  ...sitesBelow('Instances.InstanceGroups.[]', ...TYPE_AND_IMAGE),
  ...sitesBelow('Instances.InstanceFleets.[].InstanceTypeConfigs.[]', ...TYPE_AND_IMAGE),
  { path: 'CustomAmiId', kind: 'machine-image' },
  { path: 'ReleaseLabel', kind: 'machine-image', word: 'emr-release', unless: ['CustomAmiId'] },
  // Before it had releases, EMR had versions of images: 3.11.0. https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html
  { path: 'AmiVersion', kind: 'machine-image', word: 'emr-release', unless: ['CustomAmiId', 'ReleaseLabel'] },
];

const INSTANCE = 'AWS::EC2::Instance';
const CLUSTER = 'AWS::EMR::Cluster';

const KEEPS = { is: 'nothing', reason: 'the call keeps the present type' } as const;
/** RunInstances has the members of a launch template. `AWS::EC2::Instance` lacks some of them, such as AMD SEV-SNP. */
const RUN_INSTANCES = requestLike('AWS::EC2::LaunchTemplate', { moved: ['LaunchTemplateData', ''] }).sites;

/** CreateFleet and ModifyFleet accept an image in each override. `AWS::EC2::EC2Fleet` does not. */
const FLEET: readonly LaunchSite[] = [
  ...requestLike('AWS::EC2::EC2Fleet').sites,
  { path: 'LaunchTemplateConfigs.[].Overrides.[].ImageId', kind: 'machine-image' },
];

/** The new attributes of an instance. Each is an object, or is named by `Attribute`. */
const INSTANCE_ATTRIBUTES: readonly LaunchSite[] = [
  { path: 'InstanceType.Value', kind: 'instance-type' },
  { path: 'UserData.Value', kind: 'user-data' },
  { path: 'Value', kind: 'instance-type', where: { Attribute: ['instanceType'] } },
  { path: 'Value', kind: 'user-data', where: { Attribute: ['userData'] } },
];

/**
 * The actions, with the kind of launch that each request describes. Sources: the API references of the services. The names that Step
 * Functions and Systems Manager use are those of the SDKs.
 */
const CALLS: readonly CallRow[] = [
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html. `CreateInstances` is the name in boto3's resource API.
  ['ec2', ['RunInstances', 'CreateInstances'], requestLike(INSTANCE, { sites: RUN_INSTANCES })],
  ['ec2', ['RequestSpotInstances', 'RunScheduledInstances'], request(INSTANCE, sitesBelow('LaunchSpecification', ...SPECIFICATION))],
  ['ec2', ['RequestSpotFleet'], requestLike('AWS::EC2::SpotFleet', { moved: ['SpotFleetRequestConfigData', 'SpotFleetRequestConfig'] })],
  ['ec2', ['ModifySpotFleetRequest'], requestLike('AWS::EC2::EC2Fleet', UPDATES)],
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FleetLaunchTemplateOverridesRequest.html
  ['ec2', ['ModifyFleet'], requestLike('AWS::EC2::EC2Fleet', { ...UPDATES, sites: FLEET })],
  ['ec2', ['CreateFleet'], requestLike('AWS::EC2::EC2Fleet', { sites: FLEET })],
  ['ec2', ['CreateLaunchTemplate', 'CreateLaunchTemplateVersion'], requestLike('AWS::EC2::LaunchTemplate')],
  ['ec2', ['ModifyInstanceAttribute'], request(INSTANCE, INSTANCE_ATTRIBUTES, KEEPS)],
  // Boots the instance from another image: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateReplaceRootVolumeTask.html
  ['ec2', ['CreateReplaceRootVolumeTask'], request(INSTANCE, [{ path: 'ImageId', kind: 'machine-image' }], KEEPS)],
  ['ec2', ['ImportInstance'], request(INSTANCE, sitesBelow('LaunchSpecification', ...SPECIFICATION))],
  ['ec2', ['ModifyHosts'], requestLike('AWS::EC2::Host', UPDATES)],
  ['ec2', ['AllocateHosts'], requestLike('AWS::EC2::Host')],
  ['ec2', ['CreateCapacityReservation'], requestLike('AWS::EC2::CapacityReservation')],
  ['ec2', ['CreateCapacityReservationFleet'], requestLike('AWS::EC2::CapacityReservationFleet')],
  ['ec2', ['AttachVolume'], requestLike('AWS::EC2::VolumeAttachment')],
  ['autoscaling', ['CreateAutoScalingGroup'], requestLike('AWS::AutoScaling::AutoScalingGroup')],
  ['autoscaling', ['UpdateAutoScalingGroup'], requestLike('AWS::AutoScaling::AutoScalingGroup', UPDATES)],
  [
    'autoscaling',
    ['StartInstanceRefresh'],
    requestLike('AWS::AutoScaling::AutoScalingGroup', { ...UPDATES, moved: ['', 'DesiredConfiguration'] }),
  ],
  ['autoscaling', ['CreateLaunchConfiguration'], requestLike('AWS::AutoScaling::LaunchConfiguration')],
  // https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html. `CreateCluster` is the name in Step Functions.
  ['emr', ['RunJobFlow', 'CreateCluster'], request(CLUSTER, EMR_INSTANCES)],
  ['emr', ['AddInstanceGroups'], request(CLUSTER, sitesBelow('InstanceGroups.[]', ...TYPE_AND_IMAGE))],
  ['emr', ['AddInstanceFleet'], request(CLUSTER, sitesBelow('InstanceFleet.InstanceTypeConfigs.[]', ...TYPE_AND_IMAGE))],
  ['emr', ['ModifyInstanceFleet'], request(CLUSTER, sitesBelow('InstanceFleet.InstanceTypeConfigs.[]', ...TYPE_AND_IMAGE), KEEPS)],
  ['batch', ['CreateComputeEnvironment'], requestLike('AWS::Batch::ComputeEnvironment')],
  ['batch', ['UpdateComputeEnvironment'], requestLike('AWS::Batch::ComputeEnvironment', UPDATES)],
  ['batch', ['RegisterJobDefinition'], requestLike('AWS::Batch::JobDefinition')],
  [
    'batch',
    ['SubmitJob'],
    request(
      'AWS::Batch::JobDefinition',
      [
        { path: 'ContainerOverrides.InstanceType', kind: 'instance-type-or-family' },
        { path: 'NodeOverrides.NodePropertyOverrides.[].ContainerOverrides.InstanceType', kind: 'instance-type-or-family' },
        { path: 'NodeOverrides.NodePropertyOverrides.[].InstanceTypes', kind: 'instance-type-or-family' },
      ],
      { is: 'nothing', reason: 'a job runs on the instances of a compute environment' },
    ),
  ],
  ['eks', ['CreateNodegroup'], requestLike('AWS::EKS::Nodegroup')],
  ['eks', ['UpdateNodegroupVersion'], requestLike('AWS::EKS::Nodegroup', UPDATES)],
  ['eks', ['CreateCluster'], requestLike('AWS::EKS::Cluster')],
  ['ecs', ['CreateCapacityProvider'], requestLike('AWS::ECS::CapacityProvider')],
  ['ecs', ['UpdateCapacityProvider'], requestLike('AWS::ECS::CapacityProvider', UPDATES)],
  ['lambda', ['CreateCapacityProvider'], requestLike('AWS::Lambda::CapacityProvider')],
  ['bedrockagentcorecontrol', ['CreateCapacityProvider'], requestLike('AWS::BedrockAgentCore::CapacityProvider')],
  ['route53resolver', ['CreateOutpostResolver', 'UpdateOutpostResolver'], requestLike('AWS::Route53Resolver::OutpostResolver')],
  ['route53resolver', ['CreateResolverEndpoint'], requestLike('AWS::Route53Resolver::ResolverEndpoint')],
  ['datapipeline', ['PutPipelineDefinition'], requestLike('AWS::DataPipeline::Pipeline')],
  ['elasticbeanstalk', ['CreateEnvironment'], requestLike('AWS::ElasticBeanstalk::Environment')],
  ['elasticbeanstalk', ['UpdateEnvironment'], requestLike('AWS::ElasticBeanstalk::Environment', UPDATES)],
  [
    'elasticbeanstalk',
    ['CreateConfigurationTemplate', 'UpdateConfigurationTemplate'],
    requestLike('AWS::ElasticBeanstalk::Environment', UPDATES),
  ],
  ['gamelift', ['CreateFleet'], requestLike('AWS::GameLift::Fleet')],
  ['gamelift', ['CreateContainerFleet'], requestLike('AWS::GameLift::ContainerFleet')],
  ['gamelift', ['CreateGameServerGroup'], requestLike('AWS::GameLift::GameServerGroup')],
  ['gamelift', ['UpdateGameServerGroup'], requestLike('AWS::GameLift::GameServerGroup', UPDATES)],
  ['codebuild', ['CreateFleet'], requestLike('AWS::CodeBuild::Fleet')],
  ['codebuild', ['UpdateFleet'], requestLike('AWS::CodeBuild::Fleet', UPDATES)],
  [
    'imagebuilder',
    ['CreateInfrastructureConfiguration', 'UpdateInfrastructureConfiguration'],
    requestLike('AWS::ImageBuilder::InfrastructureConfiguration'),
  ],
  ['imagebuilder', ['CreateImageRecipe'], requestLike('AWS::ImageBuilder::ImageRecipe')],
  ['imagebuilder', ['CreateContainerRecipe'], requestLike('AWS::ImageBuilder::ContainerRecipe')],
  ['cloud9', ['CreateEnvironmentEC2'], requestLike('AWS::Cloud9::EnvironmentEC2')],
  ['opsworks', ['CreateInstance'], requestLike('AWS::OpsWorks::Instance')],
  ['opsworks', ['UpdateInstance'], requestLike('AWS::OpsWorks::Instance', UPDATES)],
  ['opsworkscm', ['CreateServer'], requestLike('AWS::OpsWorksCM::Server')],
  ['opsworkscm', ['RestoreServer'], requestLike('AWS::OpsWorksCM::Server', UPDATES)],
  ['pcs', ['CreateComputeNodeGroup'], requestLike('AWS::PCS::ComputeNodeGroup')],
  ['pcs', ['UpdateComputeNodeGroup'], requestLike('AWS::PCS::ComputeNodeGroup', UPDATES)],
  ['deadline', ['CreateFleet', 'UpdateFleet'], requestLike('AWS::Deadline::Fleet')],
  ['evs', ['CreateEnvironment'], requestLike('AWS::EVS::Environment')],
  ['workspacesinstances', ['CreateWorkspaceInstance'], requestLike('AWS::WorkspacesInstances::WorkspaceInstance')],
  ['evs', ['CreateEnvironmentHost'], request('AWS::EVS::Environment', [{ path: 'Host.InstanceType', kind: 'instance-type' }])],
  ['launchwizard', ['CreateDeployment'], requestLike('AWS::LaunchWizard::Deployment')],
  ['launchwizard', ['UpdateDeployment'], requestLike('AWS::LaunchWizard::Deployment', UPDATES)],
  ['drs', ['CreateReplicationConfigurationTemplate'], requestLike('AWS::DRS::ReplicationConfigurationTemplate')],
  // Same members as in DRS: https://docs.aws.amazon.com/mgn/latest/APIReference/API_CreateReplicationConfigurationTemplate.html
  ['mgn', ['CreateReplicationConfigurationTemplate'], requestLike('AWS::DRS::ReplicationConfigurationTemplate')],
  ...(['drs', 'mgn'] as const).map((service): CallRow => [
    service,
    ['UpdateReplicationConfigurationTemplate', 'UpdateReplicationConfiguration'],
    requestLike('AWS::DRS::ReplicationConfigurationTemplate', UPDATES),
  ]),
  // Creates EC2 instances from Lightsail snapshots: https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_InstanceEntry.html
  [
    'lightsail',
    ['CreateCloudFormationStack'],
    request(INSTANCE, sitesBelow('Instances.[]', { path: 'InstanceType', kind: 'instance-type' }, { path: 'UserData', kind: 'user-data' })),
  ],
  [
    'outposts',
    ['StartCapacityTask'],
    request('AWS::EC2::CapacityReservation', [{ path: 'InstancePools.[].InstanceType', kind: 'instance-type' }]),
  ],
];

export const apiCalls: readonly ApiCall[] = [...CALLS, ...MANAGED_CALLS].flatMap(([service, actions, definition]) =>
  actions.map((action) => ({ service, action, definition })),
);

const byName = new Map<string, ApiCall>(apiCalls.map((call) => [`${call.service}:${actionName(call.action)}`, call]));

/** Finds the call of an action. Service and action may have any spelling. */
export function apiCall(service: string, action: string): ApiCall | undefined {
  return byName.get(`${serviceName(service)}:${actionName(action)}`);
}

/** The actions of CloudFormation whose request holds the template that they deploy. */
const DEPLOYS_TEMPLATE: ReadonlySet<string> = new Set(
  ['CreateStack', 'UpdateStack', 'CreateChangeSet', 'CreateStackSet', 'UpdateStackSet'].map(actionName),
);

export function deploysTemplate(service: string, action: string): boolean {
  return serviceName(service) === 'cloudformation' && DEPLOYS_TEMPLATE.has(actionName(action));
}

/** Tells whether the action runs work on instances that another action launches, such as a job of Batch. */
export function runsOnWhatThereIs(service: string, action: string): boolean {
  return serviceName(service) === 'batch' && /^(?:submitjob|registerjobdefinition)$/.test(actionName(action));
}

/** Tells whether the action gives parameters to a template that another action deploys, such as that of a stack set. */
export function overridesParameters(service: string, action: string): boolean {
  return serviceName(service) === 'cloudformation' && /^(?:create|update)stackinstances$/.test(actionName(action));
}

/** Tells whether the action deploys a product of Service Catalog. */
export function deploysProduct(service: string, action: string): boolean {
  return serviceName(service) === 'servicecatalog' && /^(?:provision|updateprovisioned)product$/.test(actionName(action));
}

/** Tells whether the action runs an automation with parameters, such as `AWS-ResizeInstance`. */
export function runsAutomation(service: string, action: string): boolean {
  return serviceName(service) === 'ssm' && /^start(?:automation|changerequest)execution$/.test(actionName(action));
}

/** Tells whether the task of Step Functions calls the API of a Kubernetes cluster. */
export function callsKubernetes(service: string, action: string): boolean {
  return serviceName(service) === 'eks' && /^(?:call|runjob)$/.test(actionName(action));
}

/** Tells whether the action creates a resource of any type from CloudFormation's property names, as Cloud Control does. */
export function createsResource(service: string, action: string): boolean {
  return serviceName(service) === 'cloudcontrol' && actionName(action) === 'createresource';
}

/** Tells whether the action changes a resource of any type by a JSON patch. */
export function updatesResource(service: string, action: string): boolean {
  return serviceName(service) === 'cloudcontrol' && actionName(action) === 'updateresource';
}

/** Returns the definition of a resource type, for requests with CloudFormation's property names. */
export function definitionOfType(type: string, changes?: RequestChanges): LaunchResource | undefined {
  return launchResources.has(type) ? requestLike(type, changes) : undefined;
}

const SERVICES: ReadonlySet<string> = new Set([
  ...apiCalls.map(({ service }) => service),
  'cloudformation',
  'cloudcontrol',
  'servicecatalog',
  'ssm',
]);

/** Tells whether any action of the service launches. */
export function mayLaunchBy(service: string): boolean {
  return SERVICES.has(serviceName(service));
}
