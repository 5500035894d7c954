import { App, CfnCondition, CfnParameter, type CfnStack, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import { CfnComputeEnvironment } from 'aws-cdk-lib/aws-batch';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { NitroStandard } from '../../../lib';

/** Runs ways to launch through one synthesis: `node red-team-app.js TYPE`. The type is literally that of each launch. */
const [, , type = ''] = process.argv;
const IMAGE = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
const XEN_IN_BRANCHES_THAT_NEVER_HOLD = 't2.nano';
const policy = AwsCustomResourcePolicy.fromStatements([new PolicyStatement({ actions: ['ec2:RunInstances'], resources: ['*'] })]);

const app = new App();

const call = new Stack(app, 'Call');
const size = new CfnParameter(call, 'Size', { default: type, allowedValues: [type] });
new AwsCustomResource(call, 'Run', {
  policy,
  onCreate: {
    service: '@aws-sdk/client-ec2',
    action: 'RunInstancesCommand',
    parameters: { ImageId: IMAGE, InstanceType: size.valueAsString, MinCount: 1, MaxCount: 1 },
    physicalResourceId: PhysicalResourceId.of('run'),
  },
});

const machine = new Stack(app, 'Machine');
new StateMachine(machine, 'Machine', {
  definitionBody: DefinitionBody.fromChainable(
    new CallAwsService(machine, 'Run', {
      service: 'ec2',
      action: 'runInstances',
      iamResources: ['*'],
      parameters: { ImageId: IMAGE, InstanceType: type, MinCount: 1, MaxCount: 1 },
    }),
  ),
});

const schedule = new Stack(app, 'Schedule');
new CfnSchedule(schedule, 'Nightly', {
  flexibleTimeWindow: { mode: 'OFF' },
  scheduleExpression: 'rate(1 day)',
  target: {
    arn: `arn:${schedule.partition}:scheduler:::aws-sdk:ec2:runInstances`,
    roleArn: 'arn:aws:iam::123456789012:role/r',
    input: schedule.toJsonString({ ImageId: IMAGE, InstanceType: type, MinCount: 1, MaxCount: 1 }),
  },
});

const stage = new Stage(app, 'Prod');
new CfnInstance(new Stack(stage, 'Web'), 'Instance', { instanceType: type, imageId: IMAGE });

const nested = new Stack(app, 'Nested');
new CfnInstance(new NestedStack(nested, 'Inner'), 'Instance', { instanceType: type, imageId: IMAGE });

// A resource that is certainly never deployed launches nothing.
const never = new Stack(app, 'Never');
const condition = new CfnCondition(never, 'Condition', { expression: Fn.conditionEquals('a', 'b') });
const inner = new NestedStack(never, 'Inner');
(inner.nestedStackResource as CfnStack).cfnOptions.condition = condition;
new CfnInstance(inner, 'Instance', { instanceType: XEN_IN_BRANCHES_THAT_NEVER_HOLD, imageId: IMAGE });
new CfnComputeEnvironment(never, 'Fargate', {
  type: 'MANAGED',
  computeResources: { type: 'FARGATE', maxvCpus: 4, subnets: ['subnet-1'], instanceTypes: [XEN_IN_BRANCHES_THAT_NEVER_HOLD] },
});

NitroStandard.enforce(app);
app.synth({ skipValidation: true });
