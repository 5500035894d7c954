import { ImagePipeline } from '@jjrawlins/cdk-ami-builder';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';

/** An image pipeline on top of an image of Canonical's that a lookup finds. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const parent = ec2.MachineImage.lookup({ name: 'ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*', owners: ['099720109477'] });
  new ImagePipeline(stack, 'Pipeline', {
    vpc,
    parentImage: parent.getImage(stack).imageId,
    imageRecipeVersion: '0.0.1',
    components: [
      {
        name: 'Install-jq',
        platform: 'Linux',
        componentDocument: {
          phases: [{ name: 'build', steps: [{ name: 'jq', action: 'ExecuteBash', inputs: { commands: ['apt-get install -y jq'] } }] }],
        },
      },
    ],
  });
}
