import { FINE, IMAGE, resources, XEN_SCRIPT, type Way } from '../way';

const XEN_TYPE = ['error instance-type/xen'];
const run = (request: object) => ({
  service: 'EC2',
  action: 'runInstances',
  parameters: { MinCount: 1, MaxCount: 1, ImageId: IMAGE, ...request },
});

function custom(call: unknown, sections: object = {}): object {
  const text = typeof call === 'string' ? call : { 'Fn::Join': ['', [JSON.stringify(call)]] };
  return resources({ Call: { Type: 'Custom::AWS', Properties: { ServiceToken: 'arn', Create: text } } }, sections);
}

function machine(state: object): object {
  const definition = JSON.stringify({ StartAt: 'Run', States: { Run: { Type: 'Task', End: true, ...state } } });
  return resources({ Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn', DefinitionString: definition } } });
}

const RUN = 'arn:aws:states:::aws-sdk:ec2:runInstances';
const arguments_ = (InstanceType: string, more: object = {}) => ({ ImageId: IMAGE, MinCount: 1, MaxCount: 1, InstanceType, ...more });

/** Launches by a call. */
export const CALLS: readonly Way[] = [
  {
    name: 'a custom resource that runs instances',
    why: 'the call launches t2.micro',
    template: custom(run({ InstanceType: 't2.micro' })),
    expects: XEN_TYPE,
  },
  {
    name: 'a custom resource that runs Nitro instances',
    why: 'm5.large is Nitro',
    template: custom(run({ InstanceType: 'm5.large' })),
    expects: FINE,
  },
  {
    name: 'a custom resource that describes instances',
    why: 'nothing is launched',
    template: custom({
      service: 'EC2',
      action: 'describeInstances',
      parameters: { Filters: [{ Name: 'instance-type', Values: ['t2.micro'] }] },
    }),
    expects: FINE,
  },
  {
    name: 'user data of a call',
    why: 'the script runs on the instance',
    template: custom(run({ InstanceType: 'm5.large', UserData: Buffer.from('#!/bin/sh\ncat /sys/hypervisor/uuid\n').toString('base64') })),
    expects: XEN_SCRIPT,
  },
  {
    name: 'a state machine that runs instances',
    why: 'the state launches t2.micro',
    template: machine({ Resource: RUN, Parameters: arguments_('t2.micro') }),
    expects: XEN_TYPE,
  },
  {
    name: 'a state machine that runs Nitro instances',
    why: 'm5.large is Nitro',
    template: machine({ Resource: RUN, Parameters: arguments_('m5.large') }),
    expects: FINE,
  },
  {
    name: 'a state within Map',
    why: 'each item launches one',
    template: machine({
      Type: 'Map',
      ItemProcessor: { StartAt: 'Each', States: { Each: { Type: 'Task', End: true, Resource: RUN, Parameters: arguments_('t2.micro') } } },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a type from the input of the state machine',
    why: 'the input is known in each run only',
    template: machine({ Resource: RUN, Parameters: { ImageId: IMAGE, MinCount: 1, MaxCount: 1, 'InstanceType.$': '$.type' } }),
    expects: ['warning instance-type-resolvable/callUnresolved'],
  },
  {
    name: 'a schedule that runs instances',
    why: 'the universal target calls RunInstances',
    template: resources({
      Nightly: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          FlexibleTimeWindow: { Mode: 'OFF' },
          ScheduleExpression: 'rate(1 day)',
          Target: { Arn: 'arn:aws:scheduler:::aws-sdk:ec2:runInstances', RoleArn: 'arn', Input: JSON.stringify(arguments_('m4.large')) },
        },
      },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'an Automation document that runs instances',
    why: 'the step launches m4.large',
    template: resources({
      Document: {
        Type: 'AWS::SSM::Document',
        Properties: {
          DocumentType: 'Automation',
          Content: {
            schemaVersion: '0.3',
            mainSteps: [{ name: 'run', action: 'aws:runInstances', inputs: { ImageId: IMAGE, InstanceType: 'm4.large' } }],
          },
        },
      },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a stack set with a template',
    why: 'its template launches m4.large',
    template: resources({
      Set: {
        Type: 'AWS::CloudFormation::StackSet',
        Properties: {
          StackSetName: 's',
          PermissionModel: 'SELF_MANAGED',
          TemplateBody: JSON.stringify({
            Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm4.large', ImageId: IMAGE } } },
          }),
        },
      },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'code that runs instances',
    why: 'the code decides what it launches',
    template: resources({
      Starter: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: 'arn',
          Runtime: 'python3.13',
          Handler: 'index.handler',
          Code: { ZipFile: 'import boto3\ndef handler(e, c):\n    boto3.client("ec2").run_instances(**e)\n' },
        },
      },
    }),
    expects: ['warning instance-type-resolvable/launchingCode'],
  },
  {
    name: "a registry type of one's own",
    why: 'its property says what it launches, and nothing says how',
    template: resources({ Box: { Type: 'Acme::Compute::Box', Properties: { InstanceType: 'm4.large' } } }),
    expects: ['warning instance-type-resolvable/ownType'],
  },
  {
    name: 'a policy that allows RunInstances',
    why: 'a statement of IAM launches nothing',
    template: resources({
      Policy: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['ec2:RunInstances'], Resource: '*' }] },
        },
      },
    }),
    expects: FINE,
  },
];
