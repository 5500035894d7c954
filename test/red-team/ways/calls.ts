import { arguments_, automation, chart, custom, deploying, lambda, machine, run, RUN, schedule } from '../carrying';
import { FINE, IMAGE, resources, XEN_SCRIPT, type Way } from '../way';

const XEN_TYPE = ['error instance-type/xen'];
/** Launches by a call. */
const CODE = ['warning instance-type-resolvable/launchingCode'];

/** Tags the instances that an event of CloudTrail lists. */
const TAGS = [
  'import boto3',
  "ec2 = boto3.client('ec2')",
  'def handler(event, context):',
  "    if event['detail']['eventName'] == 'RunInstances':",
  '        ec2.create_tags(Resources=[], Tags=[])',
  "    elif event['detail']['eventName'] in ['CreateFleet', 'CreateLaunchTemplate']:",
  '        ec2.describe_instances()',
  '',
].join('\n');

function functionOf(ZipFile: string): object {
  const Properties = { Role: 'arn', Runtime: 'python3.13', Handler: 'index.handler', Code: { ZipFile } };
  return resources({ Starter: { Type: 'AWS::Lambda::Function', Properties } });
}

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
    template: functionOf('import boto3\ndef handler(e, c):\n    boto3.client("ec2").run_instances(**e)\n'),
    expects: CODE,
  },
  {
    name: 'code that asks an event of CloudTrail',
    why: 'it tags what has been launched',
    template: functionOf(TAGS),
    expects: [],
  },
  {
    name: 'code that asks an event in JavaScript',
    why: 'it looks up who has launched',
    template: functionOf("exports.handler = async ({ detail }) => {\n  if (detail.eventName === 'RunInstances') await look(detail);\n};\n"),
    expects: [],
  },
  {
    name: 'code that asks an event, and launches another instance',
    why: 'the answer to the event is a launch',
    template: functionOf(`${TAGS}        ec2.run_instances(**event['detail']['requestParameters'])\n`),
    expects: CODE,
  },
  {
    name: 'code that launches where it asks an event',
    why: 'a call within the list is a call',
    template: functionOf("def handler(e, c):\n    if e['eventName'] in [ec2.run_instances(**e)]:\n        pass\n"),
    expects: CODE,
  },
  {
    name: 'code that calls what it is asked to',
    why: 'a comparison with the name of a request is no question to an event',
    template: functionOf("def handler(e, c):\n    if e['action'] == 'RunInstances':\n        call(e)\n"),
    expects: CODE,
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

const FREE = { Parameters: { Free: { Type: 'String' } } };
const CALL_UNRESOLVED = ['warning instance-type-resolvable/callUnresolved'];
const OWN = ['warning instance-type-resolvable/ownType'];
const POOLS = ['warning instance-type-resolvable/helmPools'];

function own(properties: object, sections: object = {}): object {
  return resources({ Box: { Type: 'Acme::Compute::Box', Properties: properties } }, sections);
}

const POOL = (family: string) =>
  [
    'apiVersion: karpenter.sh/v1',
    'kind: NodePool',
    'spec: { template: { spec: { requirements: [',
    `  { key: karpenter.k8s.aws/instance-family, operator: In, values: [${family}] }`,
    '] } } }',
    '',
  ].join('\n');

/** Spellings of calls that differ from those of the API reference. */
export const SPELLINGS: readonly Way[] = [
  {
    name: 'a client of the SDK as the service',
    why: 'the CDK calls EC2Client what others call EC2',
    template: custom({ ...run({ InstanceType: 't2.micro' }), service: 'EC2Client' }),
    expects: XEN_TYPE,
  },
  {
    name: 'the same client with a Nitro type',
    why: 'm5.large is Nitro',
    template: custom({ ...run({ InstanceType: 'm5.large' }), service: 'EC2Client' }),
    expects: FINE,
  },
  {
    name: 'escaped keys in a custom resource of another name',
    why: 'JSON reads \\u0061ction as action',
    template: resources({
      Call: {
        Type: 'Custom::Launcher',
        Properties: {
          ServiceToken: 'arn',
          Create: JSON.stringify(run({ InstanceType: 't2.micro' })).replace('"action"', '"\\u0061ction"'),
        },
      },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a request by Fn::ToJsonString within the text',
    why: 'the function writes the object in its place',
    template: resources(
      {
        Call: {
          Type: 'Custom::AWS',
          Properties: {
            ServiceToken: 'arn',
            Create: {
              'Fn::Join': [
                '',
                ['{"service":"EC2","action":"runInstances","parameters":', { 'Fn::ToJsonString': arguments_('t2.micro') }, '}'],
              ],
            },
          },
        },
      },
      { Transform: 'AWS::LanguageExtensions' },
    ),
    expects: XEN_TYPE,
  },
  {
    name: 'an automation that resizes an instance, by an SDK',
    why: 'its parameter names the type',
    template: machine({
      Resource: 'arn:aws:states:::aws-sdk:ssm:startAutomationExecution',
      Parameters: { DocumentName: 'AWS-ResizeInstance', Parameters: { InstanceType: ['m4.large'] } },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'an automation that resizes an instance to Nitro',
    why: 'm5.large is Nitro',
    template: machine({
      Resource: 'arn:aws:states:::aws-sdk:ssm:startAutomationExecution',
      Parameters: { DocumentName: 'AWS-ResizeInstance', Parameters: { InstanceType: ['m5.large'] } },
    }),
    expects: FINE,
  },
  {
    name: 'an automation within another',
    why: 'the inner one resizes to m4.large',
    template: automation({
      name: 'resize',
      action: 'aws:executeAutomation',
      inputs: { DocumentName: 'AWS-ResizeInstance', RuntimeParameters: { InstanceType: ['m4.large'] } },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a JSON patch of Cloud Control',
    why: 'the patch sets the type to m4.large',
    template: custom({
      service: 'CloudControl',
      action: 'updateResource',
      parameters: {
        TypeName: 'AWS::EC2::Instance',
        PatchDocument: JSON.stringify([{ op: 'replace', path: '/InstanceType', value: 'm4.large' }]),
      },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a JSON patch of tags',
    why: 'the type stays as it is',
    template: custom({
      service: 'CloudControl',
      action: 'updateResource',
      parameters: {
        TypeName: 'AWS::EC2::Instance',
        PatchDocument: JSON.stringify([{ op: 'add', path: '/Tags/0', value: { Key: 'a', Value: 'b' } }]),
      },
    }),
    expects: FINE,
  },
  {
    name: 'a product of Service Catalog',
    why: 'its template is not checked',
    template: custom({ service: 'ServiceCatalog', action: 'provisionProduct', parameters: { ProductName: 'web' } }),
    expects: ['warning instance-type-resolvable/calledTemplate'],
  },
  {
    name: 'a root volume from another image',
    why: 'nothing is known of the image',
    template: custom({
      service: 'EC2',
      action: 'createReplaceRootVolumeTask',
      parameters: { InstanceId: 'i-1', ImageId: 'ami-0123456789abcdef0' },
    }),
    expects: ['error image-ready/unproven'],
  },
  {
    name: 'a node pool by the API of the cluster',
    why: 'the pool admits m4',
    template: machine({
      Resource: 'arn:aws:states:::eks:call',
      Parameters: {
        ClusterName: 'c',
        Method: 'POST',
        Path: '/apis/karpenter.sh/v1/nodepools',
        RequestBody: {
          apiVersion: 'karpenter.sh/v1',
          kind: 'NodePool',
          spec: { template: { spec: { requirements: [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: ['m4'] }] } } },
        },
      },
    }),
    expects: ['error node-pool/xen'],
  },
  {
    name: 'a target that is known at deployment, with a request for instances',
    why: 'the target may be RunInstances',
    template: schedule({ Arn: { Ref: 'Free' }, Input: JSON.stringify(arguments_('m4.large')) }, FREE),
    expects: ['warning instance-type-resolvable/callUnreadable'],
  },
  {
    name: 'a target that is known at deployment, with another request',
    why: 'nothing in it reads like a launch',
    template: schedule({ Arn: { Ref: 'Free' }, Input: JSON.stringify({ message: 'hello' }) }, FREE),
    expects: FINE,
  },
  {
    name: 'a type in Fn::Sub that is known at deployment',
    why: 'the text says no type',
    template: resources(
      {
        Call: {
          Type: 'Custom::AWS',
          Properties: { ServiceToken: 'arn', Create: { 'Fn::Sub': JSON.stringify(run({ InstanceType: '${Free}' })) } },
        },
      },
      FREE,
    ),
    expects: CALL_UNRESOLVED,
  },
  {
    name: 'a fleet in code',
    why: 'create_fleet launches, whatever the client is called',
    template: lambda('import clients\ndef h(e, c):\n    clients.get().create_fleet(**e)\n'),
    expects: ['warning instance-type-resolvable/launchingCode'],
  },
  {
    name: 'a type that code changes',
    why: 'the instance starts with the new type',
    template: lambda('def h(e, c):\n    ec2.modify_instance_attribute(InstanceId=e["i"], InstanceType={"Value": "m4.large"})\n'),
    expects: ['warning instance-type-resolvable/launchingCode'],
  },
  {
    name: 'another attribute that code changes',
    why: 'termination protection launches nothing',
    template: lambda('def h(e, c):\n    ec2.modify_instance_attribute(InstanceId=e["i"], DisableApiTermination={"Value": True})\n'),
    expects: FINE,
  },
  {
    name: 'parameters of a stack set in shorthand',
    why: 'the type is m4.large',
    template: deploying({ StackSetName: 's', Parameters: 'ParameterKey=Size,ParameterValue=m4.large' }),
    expects: XEN_TYPE,
  },
  {
    name: 'Nitro parameters of a stack set as a list',
    why: 'm5.large is Nitro',
    template: deploying({ StackSetName: 's', Parameters: JSON.stringify([{ ParameterKey: 'Size', ParameterValue: 'm5.large' }]) }),
    expects: FINE,
  },
  {
    name: 'a manifest as text in a chart',
    why: 'the pool admits m4',
    template: chart({ extra: [POOL('m4')] }),
    expects: ['error node-pool/xen'],
  },
  { name: 'a Nitro manifest as text in a chart', why: 'm5 is Nitro', template: chart({ extra: [POOL('m5')] }), expects: FINE },
  {
    name: 'types in the values of a chart',
    why: 'the chart may launch m4.large',
    template: chart({ pools: { web: { instanceTypes: ['m4.large'] } } }),
    expects: POOLS,
  },
  {
    name: 'Nitro types in the values of a chart',
    why: 'm5.large is Nitro',
    template: chart({ pools: { web: { instanceTypes: ['m5.large'] } } }),
    expects: FINE,
  },
];

/** Resource types of one's own. */
export const OWN_TYPES: readonly Way[] = [
  {
    name: 'a type in a branch',
    why: 'the branch may hold',
    template: own(
      { Node: { 'Fn::If': ['Perhaps', { InstanceType: 'm4.large' }, {}] } },
      { Conditions: { Perhaps: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'x'] } } },
    ),
    expects: OWN,
  },
  { name: 'a type under another name', why: 'the value is an instance type', template: own({ Size: 'm4.large' }), expects: OWN },
  { name: 'a word under a name of types', why: 'leader says what the node is for', template: own({ NodeType: 'leader' }), expects: FINE },
  {
    name: 'an image under its short name',
    why: 'nothing says how it is launched',
    template: own({ Ami: 'ami-0123456789abcdef0' }),
    expects: OWN,
  },
  {
    name: 'AWS::CloudFormation::CustomResource',
    why: 'it is the long name of Custom::',
    template: resources({
      Box: { Type: 'AWS::CloudFormation::CustomResource', Properties: { ServiceToken: 'arn', InstanceType: 'm4.large' } },
    }),
    expects: OWN,
  },
  {
    name: 'a list by a parameter, under another name',
    why: 'one of its items is m4.large',
    template: own({ Sizes: { Ref: 'L' } }, { Parameters: { L: { Type: 'CommaDelimitedList', Default: 'm5.large,m4.large' } } }),
    expects: OWN,
  },
  {
    name: 'a list in a branch, under another name',
    why: 'the branch may hold',
    template: own(
      { Sizes: { 'Fn::If': ['Perhaps', ['m4.large'], ['m5.large']] } },
      { Conditions: { Perhaps: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'x'] } } },
    ),
    expects: OWN,
  },
  {
    name: 'a Nitro list by a function, under another name',
    why: 'both are Nitro',
    template: own({ Sizes: { 'Fn::Split': [',', 'm5.large,t3.micro'] } }),
    expects: FINE,
  },
  { name: 'nothing of the kind', why: 'no property reads like a launch', template: own({ Name: 'web', Count: 2 }), expects: FINE },
];
