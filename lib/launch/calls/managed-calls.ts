import type { LaunchResource } from '../sites';
import { request, requestLike } from './request-shape';

/** A row of the table of calls. */
export type CallRow = readonly [service: string, actions: readonly string[], definition: LaunchResource];

const IN_JOBS = { is: 'nothing', reason: 'the service runs its instances in its own account' } as const;

function managed(type: string, ...paths: readonly string[]): LaunchResource {
  return request(
    type,
    paths.map((path) => ({ path, kind: 'managed-instance-class' })),
    IN_JOBS,
  );
}

/** Returns a request with further classes beside those of the resource type. */
function managedLike(type: string, ...paths: readonly string[]): LaunchResource {
  return requestLike(type, { sites: [...requestLike(type).sites, ...managed(type, ...paths).sites] });
}

/** Returns the paths of classes in SageMaker's descriptions of trainings, below the given paths. */
function trainings(...paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => [`${path}ResourceConfig.InstanceType`, `${path}ResourceConfig.InstanceGroups.[].InstanceType`]);
}

/** The resource type that hosts a SageMaker model for another service. */
const MODEL = 'AWS::SageMaker::EndpointConfig';

/** The actions of services that use EC2 types in classes of their own. The rule managed-instance-class judges these classes. */
export const MANAGED_CALLS: readonly CallRow[] = [
  [
    'rds',
    [
      'CreateDBInstance',
      'ModifyDBInstance',
      'CreateDBInstanceReadReplica',
      'RestoreDBInstanceFromDBSnapshot',
      'RestoreDBInstanceToPointInTime',
      'RestoreDBInstanceFromS3',
    ],
    requestLike('AWS::RDS::DBInstance'),
  ],
  [
    'rds',
    ['CreateDBCluster', 'ModifyDBCluster', 'RestoreDBClusterFromSnapshot', 'RestoreDBClusterToPointInTime'],
    requestLike('AWS::RDS::DBCluster'),
  ],
  ['rds', ['CreateBlueGreenDeployment'], managed('AWS::RDS::DBInstance', 'TargetDBInstanceClass')],
  ['docdb', ['CreateDBInstance', 'ModifyDBInstance'], requestLike('AWS::DocDB::DBInstance')],
  ['neptune', ['CreateDBInstance', 'ModifyDBInstance'], requestLike('AWS::Neptune::DBInstance')],
  ['timestreaminfluxdb', ['CreateDbInstance', 'UpdateDbInstance'], requestLike('AWS::Timestream::InfluxDBInstance')],
  ['timestreaminfluxdb', ['CreateDbCluster', 'UpdateDbCluster'], requestLike('AWS::Timestream::InfluxDBCluster')],
  ['dms', ['CreateReplicationInstance', 'ModifyReplicationInstance'], requestLike('AWS::DMS::ReplicationInstance')],
  ['redshift', ['CreateCluster', 'ModifyCluster', 'ResizeCluster', 'RestoreFromClusterSnapshot'], requestLike('AWS::Redshift::Cluster')],
  [
    'redshift',
    ['CreateScheduledAction', 'ModifyScheduledAction'],
    managed('AWS::Redshift::Cluster', 'TargetAction.ResizeCluster.NodeType'),
  ],
  ['elasticache', ['CreateCacheCluster', 'ModifyCacheCluster'], requestLike('AWS::ElastiCache::CacheCluster')],
  ['elasticache', ['CreateReplicationGroup', 'ModifyReplicationGroup'], requestLike('AWS::ElastiCache::ReplicationGroup')],
  ['elasticache', ['ModifyGlobalReplicationGroup'], requestLike('AWS::ElastiCache::GlobalReplicationGroup')],
  ['memorydb', ['CreateCluster', 'UpdateCluster'], requestLike('AWS::MemoryDB::Cluster')],
  ['memorydb', ['CreateMultiRegionCluster', 'UpdateMultiRegionCluster'], requestLike('AWS::MemoryDB::MultiRegionCluster')],
  ['dax', ['CreateCluster'], requestLike('AWS::DAX::Cluster')],
  ['opensearch', ['CreateDomain', 'UpdateDomainConfig'], requestLike('AWS::OpenSearchService::Domain')],
  ['es', ['CreateElasticsearchDomain', 'UpdateElasticsearchDomainConfig'], requestLike('AWS::Elasticsearch::Domain')],
  ['kafka', ['CreateCluster'], requestLike('AWS::MSK::Cluster')],
  ['kafka', ['CreateClusterV2'], managed('AWS::MSK::Cluster', 'Provisioned.BrokerNodeGroupInfo.InstanceType')],
  ['kafka', ['UpdateBrokerType'], managed('AWS::MSK::Cluster', 'TargetInstanceType')],
  ['mq', ['CreateBroker', 'UpdateBroker'], requestLike('AWS::AmazonMQ::Broker')],
  ['appstream', ['CreateFleet', 'UpdateFleet'], requestLike('AWS::AppStream::Fleet')],
  ['appstream', ['CreateImageBuilder'], requestLike('AWS::AppStream::ImageBuilder')],
  ['appstream', ['CreateAppBlockBuilder', 'UpdateAppBlockBuilder'], requestLike('AWS::AppStream::AppBlockBuilder')],
  ['m2', ['CreateEnvironment', 'UpdateEnvironment'], requestLike('AWS::M2::Environment')],
  ['managedblockchain', ['CreateNode'], requestLike('AWS::ManagedBlockchain::Node')],
  ['sagemaker', ['CreateNotebookInstance', 'UpdateNotebookInstance'], requestLike('AWS::SageMaker::NotebookInstance')],
  ['sagemaker', ['CreateEndpointConfig'], requestLike('AWS::SageMaker::EndpointConfig')],
  ['sagemaker', ['CreateInferenceExperiment', 'UpdateInferenceExperiment'], requestLike('AWS::SageMaker::InferenceExperiment')],
  [
    'sagemaker',
    ['StopInferenceExperiment'],
    managed('AWS::SageMaker::InferenceExperiment', 'DesiredModelVariants.[].InfrastructureConfig.RealTimeInferenceConfig.InstanceType'),
  ],
  ['sagemaker', ['CreateCluster', 'UpdateCluster'], requestLike('AWS::SageMaker::Cluster')],
  ['sagemaker', ['CreateProcessingJob'], requestLike('AWS::SageMaker::ProcessingJob')],
  // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
  [
    'sagemaker',
    ['CreateTrainingJob'],
    managed(
      'AWS::SageMaker::ProcessingJob',
      ...trainings(''),
      'DebugRuleConfigurations.[].InstanceType',
      'ProfilerRuleConfigurations.[].InstanceType',
    ),
  ],
  ['sagemaker', ['UpdateTrainingJob'], managed('AWS::SageMaker::ProcessingJob', 'ProfilerRuleConfigurations.[].InstanceType')],
  [
    'sagemaker',
    ['CreateAlgorithm', 'CreateModelPackage'],
    managed(
      'AWS::SageMaker::ProcessingJob',
      ...trainings('ValidationSpecification.ValidationProfiles.[].TrainingJobDefinition.'),
      'ValidationSpecification.ValidationProfiles.[].TransformJobDefinition.TransformResources.InstanceType',
    ),
  ],
  ['sagemaker', ['CreateTransformJob'], managed('AWS::SageMaker::ProcessingJob', 'TransformResources.InstanceType')],
  [
    'sagemaker',
    ['CreateHyperParameterTuningJob'],
    managed(
      'AWS::SageMaker::ProcessingJob',
      ...['TrainingJobDefinition.', 'TrainingJobDefinitions.[].'].flatMap((path) => [
        ...trainings(path),
        `${path}HyperParameterTuningResourceConfig.InstanceType`,
        `${path}HyperParameterTuningResourceConfig.InstanceConfigs.[].InstanceType`,
      ]),
    ),
  ],
  ['sagemaker', ['CreateDataQualityJobDefinition'], requestLike('AWS::SageMaker::DataQualityJobDefinition')],
  ['sagemaker', ['CreateModelBiasJobDefinition'], requestLike('AWS::SageMaker::ModelBiasJobDefinition')],
  ['sagemaker', ['CreateModelExplainabilityJobDefinition'], requestLike('AWS::SageMaker::ModelExplainabilityJobDefinition')],
  ['sagemaker', ['CreateModelQualityJobDefinition'], requestLike('AWS::SageMaker::ModelQualityJobDefinition')],
  ['sagemaker', ['CreateMonitoringSchedule', 'UpdateMonitoringSchedule'], requestLike('AWS::SageMaker::MonitoringSchedule')],
  ['sagemaker', ['CreateApp'], requestLike('AWS::SageMaker::App')],
  [
    'sagemaker',
    ['CreateDomain', 'UpdateDomain'],
    managedLike(
      'AWS::SageMaker::Domain',
      'DefaultUserSettings.TensorBoardAppSettings.DefaultResourceSpec.InstanceType',
      'DomainSettingsForUpdate.RStudioServerProDomainSettingsForUpdate.DefaultResourceSpec.InstanceType',
    ),
  ],
  [
    'sagemaker',
    ['CreateUserProfile', 'UpdateUserProfile'],
    managedLike(
      'AWS::SageMaker::UserProfile',
      'UserSettings.TensorBoardAppSettings.DefaultResourceSpec.InstanceType',
      'UserSettings.RSessionAppSettings.DefaultResourceSpec.InstanceType',
    ),
  ],
  ['sagemaker', ['CreateSpace', 'UpdateSpace'], requestLike('AWS::SageMaker::Space')],
  [
    'sagemaker',
    ['CreateInferenceRecommendationsJob'],
    managed('AWS::SageMaker::ProcessingJob', 'InputConfig.EndpointConfigurations.[].InstanceType'),
  ],
  ['sagemaker', ['CreateOptimizationJob'], managed('AWS::SageMaker::ProcessingJob', 'DeploymentInstanceType')],
  ['sagemaker', ['BatchAddClusterNodes'], managed('AWS::SageMaker::Cluster', 'NodesToAdd.[].InstanceTypes')],
  [
    'bedrock',
    ['CreateMarketplaceModelEndpoint', 'UpdateMarketplaceModelEndpoint'],
    managed(MODEL, 'EndpointConfig.SageMaker.InstanceType'),
  ],
  ['braket', ['CreateJob'], managed('AWS::SageMaker::ProcessingJob', 'InstanceConfig.InstanceType')],
  ['cleanroomsml', ['CreateTrainedModel', 'StartTrainedModelInferenceJob'], managed(MODEL, 'ResourceConfig.InstanceType')],
  ['neptunedata', ['CreateMLEndpoint'], managed(MODEL, 'InstanceType')],
  ['neptunedata', ['StartMLDataProcessingJob'], managed(MODEL, 'ProcessingInstanceType')],
  ['neptunedata', ['StartMLModelTrainingJob'], managed(MODEL, 'BaseProcessingInstanceType', 'TrainingInstanceType')],
  ['neptunedata', ['StartMLModelTransformJob'], managed(MODEL, 'BaseProcessingInstanceType')],
];
