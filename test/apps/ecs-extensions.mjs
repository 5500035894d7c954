import { Container, Environment, EnvironmentCapacityType, Service, ServiceDescription } from '@aws-cdk-containers/ecs-service-extensions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Stack } from 'aws-cdk-lib/core';

/** A service on EC2 capacity of a cluster: an Auto Scaling group with an ECS-optimized image. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const autoScalingGroup = new autoscaling.AutoScalingGroup(stack, 'Capacity', {
    vpc,
    instanceType: new ec2.InstanceType('t2.medium'),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
  });
  cluster.addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup }));
  const environment = new Environment(stack, 'Production', { vpc, cluster, capacityType: EnvironmentCapacityType.EC2 });
  const serviceDescription = new ServiceDescription();
  serviceDescription.add(
    new Container({ cpu: 256, memoryMiB: 512, trafficPort: 80, image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx') }),
  );
  new Service(stack, 'Service', { environment, serviceDescription });
}
