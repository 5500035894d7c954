/** A reason, and the PROPERTY_INJECTION_IDs of the constructs of aws-cdk-lib that it applies to. */
type Decline = readonly [reason: string, constructUniqueIds: readonly string[]];

/** Constructs that name instance types but get no defaults. */
export const DECLINED_DEFAULTS: readonly Decline[] = [
  [
    'consists of constructs that get defaults: Auto Scaling groups and node groups; its own choice, m5.large, is built on Nitro',
    ['aws-cdk-lib.aws-ecs.Cluster', 'aws-cdk-lib.aws-eks.Cluster', 'aws-cdk-lib.aws-eks-v2.Cluster'],
  ],
  ['runs on the compute environment of its queue, which chooses the types', ['aws-cdk-lib.aws-batch.MultiNodeJobDefinition']],
  [
    'accepts a type, and lets the service choose if there is none',
    ['aws-cdk-lib.aws-codebuild.Fleet', 'aws-cdk-lib.aws-lambda.CapacityProvider'],
  ],
  [
    "names the service's own instance classes, which depend on the data: the rule managed-instance-class checks them",
    [
      'aws-cdk-lib.aws-docdb.DatabaseCluster',
      'aws-cdk-lib.aws-docdb.DatabaseInstance',
      'aws-cdk-lib.aws-elasticsearch.Domain',
      'aws-cdk-lib.aws-opensearchservice.Domain',
      'aws-cdk-lib.aws-rds.DatabaseCluster',
      'aws-cdk-lib.aws-rds.DatabaseClusterFromSnapshot',
      'aws-cdk-lib.aws-rds.DatabaseInstance',
      'aws-cdk-lib.aws-rds.DatabaseInstanceFromSnapshot',
      'aws-cdk-lib.aws-rds.DatabaseInstanceReadReplica',
      'aws-cdk-lib.aws-stepfunctions-tasks.SageMakerCreateEndpointConfig',
      'aws-cdk-lib.aws-stepfunctions-tasks.SageMakerCreateTrainingJob',
    ],
  ],
];
