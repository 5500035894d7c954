import { Ec2RunnerProvider, GitHubRunners } from '@cloudsnorkel/cdk-github-runners';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';

/** Runners on EC2: an image pipeline, launch templates, and instances that a state machine starts. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  new GitHubRunners(stack, 'Runners', { providers: [new Ec2RunnerProvider(stack, 'Ec2', { vpc })] });
}
