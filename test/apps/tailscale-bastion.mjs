import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib/core';
import { TailscaleBastion } from 'cdk-tailscale-bastion';

/** A bastion host with the defaults of the construct, which is the CDK's own inside. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'tailscale');
  new TailscaleBastion(stack, 'Bastion', { vpc, tailscaleCredentials: { secretsManager: { secret, key: 'AUTH_KEY' } } });
}
