import { arguments_, custom, deploying, lambda, machine, RUN, schedule } from '../carrying';
import { bash, FINE, IMAGE, instance, resources, type Way } from '../way';

const XEN_TYPE = ['error instance-type/xen'];
const UNPROVEN = ['warning image-ready/unproven'];
const OPEN_IMAGE = ['warning image-ready/unresolved'];
const UNRESOLVED = ['warning instance-type-resolvable/callUnresolved'];
const OWN = ['warning instance-type-resolvable/ownType'];
const PROGRAM = ['warning instance-type-resolvable/programType'];
const ELSEWHERE = ['warning instance-type-resolvable/nestedTemplate'];

const AMI = 'ami-0123456789abcdef0';
const PATH = '/aws/service/ami-amazon-linux-latest';
const FREE = { Parameters: { Free: { Type: 'String' } } };
const TYPE = (...AllowedValues: readonly string[]) => ({
  Parameters: { Type: { Type: 'String', Default: AllowedValues[0], AllowedValues } },
});

type Row = readonly [name: string, why: string, template: object, expects: readonly string[]];

function ways(rows: readonly Row[]): Way[] {
  return rows.map(([name, why, template, expects]) => ({ name, why, template, expects }));
}

function functionWith(Variables: object, sections: object = {}): object {
  const Properties = {
    Role: 'arn',
    Runtime: 'python3.13',
    Handler: 'i.h',
    Code: { S3Bucket: 'b', S3Key: 'k' },
    Environment: { Variables },
  };
  return resources({ Starter: { Type: 'AWS::Lambda::Function', Properties } }, sections);
}

/** Images that programs are given. */
export const GIVEN_IMAGES: readonly Way[] = ways([
  ['a variable of a function', 'nothing is known of the image', functionWith({ AMI_ID: AMI }), UNPROVEN],
  ['a variable of another name', 'its value is an image', functionWith({ BASE: AMI }), UNPROVEN],
  [
    'a variable by a mapping',
    'its value is an image',
    functionWith({ X: { 'Fn::FindInMap': ['A', 'b', 'c'] } }, { Mappings: { A: { b: { c: AMI } } } }),
    UNPROVEN,
  ],
  ['a free variable', 'its name says that it is an image', functionWith({ AMI_ID: { Ref: 'Free' } }, FREE), OPEN_IMAGE],
  [
    'a ready image',
    'Amazon Linux 2023 has the drivers',
    functionWith({ AMI_ID: `{{resolve:ssm:${PATH}/al2023-ami-kernel-default-x86_64}}` }),
    FINE,
  ],
  [
    'a paravirtual image',
    'it does not boot on Nitro',
    functionWith({ AMI_ID: `{{resolve:ssm:${PATH}/amzn-ami-pv-x86_64-ebs}}` }),
    ['warning image-ready/paravirtual'],
  ],
  ['an image of a container', 'it is none of EC2', functionWith({ IMAGE: 'nginx:latest', IMAGE_ID: 'nginx' }), FINE],
  [
    'the input of a state machine',
    'it may launch the image',
    custom({ service: 'SFN', action: 'startExecution', parameters: { stateMachineArn: 'a', input: JSON.stringify({ ImageId: AMI }) } }),
    UNPROVEN,
  ],
  [
    'an image that a run gives',
    'the person who starts the run is asked',
    machine({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', Payload: { 'ImageId.$': '$.image' } } }),
    FINE,
  ],
  [
    'an option of docker-machine',
    'nothing is known of the image',
    bash(`docker-machine create --driver amazonec2 --amazonec2-instance-type t3.micro --amazonec2-ami ${AMI} runner`),
    UNPROVEN,
  ],
  ['a variable of Packer', 'it builds on the image', bash(`packer build -var source_ami=${AMI} image.json`), UNPROVEN],
  ['an image that is deregistered', 'it launches nothing', bash(`aws ec2 deregister-image --image-id ${AMI}`), FINE],
  [
    'an image in code',
    'the code launches it',
    lambda(`ec2.run_instances(ImageId='${AMI}')\n`),
    ['warning instance-type-resolvable/launchingCode', ...UNPROVEN],
  ],
]);

function own(Properties: object, sections: object = {}): object {
  return resources({ Box: { Type: 'Acme::Compute::Box', Properties } }, sections);
}

/** Properties of types of one's own, by name and by value. */
export const OWN_PROPERTIES: readonly Way[] = ways([
  ['a parameter under another name', 'one of its values is t2.micro', own({ Plan: { Ref: 'Type' } }, TYPE('t3.micro', 't2.micro')), OWN],
  [
    'a mapping under another name',
    'its value is an instance type',
    own({ Plan: { 'Fn::FindInMap': ['A', 'b', 'c'] } }, { Mappings: { A: { b: { c: 't2.micro' } } } }),
    OWN,
  ],
  ['a Nitro parameter under another name', 'it may be a label', own({ Plan: { Ref: 'Type' } }, TYPE('t3.micro', 'm5.large')), FINE],
  ['a parameter that holds no type', 'small is none', own({ Plan: { Ref: 'Type' } }, TYPE('small', 'large')), FINE],
  ['a free parameter for the type of a server', 'the name says what it is', own({ ServerType: { Ref: 'Free' } }, FREE), OWN],
  ['a family', 'the name says what it is', own({ InstanceFamily: 'm4' }), OWN],
  ['requirements', 'the name says what they are', own({ InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 } } }), OWN],
  [
    'settings by name and value',
    'the name says what the value is',
    own({ Settings: [{ Key: 'InstanceType', Value: { Ref: 'Free' } }] }, FREE),
    OWN,
  ],
  ['tags by name and value', 'a tag launches nothing', own({ Tags: [{ Key: 'InstanceType', Value: { Ref: 'Free' } }] }, FREE), FINE],
  ['an image under another name', 'its value is an image', own({ Base: AMI }), OWN],
  [
    'a configuration that is put together',
    'it gives t2.micro to a program',
    own({ Config: { 'Fn::Sub': '{"InstanceType":"${Type}"}' } }, TYPE('m5.large', 't2.micro')),
    PROGRAM,
  ],
  [
    'a configuration as an object',
    'the function writes it as text',
    own({ Config: { 'Fn::ToJsonString': { InstanceType: 't2.micro' } } }, { Transform: 'AWS::LanguageExtensions' }),
    PROGRAM,
  ],
  [
    'a configuration in base64',
    'it gives t2.micro to a program',
    own({ Config: Buffer.from('{"InstanceType":"t2.micro"}').toString('base64') }),
    PROGRAM,
  ],
  [
    'a Nitro configuration',
    't3.micro is Nitro',
    own({ Config: { 'Fn::Sub': '{"InstanceType":"${Type}"}' } }, TYPE('m5.large', 't3.micro')),
    FINE,
  ],
]);

const launching = `aws ec2 run-instances --instance-type t2.micro --image-id ${IMAGE}`;
const words = launching.split(' ');
const task = (Resource: string, Parameters: object): object => machine({ Resource, Parameters });

/** Commands that calls and targets hand to what runs them. */
export const HANDED_COMMANDS: readonly Way[] = ways([
  [
    'a task of ECS',
    'its container launches t2.micro',
    task('arn:aws:states:::ecs:runTask.sync', { Overrides: { ContainerOverrides: [{ Name: 'a', Command: words }] } }),
    XEN_TYPE,
  ],
  [
    'a job of Batch',
    'its container launches t2.micro',
    task('arn:aws:states:::batch:submitJob.sync', { ContainerOverrides: { Command: words } }),
    XEN_TYPE,
  ],
  [
    'a command of Systems Manager',
    'it launches t2.micro',
    task('arn:aws:states:::aws-sdk:ssm:sendCommand', { DocumentName: 'AWS-RunShellScript', Parameters: { commands: [launching] } }),
    XEN_TYPE,
  ],
  [
    'a step of EMR',
    'its command launches t2.micro',
    task('arn:aws:states:::elasticmapreduce:addStep.sync', {
      ClusterId: 'j',
      Step: { Name: 's', HadoopJarStep: { Jar: 'command-runner.jar', Args: ['bash', '-c', launching] } },
    }),
    XEN_TYPE,
  ],
  [
    'a task definition that a call registers',
    'its command launches t2.micro',
    custom({ service: 'ECS', action: 'registerTaskDefinition', parameters: { containerDefinitions: [{ name: 'a', command: words }] } }),
    XEN_TYPE,
  ],
  [
    'a component that a call creates',
    'its command launches t2.micro',
    custom({
      service: 'imagebuilder',
      action: 'createComponent',
      parameters: { data: JSON.stringify({ phases: [{ steps: [{ action: 'ExecuteBash', inputs: { commands: [launching] } }] }] }) },
    }),
    XEN_TYPE,
  ],
  [
    'a harmless command',
    'it launches nothing',
    task('arn:aws:states:::aws-sdk:ssm:sendCommand', { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['uptime'] } }),
    FINE,
  ],
  [
    'a job of Kubernetes',
    'its container launches t2.micro',
    task('arn:aws:states:::eks:runJob.sync', {
      Job: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        spec: { template: { spec: { containers: [{ command: words.slice(0, 1), args: words.slice(1) }] } } },
      },
    }),
    XEN_TYPE,
  ],
  [
    'a rule that runs a command',
    'it launches t2.micro',
    resources({
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Targets: [
            { Id: 'a', Arn: 'arn:aws:ssm:us-east-1::document/AWS-RunShellScript', Input: JSON.stringify({ commands: [launching] }) },
          ],
        },
      },
    }),
    XEN_TYPE,
  ],
  [
    'a schedule that runs a task',
    'its container launches t2.micro',
    schedule({
      Arn: 'arn:aws:ecs:us-east-1:111122223333:cluster/c',
      Input: JSON.stringify({ containerOverrides: [{ name: 'a', command: words }] }),
    }),
    XEN_TYPE,
  ],
  [
    'a pipe that runs a task',
    'its container is told to launch t2.micro',
    resources({
      Pipe: {
        Type: 'AWS::Pipes::Pipe',
        Properties: {
          Target: 'arn:aws:ecs:us-east-1:111122223333:cluster/c',
          TargetParameters: {
            EcsTaskParameters: { Overrides: { ContainerOverrides: [{ Environment: [{ Name: 'TYPE', Value: 't2.micro' }] }] } },
          },
        },
      },
    }),
    XEN_TYPE,
  ],
  [
    'the enrichment of a pipe',
    'the function gets t2.micro',
    resources({
      Pipe: {
        Type: 'AWS::Pipes::Pipe',
        Properties: {
          Target: 'arn:aws:sqs:us-east-1:111122223333:q',
          EnrichmentParameters: { InputTemplate: '{"InstanceType":"t2.micro","Body":<$.body>}' },
        },
      },
    }),
    XEN_TYPE,
  ],
  [
    'an association of an instance',
    'its command launches t2.micro',
    resources({
      Web: instance({
        SsmAssociations: [{ DocumentName: 'AWS-RunShellScript', AssociationParameters: [{ Key: 'commands', Value: [launching] }] }],
      }),
    }),
    XEN_TYPE,
  ],
  [
    'a variable of Elastic Beanstalk',
    'the application is told to use t2.micro',
    resources({
      Web: {
        Type: 'AWS::ElasticBeanstalk::Environment',
        Properties: {
          ApplicationName: 'a',
          SolutionStackName: '64bit Amazon Linux 2023 v4.0.0 running Python 3.11',
          OptionSettings: [
            { Namespace: 'aws:autoscaling:launchconfiguration', OptionName: 'InstanceType', Value: 'm5.large' },
            { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'WORKER_TYPE', Value: 't2.micro' },
          ],
        },
      },
    }),
    PROGRAM,
  ],
  [
    'an event of SAM',
    'its input names t2.micro',
    resources({
      Starter: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          CodeUri: 's3://b/k',
          Events: { Nightly: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)', Input: '{"InstanceType":"t2.micro"}' } } },
        },
      },
    }),
    XEN_TYPE,
  ],
  [
    'variables of all functions of SAM',
    'the function is told to use t2.micro',
    resources(
      { Starter: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: 's3://b/k' } } },
      { Globals: { Function: { Environment: { Variables: { WORKER_TYPE: 't2.micro' } } } } },
    ),
    PROGRAM,
  ],
  [
    'what a state passes on',
    'the next one launches t2.micro',
    resources({
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          DefinitionString: JSON.stringify({
            StartAt: 'Choose',
            States: {
              Choose: { Type: 'Pass', Result: { type: 't2.micro' }, Next: 'Run' },
              Run: {
                Type: 'Task',
                Resource: RUN,
                Parameters: { ...arguments_(''), InstanceType: undefined, 'InstanceType.$': '$.type' },
                End: true,
              },
            },
          }),
        },
      },
    }),
    [...XEN_TYPE, ...UNRESOLVED],
  ],
  [
    'a secret as a parameter of a pipeline',
    'the store has the type',
    deploying({ ParameterOverrides: '{"InstanceType":"{{resolve:secretsmanager:type}}"}' }),
    UNRESOLVED,
  ],
  [
    'a variable as a parameter of a pipeline',
    'a run has the type',
    deploying({ ParameterOverrides: '{"InstanceType":"#{variables.Type}"}' }),
    UNRESOLVED,
  ],
  ['another variable of a pipeline', 'it is no type', deploying({ ParameterOverrides: '{"Name":"#{variables.Name}"}' }), FINE],
]);

const stack = (Parameters: object): object =>
  resources({ Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/t.yaml', Parameters } } });

/** Templates that are not checked, and what they are given. */
export const TEMPLATES_ELSEWHERE: readonly Way[] = ways([
  ['a nested stack with a type', 'its template is given t2.micro', stack({ Type: 't2.micro' }), [...XEN_TYPE, ...ELSEWHERE]],
  ['a nested stack with a Nitro type', 'its template is not checked', stack({ Type: 't3.micro' }), ELSEWHERE],
  [
    'a stack set with a type',
    'its template is given t2.micro',
    resources({
      Set: {
        Type: 'AWS::CloudFormation::StackSet',
        Properties: {
          StackSetName: 's',
          PermissionModel: 'SELF_MANAGED',
          TemplateURL: 'https://example.com/t.yaml',
          Parameters: [{ ParameterKey: 'Plan', ParameterValue: 't2.micro' }],
        },
      },
    }),
    [...XEN_TYPE, ...ELSEWHERE],
  ],
  [
    'a call that creates a stack with a type',
    'its template is given t2.micro',
    custom({
      service: 'CloudFormation',
      action: 'createStack',
      parameters: { TemplateURL: 'https://example.com/t.yaml', Parameters: [{ ParameterKey: 'Plan', ParameterValue: 't2.micro' }] },
    }),
    [...XEN_TYPE, 'warning instance-type-resolvable/calledTemplate'],
  ],
  [
    'a provisioned product with a type',
    'its template is given t2.micro',
    resources({
      Product: {
        Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
        Properties: { ProductName: 'p', ProvisioningParameters: [{ Key: 'Type', Value: 't2.micro' }] },
      },
    }),
    [...XEN_TYPE, ...ELSEWHERE],
  ],
  [
    'a product',
    'its template is not checked',
    resources({
      Product: {
        Type: 'AWS::ServiceCatalog::CloudFormationProduct',
        Properties: {
          Name: 'p',
          Owner: 'o',
          ProvisioningArtifactParameters: [{ Info: { LoadTemplateFromURL: 'https://example.com/p.yaml' } }],
        },
      },
    }),
    ['warning instance-type-resolvable/calledTemplate'],
  ],
]);
