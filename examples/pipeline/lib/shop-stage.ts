import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack, Stage, type StageProps } from 'aws-cdk-lib/core';
import { NitroMachineImage } from 'cdk-nitro';
import type { Construct } from 'constructs';

export interface ShopStageProps extends StageProps {
  readonly instanceType: ec2.InstanceType;
}

/** What is deployed to an environment. */
export class ShopStage extends Stage {
  public constructor(scope: Construct, id: string, props: ShopStageProps) {
    super(scope, id, props);
    const stack = new Stack(this, 'Shop');
    const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', {
      instanceType: props.instanceType,
      machineImage: NitroMachineImage.amazonLinux2023({ architecture: props.instanceType.architecture }),
    });
    new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }), launchTemplate });
  }
}
