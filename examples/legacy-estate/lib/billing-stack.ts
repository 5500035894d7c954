import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { Fn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** From 2015. */
export class BillingStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnInstance(this, 'Database', {
      instanceType: 'm4.large',
      imageId: 'ami-0b1111111111111b1',
      blockDeviceMappings: [{ deviceName: '/dev/sdf', ebs: { volumeSize: 100 } }],
      userData: Fn.base64('#!/bin/bash\nmount /dev/xvdf /var/lib/mysql\nservice mysqld start\n'),
    });
    new CfnInstance(this, 'Web', { instanceType: 't2.small', imageId: 'ami-0b1111111111111b1' });
  }
}
