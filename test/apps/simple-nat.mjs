import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { SimpleNAT } from 'cdk-construct-simple-nat';

/** A NAT instance with the defaults of the construct. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [
      { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
      { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    ],
  });
  new SimpleNAT(stack, 'Nat', { vpc });
}
