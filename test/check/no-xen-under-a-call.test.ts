import fc from 'fast-check';
import { Catalog } from '../../lib/catalog/catalog';
import { check } from '../../lib/check';
import type { Finding } from '../../lib/finding';
import type { Json } from '../../lib/base/json/json';
import { type Expression, PLAIN, writing, written } from './wrappers';

/** Writes a document as a text of the template, with the function between its literals as the CDK does. */
type Write = (document: Json) => Json;

/** Texts that carry a call. */
const CARRIERS: Readonly<Record<string, (request: Json, text: Write) => Json>> = {
  AwsCustomResource: (parameters, text) => ({
    Type: 'Custom::AWS',
    Properties: { ServiceToken: 'arn', Create: text({ service: 'EC2', action: 'runInstances', parameters }) },
  }),
  'a state machine': (Parameters, text) => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { RoleArn: 'arn', DefinitionString: text(machine(Parameters)) },
  }),
  'an automation document': (inputs) => ({
    Type: 'AWS::SSM::Document',
    Properties: { DocumentType: 'Automation', Content: automation(inputs) },
  }),
  'an automation document as text': (inputs, text) => ({
    Type: 'AWS::SSM::Document',
    Properties: { DocumentType: 'Automation', Content: text(automation(inputs)) },
  }),
  'a schedule': (request, text) => ({
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'rate(1 day)',
      Target: { Arn: 'arn:aws:scheduler:::aws-sdk:ec2:runInstances', RoleArn: 'arn', Input: text(request) },
    },
  }),
  'Cloud Control': (request, text) => ({
    Type: 'Custom::AWS',
    Properties: {
      ServiceToken: 'arn',
      Create: text({
        service: 'CloudControl',
        action: 'createResource',
        parameters: { TypeName: 'AWS::EC2::Instance', DesiredState: JSON.stringify(request) },
      }),
    },
  }),
  'a call that creates a state machine': (Parameters, text) => ({
    Type: 'Custom::AWS',
    Properties: {
      ServiceToken: 'arn',
      Create: text({
        service: 'SFN',
        action: 'createStateMachine',
        parameters: { name: 'm', definition: JSON.stringify(machine(Parameters)) },
      }),
    },
  }),
  'a call that creates a stack': (request, text) => ({
    Type: 'Custom::AWS',
    Properties: {
      ServiceToken: 'arn',
      Create: text({
        service: 'CloudFormation',
        action: 'createStack',
        parameters: {
          StackName: 's',
          TemplateBody: JSON.stringify({ Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: request } } }),
        },
      }),
    },
  }),
};

/** A command of the AWS command line with the request. */
function command(request: Json, text: Write, before = ''): Json {
  return { 'Fn::Join': ['', [`${before}aws ec2 run-instances --cli-input-json '`, text(request), "'\n"]] };
}

const SCRIPTS: typeof CARRIERS = {
  'a build': (request, text) => ({
    Type: 'AWS::CodeBuild::Project',
    Properties: {
      Source: { Type: 'NO_SOURCE', BuildSpec: command(request, text, 'phases:\n  build:\n    commands:\n      - |\n        ') },
    },
  }),
  'a script of Systems Manager': (request, text) => ({
    Type: 'AWS::SSM::Document',
    Properties: {
      DocumentType: 'Command',
      Content: { mainSteps: [{ name: 'run', action: 'aws:runShellScript', inputs: { runCommand: ['set -e', command(request, text)] } }] },
    },
  }),
  'a command of a container': (request, text) => ({
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { ContainerDefinitions: [{ Name: 'c', Image: 'i', Command: ['sh', '-c', command(request, text)] }] },
  }),
  'a boot script': (request, text) => ({
    Type: 'AWS::EC2::Instance',
    Properties: { InstanceType: 'm6i.large', ImageId: READY, UserData: { 'Fn::Base64': command(request, text, '#!/bin/bash\n') } },
  }),
};

function machine(Parameters: Json): Json {
  const run = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:ec2:runInstances', Parameters };
  return { StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: { States: { Run: run } } } } };
}

function automation(inputs: Json): Json {
  return { schemaVersion: '0.3', mainSteps: [{ name: 'run', action: 'aws:runInstances', inputs }] };
}

/** A member of the request, with what is fine there and what is not. */
interface Member {
  readonly request: (value: Json) => Json;
  readonly fine: string;
  readonly bad: readonly string[];
  readonly rule: string;
}

const READY = 'resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id';
const encoded = (script: string): string => Buffer.from(script).toString('base64');

const MEMBERS: Readonly<Record<string, Member>> = {
  type: {
    request: (InstanceType) => ({ ImageId: READY, InstanceType }),
    fine: 'm5.large',
    bad: Catalog.bundled()
      .xenTypes()
      .map(({ name }) => name),
    rule: 'instance-type',
  },
  image: {
    request: (ImageId) => ({ ImageId, InstanceType: 'm5.large' }),
    fine: READY,
    bad: ['ami-0123456789abcdef0', 'resolve:ssm:/golden/image', 'resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn-ami-pv-x86_64-ebs'],
    rule: 'image-ready',
  },
  script: {
    request: (UserData) => ({ ImageId: READY, InstanceType: 'm5.large', UserData }),
    fine: encoded('#!/bin/bash\ndnf install -y nginx\n'),
    bad: [
      encoded('#!/bin/bash\ncat /sys/hypervisor/uuid\n'),
      encoded('#!/bin/sh\ntest -d /proc/xen && exit 0\n'),
      encoded('#!/bin/bash\n[ "$(systemd-detect-virt)" = xen ] && start\n'),
    ],
    rule: 'user-data-xen',
  },
};

const MARK = '@value@';

function findingsIn(carrier: string, { request, rule }: Member, { node, sections }: Expression): readonly Finding[] {
  const carry = CARRIERS[carrier] ?? SCRIPTS[carrier];
  if (carry === undefined) throw new Error(`no carrier is called ${carrier}`);
  const text: Write = (document) => {
    const [before = '', after = ''] = JSON.stringify(document).split(MARK);
    return { 'Fn::Join': ['', [before, node as Json, after]] };
  };
  const isText = carrier !== 'an automation document';
  const template = { ...sections, Resources: { Call: carry(request(isText ? MARK : (node as Json)), text) } } as Json;
  return check([{ id: 't', template }]).findings.filter((finding) => finding.rule === rule && finding.severity !== 'info');
}

describe.each(Object.keys({ ...CARRIERS, ...SCRIPTS }))('under %s', (carrier) => {
  describe.each(Object.entries(MEMBERS))('a %s', (_, member) => {
    const { fine, bad, rule } = member;

    test('that is fine is fine', () => {
      expect(findingsIn(carrier, member, written(PLAIN, fine, fine))).toEqual([]);
    });

    test('that is not never passes, however it is written down', () => {
      fc.assert(
        fc.property(fc.constantFrom(...bad), writing, (value, how) => {
          expect(findingsIn(carrier, member, written(how, value, fine)).map((finding) => finding.rule)).toContain(rule);
        }),
        { numRuns: 40 },
      );
    });
  });
});
