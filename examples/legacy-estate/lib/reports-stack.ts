import { CfnAutoScalingGroup, CfnLaunchConfiguration } from 'aws-cdk-lib/aws-autoscaling';
import { Fn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** From 2016. */
export class ReportsStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const configuration = new CfnLaunchConfiguration(this, 'Configuration', {
      instanceType: 'c4.xlarge',
      imageId: 'ami-0c2222222222222c2',
    });
    new CfnAutoScalingGroup(this, 'Group', {
      availabilityZones: Fn.getAzs(),
      launchConfigurationName: configuration.ref,
      minSize: '1',
      maxSize: '3',
    });
  }
}
