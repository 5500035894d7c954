import * as eks from '@aws-cdk/aws-eks-v2-alpha';
import * as gamelift from '@aws-cdk/aws-gamelift-alpha';
import * as imagebuilder from '@aws-cdk/aws-imagebuilder-alpha';
import * as sagemaker from '@aws-cdk/aws-sagemaker-alpha';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';

/** Types, an image and a launch template, each by the prop of a construct in an alpha module. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const old = new ec2.InstanceType('m4.large');

  const infrastructureConfiguration = new imagebuilder.InfrastructureConfiguration(stack, 'Infrastructure', { instanceTypes: [old] });
  const baseImage = imagebuilder.BaseImage.fromAmiId('ami-0123456789abcdef0');
  const recipe = new imagebuilder.ImageRecipe(stack, 'Recipe', { baseImage });
  new imagebuilder.ImagePipeline(stack, 'Pipeline', { recipe, infrastructureConfiguration });
  const undecided = new imagebuilder.InfrastructureConfiguration(stack, 'Undecided', {});
  new imagebuilder.ImagePipeline(stack, 'UndecidedPipeline', { recipe, infrastructureConfiguration: undecided });

  const cluster = new eks.Cluster(stack, 'Cluster', {
    vpc,
    version: eks.KubernetesVersion.V1_32,
    defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
    defaultCapacity: 0,
  });
  cluster.addNodegroupCapacity('nodes', { instanceTypes: [old] });

  new gamelift.BuildFleet(stack, 'Fleet', {
    fleetName: 'fleet',
    content: gamelift.Build.fromBucket(stack, 'Build', s3.Bucket.fromBucketName(stack, 'Bucket', 'builds'), 'build.zip'),
    instanceType: new ec2.InstanceType('c4.large'),
    runtimeConfiguration: { serverProcesses: [{ launchPath: '/local/game/server' }] },
  });
  new gamelift.GameServerGroup(stack, 'Servers', {
    gameServerGroupName: 'servers',
    vpc,
    instanceDefinitions: [{ instanceType: new ec2.InstanceType('c4.large') }, { instanceType: new ec2.InstanceType('c5.large') }],
    launchTemplate: new ec2.LaunchTemplate(stack, 'Template', { machineImage: ec2.MachineImage.latestAmazonLinux2023() }),
  });

  const model = new sagemaker.Model(stack, 'Model', { containers: [{ image: sagemaker.ContainerImage.fromDlc('a', 'b') }] });
  new sagemaker.EndpointConfig(stack, 'Endpoint', {
    instanceProductionVariants: [{ model, variantName: 'all', instanceType: sagemaker.InstanceType.M4_XLARGE }],
  });
}
