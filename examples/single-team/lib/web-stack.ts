import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { NitroInstanceType, NitroMachineImage } from 'cdk-nitro';
import type { Construct } from 'constructs';

export class WebStack extends Stack {
  public readonly server: ec2.Instance;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2 });
    const instanceType = new NitroInstanceType('m7g.large');
    this.server = new ec2.Instance(this, 'Server', {
      vpc,
      instanceType,
      machineImage: NitroMachineImage.amazonLinux2023({ instanceType }), // arm64, as the type
    });
  }
}
