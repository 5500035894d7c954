import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';
import { NitroStandard } from 'cdk-nitro';

const app = new App();
NitroStandard.enforce(app);

const stack = new Stack(app, 'Batch');
const environment = new batch.ManagedEc2EcsComputeEnvironment(stack, 'Environment', {
  vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }),
  instanceTypes: [new ec2.InstanceType('c7g.2xlarge'), new ec2.InstanceType('c8g.2xlarge')],
  useOptimalInstanceClasses: false,
});
new batch.JobQueue(stack, 'Queue', { computeEnvironments: [{ computeEnvironment: environment, order: 1 }] });
