import { Autoscaler, EmrEksCluster } from 'aws-analytics-reference-architecture';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';

/** A cluster for EMR on EKS, with the node groups of the construct. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const kubectlLambdaLayer = lambda.LayerVersion.fromLayerVersionArn(
    stack,
    'Kubectl',
    'arn:aws:lambda:eu-west-1:123456789012:layer:kubectl:1',
  );
  EmrEksCluster.getOrCreate(stack, {
    eksAdminRoleArn: 'arn:aws:iam::123456789012:role/admin',
    autoscaling: Autoscaler.CLUSTER_AUTOSCALER,
    kubectlLambdaLayer,
  });
}
