import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** An image whose user data make the instance a NAT: the user data that the CDK's own NatInstanceProviderV2 gives to its instances. */
export class NatImage implements ec2.IMachineImage {
  /** User data that already have the commands: an image with its own user data returns the same ones each time. */
  private readonly complete = new WeakSet<ec2.UserData>();

  public constructor(private readonly image: ec2.IMachineImage) {}

  public getImage(scope: Construct): ec2.MachineImageConfig {
    const config = this.image.getImage(scope);
    if (!this.complete.has(config.userData)) config.userData.addCommands(...ec2.NatInstanceProviderV2.DEFAULT_USER_DATA_COMMANDS);
    this.complete.add(config.userData);
    return config;
  }
}
