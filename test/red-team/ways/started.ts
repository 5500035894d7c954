import { arguments_, automation, chart, custom, lambda, machine, RUN } from '../carrying';
import { FINE, IMAGE, resources, type Way } from '../way';

const XEN_TYPE = ['error instance-type/xen'];
const XEN_POOL = ['error node-pool/xen'];
const CODE = ['warning instance-type-resolvable/launchingCode'];
const PROGRAM = ['warning instance-type-resolvable/programType'];
const UNREADABLE = ['warning instance-type-resolvable/callUnreadable'];
const ELSEWHERE = ['warning instance-type-resolvable/calledTemplate'];
const OWN = ['warning instance-type-resolvable/ownType'];
const UNPROVEN = ['warning image-ready/unproven'];
const FREE = { Parameters: { Free: { Type: 'String' } } };
const PERHAPS = { Conditions: { Perhaps: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '1'] } } };

type Row = readonly [name: string, why: string, template: object, expects: readonly string[]];

function ways(rows: readonly Row[]): Way[] {
  return rows.map(([name, why, template, expects]) => ({ name, why, template, expects }));
}

const one = (Type: string, Properties: object, sections: object = {}): object => resources({ One: { Type, Properties } }, sections);
const call = (service: string, action: string, parameters: object): object => custom({ service, action, parameters });
const patch = (TypeName: string, ...operations: readonly object[]): object =>
  call('CloudControl', 'updateResource', { TypeName, PatchDocument: JSON.stringify(operations) });
const launching = (type: string): string => `aws ec2 run-instances --instance-type ${type} --image-id ${IMAGE}`;
const defining = (type: string): string =>
  JSON.stringify({ StartAt: 'Run', States: { Run: { Type: 'Task', Resource: RUN, Parameters: arguments_(type), End: true } } });

/** Resources that calls create or change, and the values that they pass to them. */
export const STARTED: readonly Way[] = ways([
  [
    'a patch of the whole resource',
    'its type is m3.large',
    patch('AWS::EC2::Instance', { op: 'replace', path: '', value: { InstanceType: 'm3.large' } }),
    XEN_TYPE,
  ],
  [
    'a patch of a state machine',
    'its definition launches t2.micro',
    patch('AWS::StepFunctions::StateMachine', { op: 'replace', path: '/DefinitionString', value: defining('t2.micro') }),
    XEN_TYPE,
  ],
  [
    'a patch of a state machine of Nitro',
    'm5.large is Nitro',
    patch('AWS::StepFunctions::StateMachine', { op: 'replace', path: '/DefinitionString', value: defining('m5.large') }),
    FINE,
  ],
  [
    "a patch of a type of one's own",
    'its property says that it is the instance type',
    patch('Acme::Compute::Box', { op: 'replace', path: '/InstanceType', value: 'm4.large' }),
    XEN_TYPE,
  ],
  [
    'a patch of a type that is known at deployment',
    'it may be an instance',
    custom(
      {
        'Fn::Join': [
          '',
          ['{"service":"CloudControl","action":"updateResource","parameters":{"PatchDocument":"[]","TypeName":"', { Ref: 'Free' }, '"}}'],
        ],
      },
      FREE,
    ),
    UNREADABLE,
  ],
  [
    'a stack by Cloud Control',
    'its template is not checked',
    call('CloudControl', 'createResource', {
      TypeName: 'AWS::CloudFormation::Stack',
      DesiredState: JSON.stringify({ TemplateURL: 'https://example.com/t.yaml' }),
    }),
    ELSEWHERE,
  ],
  [
    'an update of a stack with the template that there is',
    'it is given t2.micro',
    call('CloudFormation', 'updateStack', {
      UsePreviousTemplate: true,
      Parameters: [{ ParameterKey: 'Plan', ParameterValue: 't2.micro' }],
    }),
    XEN_TYPE,
  ],
  [
    'an update of a stack with its parameters',
    'they stay as they are',
    call('CloudFormation', 'updateStack', { UsePreviousTemplate: true, Parameters: [{ ParameterKey: 'Plan', UsePreviousValue: true }] }),
    FINE,
  ],
  [
    'stacks of a set with other parameters',
    'they are given m4.large',
    call('CloudFormation', 'createStackInstances', {
      StackSetName: 's',
      ParameterOverrides: [{ ParameterKey: 'Plan', ParameterValue: 'm4.large' }],
    }),
    XEN_TYPE,
  ],
  [
    'stacks of a set with Nitro',
    'm5.large is Nitro',
    call('CloudFormation', 'updateStackInstances', {
      StackSetName: 's',
      ParameterOverrides: [{ ParameterKey: 'Plan', ParameterValue: 'm5.large' }],
    }),
    FINE,
  ],
  [
    'an old version of EMR',
    'its images have no drivers',
    call('EMR', 'runJobFlow', { AmiVersion: '3.11.0', Instances: { MasterInstanceType: 'm5.xlarge' } }),
    ['error image-ready/tooOld'],
  ],
  [
    'a variable of a container that a call registers',
    'the container is told to use t2.micro',
    call('ECS', 'registerTaskDefinition', {
      containerDefinitions: [{ name: 'a', environment: [{ name: 'WORKER_TYPE', value: 't2.micro' }] }],
    }),
    PROGRAM,
  ],
  [
    'a job definition that a call registers',
    'its command launches t2.micro',
    call('Batch', 'registerJobDefinition', { containerProperties: { command: launching('t2.micro').split(' ') } }),
    XEN_TYPE,
  ],
  [
    'a secret that a call writes',
    'its reader is told to use t2.micro',
    call('SecretsManager', 'putSecretValue', { SecretId: 's', SecretString: '{"instance_type":"t2.micro"}' }),
    PROGRAM,
  ],
  [
    'a parameter that is called an instance type',
    'its reader is told to use t2.micro',
    one('AWS::SSM::Parameter', { Type: 'String', Name: '/web/instance-type', Value: 't2.micro' }),
    PROGRAM,
  ],
  [
    'a parameter that is called an instance type of Nitro',
    't3.micro is Nitro',
    one('AWS::SSM::Parameter', { Type: 'String', Name: '/web/instance-type', Value: 't3.micro' }),
    FINE,
  ],
  [
    'a parameter of another name',
    'nothing says what it is',
    one('AWS::SSM::Parameter', { Type: 'String', Name: '/web/label', Value: 't2.micro' }),
    FINE,
  ],
  [
    "a type of one's own with the CDK's beginning",
    'the CDK has no such type',
    one('Custom::AWSCDKLauncher', { ServiceToken: 'arn', InstanceType: 'm4.large' }),
    OWN,
  ],
  [
    'a configuration of such a type',
    'it gives t2.micro to a program',
    one('Custom::AWSLauncher', { ServiceToken: 'arn', Config: 'instance_type = "t2.micro"' }),
    PROGRAM,
  ],
  [
    'a provider of clusters of the CDK',
    'it launches no instance',
    one('Custom::AWSCDK-EKS-FargateProfile', { ServiceToken: 'arn', Config: { clusterName: 'c' } }),
    FINE,
  ],
  [
    'a definition or a file, by a condition',
    'the file is not checked',
    one(
      'AWS::StepFunctions::StateMachine',
      {
        DefinitionString: { 'Fn::If': ['Perhaps', defining('m5.large'), { Ref: 'AWS::NoValue' }] },
        DefinitionS3Location: { 'Fn::If': ['Perhaps', { Ref: 'AWS::NoValue' }, { Bucket: 'b', Key: 'k' }] },
      },
      PERHAPS,
    ),
    UNREADABLE,
  ],
  [
    'a way on that sets a variable',
    'later states get t2.micro',
    machine({
      Resource: 'arn:aws:states:::sns:publish',
      Catch: [{ ErrorEquals: ['States.ALL'], Assign: { type: 't2.micro' }, Next: 'Run' }],
    }),
    XEN_TYPE,
  ],
  [
    'a choice that compares',
    'nothing gets the type',
    machine({ Type: 'Choice', Choices: [{ Variable: '$.type', StringEquals: 't2.micro', Next: 'Run' }] }),
    FINE,
  ],
  [
    'what a state selects from its result',
    'later states get t2.micro',
    machine({ Resource: 'arn:aws:states:::sns:publish', ResultSelector: { type: 't2.micro' } }),
    XEN_TYPE,
  ],
  [
    'a container of an automation',
    'its command launches t2.micro',
    automation({
      name: 'r',
      action: 'aws:runDockerAction',
      inputs: { action: 'Run', image: 'amazon/aws-cli', cmd: launching('t2.micro').slice(4) },
    }),
    XEN_TYPE,
  ],
  [
    'a container that asks',
    'it launches nothing',
    automation({
      name: 'r',
      action: 'aws:runDockerAction',
      inputs: { action: 'Run', image: 'amazon/aws-cli', cmd: 'ec2 describe-instances' },
    }),
    FINE,
  ],
  [
    'a document that runs another',
    'it is given a command that launches',
    automation({
      name: 'r',
      action: 'aws:runDocument',
      inputs: { documentPath: 'AWS-RunShellScript', documentParameters: { commands: [launching('t2.micro')] } },
    }),
    XEN_TYPE,
  ],
  [
    'what a session starts with',
    'it launches t2.micro',
    one('AWS::SSM::Document', {
      DocumentType: 'Session',
      Content: { schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs: { shellProfile: { linux: launching('t2.micro') } } },
    }),
    XEN_TYPE,
  ],
  [
    'a session',
    'it runs a shell',
    one('AWS::SSM::Document', {
      DocumentType: 'Session',
      Content: { schemaVersion: '1.0', sessionType: 'Standard_Stream', inputs: { shellProfile: { linux: 'exec bash' } } },
    }),
    FINE,
  ],
  [
    'a task that calls a function with base64',
    'the function gets t2.micro',
    one('AWS::SSM::MaintenanceWindowTask', {
      TaskType: 'LAMBDA',
      TaskInvocationParameters: { MaintenanceWindowLambdaParameters: { Payload: { 'Fn::Base64': '{"InstanceType":"t2.micro"}' } } },
    }),
    PROGRAM,
  ],
  [
    'an experiment that resizes',
    'to m4.large',
    one('AWS::FIS::ExperimentTemplate', {
      Actions: {
        a: { ActionId: 'aws:ssm:start-automation-execution', Parameters: { documentParameters: '{"InstanceType":["m4.large"]}' } },
      },
    }),
    XEN_TYPE,
  ],
  [
    'an experiment that stops instances',
    'it launches nothing',
    one('AWS::FIS::ExperimentTemplate', {
      Actions: { a: { ActionId: 'aws:ec2:stop-instances', Parameters: { startInstancesAfterDuration: 'PT5M' } } },
    }),
    FINE,
  ],
  [
    'an input within an input, put together',
    'the function gets t2.micro',
    one('AWS::Events::Rule', {
      Targets: [
        { Id: 'a', Arn: 'arn:aws:ecs:us-east-1:1:cluster/c', EcsParameters: { Tags: { 'Fn::Sub': '{"InstanceType":"t2.micro"}' } } },
      ],
    }),
    XEN_TYPE,
  ],
]);

const action = (Provider: string, Configuration: object): object =>
  one(
    'AWS::CodePipeline::Pipeline',
    { Stages: [{ Name: 'S', Actions: [{ Name: 'A', ActionTypeId: { Provider }, Configuration }] }] },
    TYPES,
  );
const TYPES = { Parameters: { Type: { Type: 'String', Default: 'm5.large', AllowedValues: ['m5.large', 't2.micro'] } } };
const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } };

/** A rule that starts a state machine of the same template. */
function startedWith(InstanceType: string): object {
  const Definition = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };
  return resources({
    Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition } },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { Targets: [{ Id: 'a', Arn: { Ref: 'Machine' }, Input: JSON.stringify({ InstanceType }) }] },
    },
  });
}

/** Values that a parameter passes on, and templates and stages from elsewhere. */
export const HANDED_BY_PARAMETER: readonly Way[] = ways([
  [
    'a parameter of a pipeline under another name',
    'one of its values is t2.micro',
    action('CloudFormation', { ParameterOverrides: { 'Fn::Sub': '{"Plan":"${Type}"}' } }),
    XEN_TYPE,
  ],
  [
    'an input of a schedule under another name',
    'one of its values is t2.micro',
    one(
      'AWS::Scheduler::Schedule',
      { Target: { Arn: 'arn:aws:lambda:us-east-1:1:function:f', Input: { 'Fn::Sub': '{"plan":"${Type}"}' } } },
      TYPES,
    ),
    XEN_TYPE,
  ],
  ['a state machine of the template', 'it gets m5.large', startedWith('m5.large'), FINE],
  ['a state machine of the template, with Xen', 'it gets t2.micro', startedWith('t2.micro'), XEN_TYPE],
  [
    'an input that is no type',
    'the Region is none',
    one('AWS::Scheduler::Schedule', {
      Target: { Arn: 'arn:aws:lambda:us-east-1:1:function:f', Input: { 'Fn::Sub': '{"plan":"${AWS::Region}"}' } },
    }),
    FINE,
  ],
  [
    'parameters of a function as text',
    'the function is told to use t2.micro',
    action('Lambda', { UserParameters: '--instance-type t2.micro' }),
    PROGRAM,
  ],
  ['a stage that an include fills in', 'it may deploy anything', one('AWS::CodePipeline::Pipeline', { Stages: [include] }), UNREADABLE],
  [
    'parameters of the stacks of a set',
    'they are given t2.micro',
    one('AWS::CloudFormation::StackSet', {
      StackSetName: 's',
      TemplateURL: 'https://example.com/t.yaml',
      StackInstancesGroup: [{ ParameterOverrides: [{ ParameterKey: 'Plan', ParameterValue: 't2.micro' }] }],
    }),
    [...XEN_TYPE, 'warning instance-type-resolvable/nestedTemplate'],
  ],
  [
    'a product of a repository',
    'its template is not checked',
    one('AWS::ServiceCatalog::CloudFormationProduct', {
      Name: 'n',
      Owner: 'o',
      SourceConnection: { Type: 'CODESTAR', ConnectionParameters: {} },
    }),
    ELSEWHERE,
  ],
  [
    'a stack of a repository',
    'its template is not checked',
    one('AWS::CodeStarConnections::SyncConfiguration', { ResourceName: 's', SyncType: 'CFN_STACK_SYNC' }),
    ELSEWHERE,
  ],
  [
    'a bootstrap action',
    'its script is told to use t2.micro',
    one('AWS::EMR::Cluster', {
      ReleaseLabel: 'emr-7.1.0',
      Instances: { MasterInstanceGroup: { InstanceCount: 1, InstanceType: 'm5.xlarge' } },
      BootstrapActions: [{ ScriptBootstrapAction: { Path: 's3://b/a.sh', Args: ['--instance-type', 't2.micro'] } }],
    }),
    PROGRAM,
  ],
]);

/** Code that calls in other words. */
export const SPOKEN: readonly Way[] = ways([
  ['a call within a message', 'the call runs before the message', lambda('logger.info(ec2.run_instances(**event))\n'), CODE],
  ['a message about a call', 'it calls nothing', lambda('logger.info("run_instances is not called")\n'), FINE],
  ['a call behind a comment on its line', 'the comment ends before it', lambda('/* launch */ ec2.runInstances(p);\n'), CODE],
  ['a call between comments', 'the comments end', lambda('/* a */\nec2.runInstances(p);\n/* b */\n'), CODE],
  ['a comment of several lines', 'it calls nothing', lambda('/**\n * Never calls runInstances.\n */\n'), FINE],
  ['a private method', 'its name begins with a number sign', lambda('class L {\n  #launch(p) { return ec2.runInstances(p); }\n}\n'), CODE],
  ['a generator', 'its name begins with a star', lambda('class L {\n  *launch(p) { yield ec2.runInstances(p); }\n}\n'), CODE],
  ['an action behind a colon', 'launch is no service', lambda('const api={launch:runInstances}\n'), CODE],
  ['a symbol', 'Ruby calls what it names', lambda('client.public_send(:run_instances, event)\n'), CODE],
  ['a permission', 'a policy launches nothing', lambda("POLICY = {'Action': ['ec2:RunInstances', 'ec2:CreateFleet']}\n"), FINE],
  ['the resource of boto3', 'create_instances runs instances', lambda('boto3.resource(NAME).create_instances(**event)\n'), CODE],
  ['instances of Lightsail', 'they are none of EC2', lambda("boto3.client('lightsail').create_instances(bundleId='b')\n"), FINE],
  [
    'an attribute of the resource of boto3',
    'the instance starts with the new type',
    lambda("ec2.Instance(i).modify_attribute(InstanceType={'Value': t})\n"),
    CODE,
  ],
  [
    'Cloud Control in code',
    'it creates whatever it is told',
    lambda("boto3.client('cloudcontrol').create_resource(TypeName=t, DesiredState=s)\n"),
    CODE,
  ],
  [
    'a resource of API Gateway in code',
    'it is none of Cloud Control',
    lambda("boto3.client('apigateway').create_resource(restApiId='a')\n"),
    FINE,
  ],
  ['a product in code', 'its template launches', lambda('sc.provision_product(ProductId=p)\n'), CODE],
  ['a type within a printed call', 'the call gives t2.micro to a program', lambda("print(start(instance_type='t2.micro'))\n"), PROGRAM],
  ['a printed type', 'nothing is launched', lambda("print('instance type: t2.micro')\n"), FINE],
]);

function applied(...manifests: readonly object[]): object {
  const Properties = { ServiceToken: 'arn', ClusterName: 'c', Manifest: JSON.stringify(manifests) };
  return resources({ Manifest: { Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties } });
}

const of = (apiVersion: string, kind: string, spec: object): object => ({ apiVersion, kind, metadata: { name: 'web' }, spec });

/** Manifests of kinds that are in no table. */
export const OTHER_MANIFESTS: readonly Way[] = ways([
  [
    'what Crossplane sets once',
    'it launches t2.micro',
    applied(of('ec2.aws.upbound.io/v1beta1', 'Instance', { forProvider: { region: 'x' }, initProvider: { instanceType: 't2.micro' } })),
    XEN_TYPE,
  ],
  [
    'overrides of Crossplane',
    'one is m4.large',
    applied(
      of('autoscaling.aws.upbound.io/v1beta1', 'AutoscalingGroup', {
        forProvider: { mixedInstancesPolicy: [{ launchTemplate: [{ override: [{ instanceType: 'm4.large' }] }] }] },
      }),
    ),
    XEN_TYPE,
  ],
  [
    'a variable of a cluster class',
    'the class gets t2.medium',
    applied(of('cluster.x-k8s.io/v1beta1', 'Cluster', { topology: { variables: [{ name: 'workerMachineType', value: 't2.medium' }] } })),
    PROGRAM,
  ],
  [
    'a Nitro variable of a cluster class',
    't3.medium is Nitro',
    applied(of('cluster.x-k8s.io/v1beta1', 'Cluster', { topology: { variables: [{ name: 'workerMachineType', value: 't3.medium' }] } })),
    FINE,
  ],
  [
    'a type by a parameter',
    'one of its values is t2.micro',
    resources(
      {
        Manifest: {
          Type: 'Custom::AWSCDK-EKS-KubernetesResource',
          Properties: { Manifest: { 'Fn::Sub': JSON.stringify([of('acme.io/v1', 'Node', { machineType: '${Type}' })]) } },
        },
      },
      TYPES,
    ),
    PROGRAM,
  ],
  ['a claim of a platform', 'its size is t2.medium', applied(of('acme.io/v1', 'Node', { parameters: { size: 't2.medium' } })), PROGRAM],
  [
    'a variable of a pod',
    'the container is told to use t2.micro',
    applied(
      of('apps/v1', 'Deployment', {
        template: { spec: { containers: [{ name: 'a', env: [{ name: 'INSTANCE_TYPE', value: 't2.micro' }] }] } },
      }),
    ),
    PROGRAM,
  ],
  ['a pod that chooses its node', 'it launches none', applied(of('v1', 'Pod', { nodeSelector: { nodeType: 't2.micro' } })), FINE],
  [
    'a label',
    'it launches nothing',
    applied({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { machineSize: 't2.micro' } } }),
    FINE,
  ],
  ['an image in the values of a chart', 'nothing is known of it', chart({ nodeClass: { amiId: 'ami-0123456789abcdef0' } }), UNPROVEN],
  [
    'a pool in the values of an add-on',
    'it admits m4',
    one('AWS::EKS::Addon', {
      AddonName: 'a',
      ClusterName: 'c',
      ConfigurationValues: JSON.stringify({
        extra: [
          of('karpenter.sh/v1', 'NodePool', {
            template: { spec: { requirements: [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: ['m4'] }] } },
          }),
        ],
      }),
    }),
    XEN_POOL,
  ],
  [
    'the values of an add-on',
    'they launch nothing',
    one('AWS::EKS::Addon', { AddonName: 'vpc-cni', ClusterName: 'c', ConfigurationValues: '{"env":{"WARM_ENI_TARGET":"1"}}' }),
    FINE,
  ],
]);
