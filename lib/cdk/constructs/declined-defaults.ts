/** A reason, and the constructs of aws-cdk-lib that it is a reason for: by their PROPERTY_INJECTION_ID. */
type Decline = readonly [reason: string, constructUniqueIds: readonly string[]];

/** Constructs that name instance types and get no defaults all the same. */
export const DECLINED_DEFAULTS: readonly Decline[] = [
  [
    'is made of constructs that get theirs: Auto Scaling groups and node groups; what it chooses itself, m5.large, is built on Nitro',
    ['aws-cdk-lib.aws-ecs.Cluster', 'aws-cdk-lib.aws-eks.Cluster', 'aws-cdk-lib.aws-eks-v2.Cluster'],
  ],
  ['runs on the compute environment of its queue, which is what chooses the types', ['aws-cdk-lib.aws-batch.MultiNodeJobDefinition']],
  [
    'takes a type where one is asked for, and chooses by itself otherwise',
    ['aws-cdk-lib.aws-codebuild.Fleet', 'aws-cdk-lib.aws-lambda.CapacityProvider'],
  ],
  [
    "names the service's own instance classes, and what of them suits the data is not ours to say: the rule managed-instance-class judges them",
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
