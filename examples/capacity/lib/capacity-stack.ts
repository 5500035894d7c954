import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as eksV2 from 'aws-cdk-lib/aws-eks-v2';
import * as emr from 'aws-cdk-lib/aws-emr';
import { Stack } from 'aws-cdk-lib/core';
import {
  NitroAutoScalingGroup,
  NitroBatchEnvironment,
  NitroEcsCapacity,
  NitroEmrInstances,
  NitroInstanceType,
  NitroMachineImage,
  NitroNatProvider,
  NitroNodegroup,
  NitroNodegroupV2,
  NitroNodePool,
} from 'cdk-nitro';
import type { Construct } from 'constructs';

export class CapacityStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1, natGatewayProvider: new NitroNatProvider() });

    // Containers: a capacity provider with its group, and a group of one's own.
    const services = new ecs.Cluster(this, 'Services', { vpc });
    new NitroEcsCapacity(this, 'General', { cluster: services, instanceTypes: [new NitroInstanceType('m7g.large')], maxCapacity: 4 });
    const gpu = new NitroInstanceType('g6.xlarge');
    const machineImage = NitroMachineImage.ecsOptimized({ instanceType: gpu }); // with the drivers of the GPU
    const group = new NitroAutoScalingGroup(this, 'Gpu', { vpc, instanceTypes: [gpu], machineImage, maxCapacity: 2 });
    services.addAsgCapacityProvider(new ecs.AsgCapacityProvider(this, 'GpuProvider', { autoScalingGroup: group }));

    // The CDK's own construct, which the standard checks too.
    new autoscaling.AutoScalingGroup(this, 'Proxy', {
      vpc,
      instanceType: new ec2.InstanceType('c7i.large'),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    });

    // Kubernetes: nodes of a cluster that another app owns.
    const cluster = eks.Cluster.fromClusterAttributes(this, 'Cluster', { clusterName: 'platform', vpc });
    new NitroNodegroup(this, 'Nodes', { cluster, instanceTypes: [new NitroInstanceType('m7g.large')] });

    // Karpenter starts further nodes, of a pool that leaves Xen types out.
    const scaled = eksV2.Cluster.fromClusterAttributes(this, 'Scaled', {
      clusterName: 'scaled',
      vpc,
      kubectlProvider: eksV2.KubectlProvider.fromKubectlProviderAttributes(this, 'Kubectl', {
        serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:kubectl',
      }),
    });
    new NitroNodegroupV2(this, 'System', { cluster: scaled, instanceTypes: [new NitroInstanceType('m7g.large')] });
    scaled.addManifest('Pool', NitroNodePool.manifest({ name: 'default', categories: ['c', 'm'], generationMin: 6 }));

    // Jobs, and reports.
    const jobs = new NitroBatchEnvironment(this, 'Jobs', { vpc, architecture: ec2.InstanceArchitecture.ARM_64 });
    new batch.JobQueue(this, 'Queue', { computeEnvironments: [{ computeEnvironment: jobs, order: 1 }] });
    const releaseLabel = 'emr-7.10.0';
    new emr.CfnCluster(this, 'Reports', {
      name: 'reports',
      releaseLabel,
      jobFlowRole: 'EMR_EC2_DefaultRole',
      serviceRole: 'EMR_DefaultRole',
      instances: NitroEmrInstances.groups({ releaseLabel, coreCount: 3 }),
    });
  }
}
