import type { LaunchResource } from './launch-site';

const OUTAGE = 'moves the database to the new class, with an outage';
const NODES = 'moves the cluster to nodes of the new class';
const BLUE_GREEN = 'starts a blue/green deployment of the domain';
const IN_PLACE = 'updates the resource in place';
const NEXT_APP = 'applies to apps started from then on';
const NEXT_JOB = 'applies to jobs started from then on';

/** Returns the paths of the instance types for apps that users of a SageMaker domain, profile or space start. */
function apps(settings: string, ...kinds: readonly string[]): string[] {
  return kinds.map((kind) => `${settings}.${kind}.DefaultResourceSpec.InstanceType`);
}

const STUDIO_APPS = ['KernelGatewayAppSettings', 'JupyterServerAppSettings', 'JupyterLabAppSettings', 'CodeEditorAppSettings'] as const;
const SHARED_SPACE_APPS = ['KernelGatewayAppSettings', 'JupyterServerAppSettings', 'JupyterLabAppSettings'] as const;

/** The properties with a service's own classes, and the effect of changing the class. */
const MANAGED_CLASSES: readonly (readonly [type: string, change: string, paths: readonly string[]])[] = [
  ['AWS::RDS::DBInstance', OUTAGE, ['DBInstanceClass']],
  ['AWS::RDS::DBCluster', OUTAGE, ['DBClusterInstanceClass']],
  ['AWS::DocDB::DBInstance', OUTAGE, ['DBInstanceClass']],
  ['AWS::Neptune::DBInstance', OUTAGE, ['DBInstanceClass']],
  ['AWS::Timestream::InfluxDBInstance', OUTAGE, ['DbInstanceType']],
  ['AWS::Timestream::InfluxDBCluster', OUTAGE, ['DbInstanceType']],
  ['AWS::DMS::ReplicationInstance', 'moves the replication instance to the new class, with an outage', ['ReplicationInstanceClass']],
  ['AWS::Redshift::Cluster', 'resizes the cluster', ['NodeType']],
  ['AWS::Redshift::ScheduledAction', 'applies from the next run of the action', ['TargetAction.ResizeCluster.NodeType']],
  ['AWS::ElastiCache::CacheCluster', NODES, ['CacheNodeType']],
  ['AWS::ElastiCache::ReplicationGroup', NODES, ['CacheNodeType']],
  ['AWS::ElastiCache::GlobalReplicationGroup', NODES, ['CacheNodeType']],
  ['AWS::MemoryDB::Cluster', NODES, ['NodeType']],
  ['AWS::MemoryDB::MultiRegionCluster', NODES, ['NodeType']],
  ['AWS::DAX::Cluster', 'replaces the cluster', ['NodeType']],
  [
    'AWS::OpenSearchService::Domain',
    BLUE_GREEN,
    [
      'ClusterConfig.InstanceType',
      'ClusterConfig.DedicatedMasterType',
      'ClusterConfig.WarmType',
      'ClusterConfig.NodeOptions.[].NodeConfig.Type',
    ],
  ],
  [
    'AWS::Elasticsearch::Domain',
    BLUE_GREEN,
    ['ElasticsearchClusterConfig.InstanceType', 'ElasticsearchClusterConfig.DedicatedMasterType', 'ElasticsearchClusterConfig.WarmType'],
  ],
  ['AWS::MSK::Cluster', 'restarts the brokers one by one', ['BrokerNodeGroupInfo.InstanceType']],
  ['AWS::AmazonMQ::Broker', 'takes effect when the broker is rebooted', ['HostInstanceType']],
  ['AWS::AppStream::Fleet', 'applies once the fleet is stopped and started', ['InstanceType']],
  ['AWS::AppStream::ImageBuilder', IN_PLACE, ['InstanceType']],
  ['AWS::AppStream::AppBlockBuilder', IN_PLACE, ['InstanceType']],
  ['AWS::M2::Environment', IN_PLACE, ['InstanceType']],
  ['AWS::ManagedBlockchain::Node', IN_PLACE, ['NodeConfiguration.InstanceType']],
  ['AWS::SageMaker::NotebookInstance', 'stops and starts the notebook instance', ['InstanceType']],
  [
    'AWS::SageMaker::EndpointConfig',
    'replaces the endpoint configuration; its endpoints move to new instances',
    [
      'ProductionVariants.[].InstanceType',
      'ProductionVariants.[].InstancePools.[].InstanceType',
      'ShadowProductionVariants.[].InstanceType',
      'ShadowProductionVariants.[].InstancePools.[].InstanceType',
    ],
  ],
  ['AWS::SageMaker::InferenceComponent', IN_PLACE, ['Specifications.[].InstanceType']],
  ['AWS::SageMaker::InferenceExperiment', IN_PLACE, ['ModelVariants.[].InfrastructureConfig.RealTimeInferenceConfig.InstanceType']],
  [
    'AWS::SageMaker::Cluster',
    'replaces the instances of the group',
    ['InstanceGroups.[].InstanceType', 'InstanceGroups.[].InstanceRequirements.InstanceTypes', 'RestrictedInstanceGroups.[].InstanceType'],
  ],
  ['AWS::SageMaker::ProcessingJob', NEXT_JOB, ['ProcessingResources.ClusterConfig.InstanceType']],
  ['AWS::SageMaker::DataQualityJobDefinition', NEXT_JOB, ['JobResources.ClusterConfig.InstanceType']],
  ['AWS::SageMaker::ModelBiasJobDefinition', NEXT_JOB, ['JobResources.ClusterConfig.InstanceType']],
  ['AWS::SageMaker::ModelExplainabilityJobDefinition', NEXT_JOB, ['JobResources.ClusterConfig.InstanceType']],
  ['AWS::SageMaker::ModelQualityJobDefinition', NEXT_JOB, ['JobResources.ClusterConfig.InstanceType']],
  [
    'AWS::SageMaker::MonitoringSchedule',
    NEXT_JOB,
    ['MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringResources.ClusterConfig.InstanceType'],
  ],
  [
    'AWS::SageMaker::ModelPackage',
    NEXT_JOB,
    ['ValidationSpecification.ValidationProfiles.[].TransformJobDefinition.TransformResources.InstanceType'],
  ],
  ['AWS::SageMaker::App', 'replaces the app', ['ResourceSpec.InstanceType']],
  [
    'AWS::SageMaker::Domain',
    NEXT_APP,
    [
      ...apps('DefaultUserSettings', ...STUDIO_APPS, 'RSessionAppSettings'),
      ...apps('DefaultSpaceSettings', ...SHARED_SPACE_APPS),
      ...apps('DomainSettings', 'RStudioServerProDomainSettings'),
    ],
  ],
  ['AWS::SageMaker::UserProfile', NEXT_APP, apps('UserSettings', ...STUDIO_APPS)],
  ['AWS::SageMaker::Space', NEXT_APP, apps('SpaceSettings', ...STUDIO_APPS)],
];

/** Services that run instances in their own accounts, with classes named after EC2 families. */
export const MANAGED_CLASS_RESOURCES: readonly LaunchResource[] = MANAGED_CLASSES.map(([type, change, paths]) => ({
  type,
  sites: paths.map((path) => ({ path, kind: 'managed-instance-class' })),
  withoutType: { is: 'nothing', reason: 'the service runs its instances in its own account' },
  change,
  launches: false,
}));
