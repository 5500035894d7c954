import { arguments_, automation, custom, machine, RUN, schedule } from '../carrying';
import { FINE, IMAGE, resources, type Way } from '../way';

const XEN_TYPE = ['error instance-type/xen'];
const UNRESOLVED = ['warning instance-type-resolvable/callUnresolved'];
const STATES = 'arn:aws:states:us-east-1:123456789012:stateMachine:start';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:start';

const call = (service: string, action: string, parameters: object): object => custom({ service, action, parameters });

function rule(Arn: string, Input: string): object {
  return resources({
    Rule: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'a', Arn, Input }] } },
  });
}

/** Types that a call hands to what it starts. */
export const HANDED: readonly Way[] = [
  {
    name: 'the input of another state machine',
    why: 'what is started launches the type that it is given',
    template: machine({
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: STATES, Input: { size: { InstanceType: 't2.micro' } } },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a Nitro input of another state machine',
    why: 'm5.large is Nitro',
    template: machine({
      Resource: 'arn:aws:states:::states:startExecution',
      Parameters: { StateMachineArn: STATES, Input: { InstanceType: 'm5.large' } },
    }),
    expects: FINE,
  },
  {
    name: 'an input that is handed through',
    why: 'the machine that is started is checked by itself',
    template: machine({ Resource: 'arn:aws:states:::states:startExecution', Parameters: { StateMachineArn: STATES, 'Input.$': '$' } }),
    expects: FINE,
  },
  {
    name: 'an input as text, by the SDK',
    why: 'the text holds t2.micro',
    template: call('SFN', 'startExecution', { stateMachineArn: STATES, input: JSON.stringify({ type: 't2.micro' }) }),
    expects: XEN_TYPE,
  },
  {
    name: 'the payload of a function',
    why: 'the function is told to use m4.large',
    template: machine({
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: FUNCTION, Payload: { instanceType: 'm4.large' } },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'the parameters of a function as a task',
    why: 'they are its payload',
    template: machine({ Resource: FUNCTION, Parameters: { instanceType: 'm4.large' } }),
    expects: XEN_TYPE,
  },
  {
    name: 'the payload of a function without types',
    why: 'nothing in it is a type',
    template: machine({ Resource: FUNCTION, Parameters: { table: 't2', instanceTypes: [] } }),
    expects: FINE,
  },
  {
    name: 'the input of a schedule for a state machine',
    why: 'it names t2.micro',
    template: schedule({ Arn: STATES, Input: JSON.stringify({ InstanceType: 't2.micro' }) }),
    expects: XEN_TYPE,
  },
  {
    name: 'the input of a schedule by a universal target',
    why: 'the input within the input names t2.micro',
    template: schedule({
      Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
      Input: JSON.stringify({ StateMachineArn: STATES, Input: JSON.stringify({ InstanceType: 't2.micro' }) }),
    }),
    expects: XEN_TYPE,
  },
  { name: 'the input of a rule', why: 'it names t2.micro', template: rule(FUNCTION, '{"size":"t2.micro"}'), expects: XEN_TYPE },
  { name: 'another input of a rule', why: 'it names no type', template: rule(FUNCTION, '{"size":"small"}'), expects: FINE },
  {
    name: 'a state machine that an automation starts',
    why: 'its input names t2.micro',
    template: automation({
      name: 'start',
      action: 'aws:executeStateMachine',
      inputs: { stateMachineArn: STATES, input: JSON.stringify({ InstanceType: 't2.micro' }) },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a variable of a build',
    why: 'the build is told to use t2.micro',
    template: call('CodeBuild', 'startBuild', { projectName: 'p', environmentVariablesOverride: [{ name: 'TYPE', value: 't2.micro' }] }),
    expects: XEN_TYPE,
  },
  {
    name: 'a Nitro variable of a build',
    why: 'm5.large is Nitro',
    template: call('CodeBuild', 'startBuild', { projectName: 'p', environmentVariablesOverride: [{ name: 'TYPE', value: 'm5.large' }] }),
    expects: FINE,
  },
];

/** Calls of services whose launches no resource type describes, and calls that are not in the table. */
export const OTHER_CALLS: readonly Way[] = [
  {
    name: 'a deployment of Launch Wizard',
    why: 'the specification of the workload names r4',
    template: call('LaunchWizard', 'createDeployment', { name: 'n', specifications: { SapHanaInstanceType: 'r4.8xlarge' } }),
    expects: XEN_TYPE,
  },
  {
    name: 'a Nitro deployment of Launch Wizard',
    why: 'r5 is Nitro',
    template: call('LaunchWizard', 'createDeployment', { name: 'n', specifications: { SapHanaInstanceType: 'r5.8xlarge' } }),
    expects: FINE,
  },
  {
    name: 'replication servers of Application Migration Service',
    why: 'they are EC2 instances of that type',
    template: call('mgn', 'createReplicationConfigurationTemplate', { replicationServerInstanceType: 't2.small' }),
    expects: XEN_TYPE,
  },
  {
    name: 'instances of Lightsail snapshots',
    why: 'the call makes EC2 instances of them',
    template: call('Lightsail', 'createCloudFormationStack', { instances: [{ sourceName: 's', instanceType: 't2.micro' }] }),
    expects: XEN_TYPE,
  },
  {
    name: 'a service that the table does not have',
    why: 'a member of its request says that it is the instance type',
    template: call('Futurama', 'createShip', { config: { instanceType: 't2.micro' } }),
    expects: XEN_TYPE,
  },
  {
    name: 'the same service with a type that is known only in a run',
    why: 'any type may be in the input',
    template: machine({ Resource: 'arn:aws:states:::aws-sdk:futurama:createShip', Parameters: { 'InstanceType.$': '$.type' } }),
    expects: UNRESOLVED,
  },
  {
    name: 'the same service with Nitro',
    why: 'm5.large is Nitro',
    template: call('Futurama', 'createShip', { config: { instanceType: 'm5.large' } }),
    expects: FINE,
  },
  {
    name: 'the same service with a class of its own',
    why: 'standard.regular is no type of EC2',
    template: call('Futurama', 'createShip', { instanceType: 'standard.regular' }),
    expects: FINE,
  },
  {
    name: 'a question about a type',
    why: 'describing launches nothing',
    template: call('EC2', 'describeInstanceTypes', { InstanceTypes: ['t2.micro'] }),
    expects: FINE,
  },
  {
    name: 'JSONata',
    why: 'the expression is a text, and the type is t2.micro',
    template: machine({ QueryLanguage: 'JSONata', Resource: RUN, Arguments: { ...arguments_("{% 't2.micro' %}"), ImageId: IMAGE } }),
    expects: XEN_TYPE,
  },
  {
    name: 'JSONata that chooses',
    why: 'only a run knows which it takes',
    template: machine({ QueryLanguage: 'JSONata', Resource: RUN, Arguments: arguments_("{% $x ? 't2.micro' : 'm5.large' %}") }),
    expects: UNRESOLVED,
  },
  {
    name: 'AMD SEV-SNP by a call',
    why: 'm5 has an Intel processor',
    template: call('EC2', 'runInstances', { ...arguments_('m5.xlarge'), CpuOptions: { AmdSevSnp: 'enabled' } }),
    expects: ['error nitro-features/amdSevSnp'],
  },
  {
    name: 'AMD SEV-SNP by a call, on AMD',
    why: 'm6a supports it',
    template: call('EC2', 'runInstances', { ...arguments_('m6a.xlarge'), CpuOptions: { AmdSevSnp: 'enabled' } }),
    expects: FINE,
  },
  {
    name: 'a service by its full name',
    why: 'Amazon EC2 is EC2',
    template: call('Amazon EC2', 'runInstances', arguments_('t2.micro')),
    expects: XEN_TYPE,
  },
];

const LAUNCHING = (type: string): string =>
  JSON.stringify({ StartAt: 'Run', States: { Run: { Type: 'Task', End: true, Resource: RUN, Parameters: arguments_(type) } } });
const BUILD = 'version: 0.2\nphases: { build: { commands: [aws ec2 run-instances --instance-type t2.micro] } }\n';

/** Calls that create what calls in turn. */
export const CREATED: readonly Way[] = [
  {
    name: 'a state machine',
    why: 'its definition launches t2.micro',
    template: call('SFN', 'createStateMachine', { name: 'm', definition: LAUNCHING('t2.micro') }),
    expects: XEN_TYPE,
  },
  {
    name: 'a state machine that launches Nitro',
    why: 'm5.large is Nitro',
    template: call('SFN', 'updateStateMachine', { name: 'm', definition: LAUNCHING('m5.large') }),
    expects: FINE,
  },
  {
    name: 'an automation document',
    why: 'its step launches t2.micro',
    template: call('SSM', 'createDocument', {
      Name: 'd',
      DocumentType: 'Automation',
      Content: JSON.stringify({
        schemaVersion: '0.3',
        mainSteps: [{ name: 'r', action: 'aws:runInstances', inputs: arguments_('t2.micro') }],
      }),
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a schedule',
    why: 'its target launches t2.micro',
    template: call('Scheduler', 'createSchedule', {
      Name: 's',
      Target: { Arn: 'arn:aws:scheduler:::aws-sdk:ec2:runInstances', Input: JSON.stringify(arguments_('t2.micro')) },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'targets of a rule',
    why: 'the input names t2.micro',
    template: call('EventBridge', 'putTargets', { Rule: 'r', Targets: [{ Id: 'a', Arn: STATES, Input: '{"InstanceType":"t2.micro"}' }] }),
    expects: XEN_TYPE,
  },
  {
    name: 'a state machine by Cloud Control',
    why: 'its definition launches t2.micro',
    template: call('CloudControl', 'createResource', {
      TypeName: 'AWS::StepFunctions::StateMachine',
      DesiredState: JSON.stringify({ RoleArn: 'arn', DefinitionString: LAUNCHING('t2.micro') }),
    }),
    expects: XEN_TYPE,
  },
  {
    name: "a type of one's own by Cloud Control",
    why: 'its property says that it is the instance type',
    template: call('CloudControl', 'createResource', {
      TypeName: 'Acme::Compute::Box',
      DesiredState: JSON.stringify({ InstanceType: 't2.micro' }),
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a build',
    why: 'a command of its specification launches',
    template: call('CodeBuild', 'createProject', { name: 'p', source: { type: 'NO_SOURCE', buildspec: BUILD } }),
    expects: XEN_TYPE,
  },
  {
    name: 'a build that is started with another specification',
    why: 'a command of that launches',
    template: call('CodeBuild', 'startBuild', { projectName: 'p', buildspecOverride: BUILD }),
    expects: XEN_TYPE,
  },
  {
    name: 'state machines in definitions of state machines, eight deep',
    why: 'they are not followed that deep, and that is said',
    template: Array.from({ length: 8 }).reduce<object>(
      (inner) => machine({ Resource: 'arn:aws:states:::aws-sdk:sfn:createStateMachine', Parameters: { definition: definitionIn(inner) } }),
      machine({ Resource: RUN, Parameters: arguments_('t2.micro') }),
    ),
    expects: ['warning instance-type-resolvable/callUnreadable'],
  },
];

function definitionIn(template: object): unknown {
  return (template as { Resources: { Machine: { Properties: { DefinitionString: unknown } } } }).Resources.Machine.Properties
    .DefinitionString;
}
