/** A reason, and the properties it holds for: `AWS::X::Y.path`. */
export type Decline = readonly [reason: string, properties: readonly string[]];

/** The same properties below each of several places. */
function below(places: readonly string[], ...properties: readonly string[]): string[] {
  return places.flatMap((place) => properties.map((property) => `${place}.${property}`));
}

const EC2_REQUIREMENTS = [
  'AWS::AutoScaling::AutoScalingGroup.MixedInstancesPolicy.LaunchTemplate.Overrides.[].InstanceRequirements',
  'AWS::EC2::EC2Fleet.LaunchTemplateConfigs.[].Overrides.[].InstanceRequirements',
  'AWS::EC2::LaunchTemplate.LaunchTemplateData.InstanceRequirements',
  'AWS::EC2::SpotFleet.SpotFleetRequestConfigData.LaunchSpecifications.[].InstanceRequirements',
  'AWS::EC2::SpotFleet.SpotFleetRequestConfigData.LaunchTemplateConfigs.[].Overrides.[].InstanceRequirements',
];
const ECS_REQUIREMENTS = 'AWS::ECS::CapacityProvider.ManagedInstancesProvider.InstanceLaunchTemplate.InstanceRequirements';

export const DECLINES: readonly Decline[] = [
  [
    'is read as a part of InstanceRequirements',
    [
      ...below([...EC2_REQUIREMENTS, ECS_REQUIREMENTS], 'AllowedInstanceTypes', 'ExcludedInstanceTypes'),
      ...below(EC2_REQUIREMENTS, 'BaselinePerformanceFactors.Cpu.References.[].InstanceFamily'),
    ],
  ],
  [
    'only takes types away from what the service would choose anyway',
    [
      'AWS::Deadline::Fleet.Configuration.ServiceManagedEc2.InstanceCapabilities.ExcludedInstanceTypes',
      'AWS::Lambda::CapacityProvider.InstanceRequirements.ExcludedInstanceTypes',
    ],
  ],
  [
    'holds the property that names the types, which is in the table',
    [
      'AWS::Batch::ComputeEnvironment.ComputeResources.ManagedInstancesProvider.InstanceLaunchTemplate.InstanceRequirements',
      'AWS::BedrockAgentCore::CapacityProvider.ComputeConfiguration.Ec2Configuration.LaunchTemplateSource.LaunchParameters.InstanceRequirements',
      'AWS::EC2::CapacityReservationFleet.InstanceTypeSpecifications',
      'AWS::EMR::Cluster.Instances.CoreInstanceFleet.InstanceTypeConfigs',
      'AWS::EMR::Cluster.Instances.MasterInstanceFleet.InstanceTypeConfigs',
      'AWS::EMR::Cluster.Instances.TaskInstanceFleets.[].InstanceTypeConfigs',
      'AWS::EMR::InstanceFleetConfig.InstanceTypeConfigs',
      'AWS::Lambda::CapacityProvider.InstanceRequirements',
      'AWS::SageMaker::Cluster.InstanceGroups.[].InstanceRequirements',
    ],
  ],
  [
    'says which of the types in ComputeResources.InstanceTypes a launch template is for',
    ['AWS::Batch::ComputeEnvironment.ComputeResources.LaunchTemplate.Overrides.[].TargetInstanceTypes'],
  ],
  [
    'is a part of ENA Express that does nothing unless ENA Express itself is switched on',
    [
      'AWS::EC2::Instance.NetworkInterfaces.[].EnaSrdSpecification.EnaSrdUdpSpecification.EnaSrdUdpEnabled',
      'AWS::EC2::LaunchTemplate.LaunchTemplateData.NetworkInterfaces.[].EnaSrdSpecification.EnaSrdUdpSpecification.EnaSrdUdpEnabled',
      'AWS::EC2::NetworkInterfaceAttachment.EnaSrdSpecification.EnaSrdUdpSpecification.EnaSrdUdpEnabled',
    ],
  ],
  ['is for instances of the service, in classes of its own', ['AWS::SageMaker::Cluster.InstanceGroups.[].NetworkInterface.InterfaceType']],
  ['is for the clients of a file system, not for an instance', ['AWS::FSx::FileSystem.LustreConfiguration.EfaEnabled']],
  [
    'says how Batch starts a node, not what runs on it',
    [
      'AWS::Batch::ComputeEnvironment.ComputeResources.LaunchTemplate.UserdataType',
      'AWS::Batch::ComputeEnvironment.ComputeResources.LaunchTemplate.Overrides.[].UserdataType',
    ],
  ],
  [
    'says whether a fleet may mix types',
    ['AWS::EC2::EC2Fleet.OnDemandOptions.SingleInstanceType', 'AWS::EC2::EC2Fleet.SpotOptions.SingleInstanceType'],
  ],
  [
    'says whether a Spot request is persistent',
    ['AWS::EC2::LaunchTemplate.LaunchTemplateData.InstanceMarketOptions.SpotOptions.SpotInstanceType'],
  ],
  [
    "is a size of the service's own, which names no EC2 family",
    [
      'AWS::Amplify::App.JobConfig.BuildComputeType',
      'AWS::AppStream::Application.InstanceFamilies',
      'AWS::CodeBuild::Fleet.ComputeType',
      'AWS::CodeBuild::Project.BuildBatchConfig.Restrictions.ComputeTypesAllowed',
      'AWS::CodeBuild::Project.Environment.ComputeType',
      'AWS::CodeBuild::Project.Environment.DockerServer.ComputeType',
      'AWS::ElasticBeanstalk::ApplicationVersion.BuildConfiguration.ComputeType',
      'AWS::ElasticBeanstalk::ApplicationVersion.ImageConfiguration.Build.ComputeType',
      'AWS::IoTAnalytics::Dataset.Actions.[].ContainerAction.ResourceConfiguration.ComputeType',
      'AWS::WorkSpaces::Workspace.WorkspaceProperties.ComputeTypeName',
      'AWS::WorkSpacesWeb::Portal.InstanceType',
    ],
  ],
  ['says whether the fleet is on EC2 at all', ['AWS::GameLift::Fleet.ComputeType']],
  [
    'says what a node is for, not what it runs on',
    [
      'AWS::OpenSearchService::Domain.ClusterConfig.NodeOptions.[].NodeType',
      'AWS::SageMaker::Cluster.InstanceGroups.[].SlurmConfig.NodeType',
    ],
  ],
  [
    'says how a recovered or migrated server is sized; its type is in a launch template that the service keeps',
    [
      'AWS::DRS::LaunchConfigurationTemplate.TargetInstanceTypeRightSizingMethod',
      'AWS::MGN::LaunchConfigurationTemplate.TargetInstanceTypeRightSizingMethod',
    ],
  ],
  [
    'says what a model supports, and launches nothing',
    [
      'AWS::SageMaker::Algorithm.TrainingSpecification.SupportedTrainingInstanceTypes',
      ...below(
        [
          'AWS::SageMaker::Algorithm.InferenceSpecification',
          'AWS::SageMaker::ModelPackage.AdditionalInferenceSpecifications.[]',
          'AWS::SageMaker::ModelPackage.AdditionalInferenceSpecificationsToAdd.[]',
          'AWS::SageMaker::ModelPackage.InferenceSpecification',
        ],
        'SupportedRealtimeInferenceInstanceTypes',
        'SupportedTransformInstanceTypes',
      ),
    ],
  ],
  [
    'hides classes from the users of Studio',
    [
      'AWS::SageMaker::Domain.DefaultUserSettings.StudioWebPortalSettings.HiddenInstanceTypes',
      'AWS::SageMaker::UserProfile.UserSettings.StudioWebPortalSettings.HiddenInstanceTypes',
    ],
  ],
  [
    'is what the service reports, not what the template asks for',
    ['AWS::SageMaker::InferenceComponent.RuntimeConfig.PlacementStatus.[].InstanceType'],
  ],
  [
    "is booted in an account of SageMaker's, from images that SageMaker built or accepted",
    [
      'AWS::SageMaker::Cluster.InstanceGroups.[].ImageId',
      'AWS::SageMaker::EndpointConfig.ProductionVariants.[].InferenceAmiVersion',
      'AWS::SageMaker::EndpointConfig.ShadowProductionVariants.[].InferenceAmiVersion',
    ],
  ],
  ['is a part of a database engine version; DBInstanceClass names what runs it', ['AWS::RDS::CustomDBEngineVersion.ImageId']],
  ['is of Lightsail, where a bundle is chosen and never an instance type', ['AWS::Lightsail::Instance.UserData']],
  [
    'is an image of containers or pictures, not of machines',
    [
      'AWS::AppRunner::Service.SourceConfiguration.ImageRepository.ImageIdentifier',
      'AWS::QuickSight::Analysis.Definition.Sheets.[].Images.[].SheetImageId',
      'AWS::QuickSight::Dashboard.Definition.Sheets.[].Images.[].SheetImageId',
      'AWS::QuickSight::Template.Definition.Sheets.[].Images.[].SheetImageId',
    ],
  ],
  [
    'names images that NimbleStudio::StreamingImage registers, which are in the table',
    ['AWS::NimbleStudio::LaunchProfile.StreamConfiguration.StreamingImageIds'],
  ],
  [
    'searches for instances that run',
    [
      'AWS::InspectorV2::Filter.FilterCriteria.Ec2InstanceImageId',
      'AWS::SecurityHub::Insight.Filters.ResourceAwsEc2InstanceImageId',
      'AWS::SecurityHub::Insight.Filters.ResourceAwsEc2InstanceType',
      'AWS::SecurityHub::Insight.Filters.ResourceContainerImageId',
    ],
  ],
  [
    'says what becomes of images that have been built',
    [
      'AWS::ImageBuilder::DistributionConfiguration.Distributions.[].AmiDistributionConfiguration',
      'AWS::ImageBuilder::DistributionConfiguration.Distributions.[].AmiDistributionConfiguration.AmiTags',
      'AWS::ImageBuilder::DistributionConfiguration.Distributions.[].SsmParameterConfigurations.[].AmiAccountId',
      'AWS::ImageBuilder::ImageRecipe.AmiTags',
      'AWS::ImageBuilder::ImageRecipe.AmiWatermarks',
      'AWS::ImageBuilder::LifecyclePolicy.PolicyDetails.[].Action.IncludeResources.Amis',
      'AWS::ImageBuilder::LifecyclePolicy.PolicyDetails.[].ExclusionRules.Amis',
    ],
  ],
  [
    'is about data of users, not about user data',
    [
      'AWS::Cognito::UserPoolClient.AnalyticsConfiguration.UserDataShared',
      'AWS::Elasticsearch::Domain.AdvancedSecurityOptions.InternalUserDatabaseEnabled',
      'AWS::Glue::MLTransform.TransformEncryption.MLUserDataEncryption',
      'AWS::Glue::MLTransform.TransformEncryption.MLUserDataEncryption.MLUserDataEncryptionMode',
      'AWS::OpenSearchService::Domain.AdvancedSecurityOptions.InternalUserDatabaseEnabled',
    ],
  ],
  [
    'takes a launch template along to another account, and launches nothing from it here',
    ['AWS::ImageBuilder::DistributionConfiguration.Distributions.[].LaunchTemplateConfigurations.[]'],
  ],
  [
    'prepares snapshots of Windows images; the launch template is judged where it is defined',
    ['AWS::ImageBuilder::DistributionConfiguration.Distributions.[].FastLaunchConfigurations.[].LaunchTemplate'],
  ],
  ['is about NetBIOS', ['AWS::EC2::DHCPOptions.NetbiosNodeType']],
  ['lets a function describe images', ['AWS::Serverless::Function.Policies.[].AMIDescribePolicy']],
];

/** Properties of AWS's schema that look like launch sites and are not, each with its reason. */
export const declinedProperties: ReadonlyMap<string, string> = new Map(
  DECLINES.flatMap(([reason, properties]) => properties.map((property) => [property, reason])),
);
