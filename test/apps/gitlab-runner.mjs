import { GitlabRunnerAutoscaling } from '@pepperize/cdk-autoscaling-gitlab-runner';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';

/** A manager in an Auto Scaling group that starts further instances with docker-machine. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const token = ssm.StringParameter.fromStringParameterAttributes(stack, 'Token', { parameterName: '/gitlab-runner/token' });
  new GitlabRunnerAutoscaling(stack, 'Runner', { runners: [{ token, configuration: {} }] });
}
