import type { Json } from '../../../lib/base/json/json';
import { SCRIPT_CASES } from './script-cases';

/** The three cases of something that carries launches. */
export interface CarrierCases {
  /** Names a Xen type, or for an image one that is not ready. */
  readonly known: Json;
  /** A template whose launches cannot be decided. */
  readonly undecided: Json;
  /** Launches what is fine, or nothing. */
  readonly clean: Json;
}

const OPEN = { Ref: 'Open' };
const IMAGE = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';

function requestOf(InstanceType: Json): Json {
  return { InstanceType, ImageId: IMAGE, MinCount: 1, MaxCount: 1 };
}

/** The text of a document, put together as the CDK does: functions between literals. */
export function textOf(document: Json): Json {
  const functions: Json[] = [];
  const text = JSON.stringify(document, (_key, value: Json) => {
    if (typeof value !== 'object' || value === null || !('Ref' in value)) return value;
    functions.push(value);
    return `@${String(functions.length - 1)}@`;
  });
  if (functions.length === 0) return text;
  const parts = text.split(/@(\d+)@/).map((part, index): Json => (index % 2 === 0 ? part : (functions[Number(part)] ?? part)));
  return { 'Fn::Join': ['', parts] };
}

function custom(Type: string): (value: Json) => Json {
  return (value) => ({
    Type,
    Properties: { ServiceToken: 'arn:x', Create: textOf({ service: 'EC2', action: 'runInstances', parameters: requestOf(value) }) },
  });
}

function each(resource: (value: Json) => Json): CarrierCases {
  return { known: resource('t2.micro'), undecided: resource(OPEN), clean: resource('t3.micro') };
}

function machine(Type: string, property: string): CarrierCases {
  const states = (type: Json): Json => ({
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Each',
            States: {
              Each: {
                Type: 'Map',
                ItemProcessor: {
                  StartAt: 'Launch',
                  States: {
                    Launch: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:ec2:runInstances', Parameters: requestOf(type), End: true },
                  },
                },
                End: true,
              },
            },
          },
        ],
        End: true,
      },
    },
  });
  return each((type) => ({
    Type,
    Properties: { RoleArn: 'arn:x', [property]: property === 'DefinitionString' ? textOf(states(type)) : states(type) },
  }));
}

function stackSet(type: Json): Json {
  return {
    Type: 'AWS::CloudFormation::StackSet',
    Properties: {
      StackSetName: 's',
      PermissionModel: 'SELF_MANAGED',
      Parameters: [{ ParameterKey: 'Type', ParameterValue: type }],
      TemplateBody: JSON.stringify({
        Parameters: { Type: { Type: 'String' } },
        Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: requestOf({ Ref: 'Type' }) } },
      }),
    },
  };
}

function code(Type: string, at: (text: Json) => Json): CarrierCases {
  const calling = "import boto3\ndef handler(event, context):\n    boto3.client('ec2').run_instances(InstanceType=event['type'])\n";
  return {
    // The launches of code are never known.
    known: { Type, Properties: at({ 'Fn::Join': ['', [calling, OPEN]] }) },
    undecided: { Type, Properties: at(calling) },
    clean: { Type, Properties: at("# never run_instances\nPOLICY = 'ec2:RunInstances'\nprint('describe_instances')\n") },
  };
}

function target(Type: string, at: (arn: string, input: Json) => Json): CarrierCases {
  return each((type) => ({ Type, Properties: at('arn:aws:scheduler:::aws-sdk:ec2:runInstances', textOf(requestOf(type))) }));
}

function manifests(manifest: (value: Json) => Json): CarrierCases {
  return each((value) => ({
    Type: 'Custom::AWSCDK-EKS-KubernetesResource',
    Properties: { ServiceToken: 'arn:x', Manifest: textOf([manifest(value)]) },
  }));
}

function pool(value: Json): Json {
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'default' },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' },
          requirements: [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: [value] }],
        },
      },
    },
  };
}

function chart(values: Json, name = 'web'): Json {
  return { Type: 'Custom::AWSCDK-EKS-HelmChart', Properties: { ServiceToken: 'arn:x', Chart: name, Values: textOf(values) } };
}

function method(Uri: string): Json {
  return { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'POST', Integration: { Type: 'AWS', Uri } } };
}

/** An endpoint that something calls with a request that is put together elsewhere. */
function endpoint(Type: string, at: (url: Json) => Json): CarrierCases {
  const resource = (url: Json): Json => ({ Type, Properties: at(url) });
  return {
    known: resource('https://ec2.us-east-1.amazonaws.com/?Action=RunInstances'),
    undecided: resource({ 'Fn::Sub': 'https://ec2.${AWS::Region}.${AWS::URLSuffix}' }),
    clean: resource('https://ec2.example.com/?Action=RunInstances'),
  };
}

/** A text that puts together what a data source is sent: what it launches is never known. */
function resolver(Type: string, property: string): CarrierCases {
  const resource = (text: Json): Json => ({ Type, Properties: { ApiId: 'a', DataSourceName: 'd', [property]: text } });
  return {
    known: resource('{ "method": "GET", "params": { "query": { "Action": "RunInstances", "InstanceType": "t2.micro" } } }'),
    undecided: resource({ 'Fn::Join': ['', ['{ "params": { "query": { "Action": "RunInstances", "InstanceType": "', OPEN, '" } } }']] }),
    clean: resource('{ "method": "GET", "params": { "query": { "Action": "DescribeInstances" } } }'),
  };
}

function addon(values: Json): Json {
  return { Type: 'AWS::EKS::Addon', Properties: { AddonName: 'a', ClusterName: 'c', ConfigurationValues: textOf(values) } };
}

function pack(Type: string): CarrierCases {
  const resource = (TemplateBody: string): Json => ({ Type, Properties: { TemplateBody } });
  const remedy = (type: string): Json =>
    resource(
      JSON.stringify({
        Resources: {
          Remedy: {
            Type: 'AWS::Config::RemediationConfiguration',
            Properties: { TargetId: 'AWS-ResizeInstance', Parameters: { InstanceType: { StaticValue: { Values: [type] } } } },
          },
        },
      }),
    );
  return { known: remedy('t2.micro'), undecided: resource('Resources: ['), clean: remedy('t3.micro') };
}

function openApi(uri: Json): Json {
  const integration = { type: 'http', httpMethod: 'POST', uri };
  return { openapi: '3.0.1', paths: { '/servers': { post: { 'x-amazon-apigateway-integration': integration } } } };
}

function pipeline(overrides: Json): Json {
  return {
    Type: 'AWS::CodePipeline::Pipeline',
    Properties: {
      RoleArn: 'arn:x',
      Stages: [
        {
          Name: 'Deploy',
          Actions: [
            {
              Name: 'Deploy',
              ActionTypeId: { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' },
              Configuration: { ActionMode: 'CREATE_UPDATE', TemplatePath: 'a::b', ParameterOverrides: textOf(overrides) },
            },
          ],
        },
      ],
    },
  };
}

/** The cases of every carrier, by resource type. */
export const CARRIER_CASES: Readonly<Record<string, CarrierCases>> = {
  'AWS::CloudFormation::CustomResource': each(custom('AWS::CloudFormation::CustomResource')),
  'Custom::AWS': each(custom('Custom::AWS')),
  'AWS::StepFunctions::StateMachine': machine('AWS::StepFunctions::StateMachine', 'DefinitionString'),
  'AWS::Serverless::StateMachine': machine('AWS::Serverless::StateMachine', 'Definition'),
  'AWS::SSM::Document': each((type) => ({
    Type: 'AWS::SSM::Document',
    Properties: {
      DocumentType: 'Automation',
      Content: { schemaVersion: '0.3', mainSteps: [{ name: 'launch', action: 'aws:runInstances', inputs: requestOf(type) }] },
    },
  })),
  'AWS::CloudFormation::StackSet': {
    known: stackSet('t2.micro'),
    undecided: {
      Type: 'AWS::CloudFormation::StackSet',
      Properties: { StackSetName: 's', PermissionModel: 'SELF_MANAGED', TemplateBody: 'Resources: [' },
    },
    clean: stackSet('t3.micro'),
  },
  'Custom::AWSCDK-EKS-KubernetesResource': manifests((InstanceType) => ({
    apiVersion: 'ec2.services.k8s.aws/v1alpha1',
    kind: 'Instance',
    spec: { instanceType: InstanceType, imageID: IMAGE },
  })),
  'Custom::AWSCDK-EKS-HelmChart': {
    known: chart({ extraObjects: [pool('t2')] }),
    undecided: chart({ nodePools: { gpu: { requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }] } } }),
    clean: chart({ extraObjects: [pool('t3')], replicas: 2 }),
  },
  'AWSQS::Kubernetes::Resource': {
    known: { Type: 'AWSQS::Kubernetes::Resource', Properties: { Manifest: textOf(pool('t2')) } },
    undecided: { Type: 'AWSQS::Kubernetes::Resource', Properties: { Manifest: OPEN } },
    clean: { Type: 'AWSQS::Kubernetes::Resource', Properties: { Manifest: textOf(pool('t3')) } },
  },
  'AWSQS::Kubernetes::Helm': {
    known: { Type: 'AWSQS::Kubernetes::Helm', Properties: { Chart: 'web', ValueYaml: textOf({ extra: [pool('t2')] }) } },
    undecided: { Type: 'AWSQS::Kubernetes::Helm', Properties: { Chart: 'acme/karpenter-nodepools' } },
    clean: { Type: 'AWSQS::Kubernetes::Helm', Properties: { Chart: 'web', ValueYaml: textOf({ extra: [pool('t3')] }) } },
  },
  // A request that is mapped from another is never known.
  'AWS::ApiGateway::Method': {
    known: method('arn:aws:apigateway:us-east-1:ec2:path//?Action=RunInstances'),
    undecided: method('arn:aws:apigateway:us-east-1:ec2:action/RunInstances'),
    clean: method('arn:aws:apigateway:us-east-1:sqs:action/SendMessage'),
  },
  'AWS::Events::ApiDestination': endpoint('AWS::Events::ApiDestination', (InvocationEndpoint) => ({
    ConnectionArn: 'arn:x',
    HttpMethod: 'POST',
    InvocationEndpoint,
  })),
  'AWS::ApiGatewayV2::Integration': endpoint('AWS::ApiGatewayV2::Integration', (IntegrationUri) => ({
    ApiId: 'a',
    IntegrationType: 'HTTP_PROXY',
    IntegrationMethod: 'ANY',
    IntegrationUri,
  })),
  'AWS::AppSync::DataSource': endpoint('AWS::AppSync::DataSource', (Endpoint) => ({
    ApiId: 'a',
    Name: 'n',
    Type: 'HTTP',
    HttpConfig: { Endpoint },
  })),
  'AWS::CodeStarConnections::SyncConfiguration': {
    // The template is elsewhere: what it launches is never known.
    known: { Type: 'AWS::CodeStarConnections::SyncConfiguration', Properties: { ResourceName: 's', SyncType: 'CFN_STACK_SYNC' } },
    undecided: { Type: 'AWS::CodeStarConnections::SyncConfiguration', Properties: { ResourceName: OPEN, SyncType: 'CFN_STACK_SYNC' } },
    clean: { Type: 'AWS::CodeStarConnections::SyncConfiguration', Properties: { SyncType: 'CFN_STACK_SYNC' } },
  },
  'AWS::EKS::Addon': {
    known: addon({ extra: [pool('t2')] }),
    undecided: addon({ pools: { web: { instanceTypes: ['t2.micro'] } } }),
    clean: addon({ extra: [pool('t3')], replicas: 2 }),
  },
  'AWS::FIS::ExperimentTemplate': each((type) => ({
    Type: 'AWS::FIS::ExperimentTemplate',
    Properties: {
      Actions: {
        resize: {
          ActionId: 'aws:ssm:start-automation-execution',
          Parameters: {
            documentArn: 'arn:aws:ssm:us-east-1::document/AWS-ResizeInstance',
            documentParameters: textOf({ InstanceType: type }),
          },
        },
      },
    },
  })),
  'AWS::SSMIncidents::ResponsePlan': each((type) => ({
    Type: 'AWS::SSMIncidents::ResponsePlan',
    Properties: {
      Name: 'n',
      Actions: [{ SsmAutomation: { DocumentName: 'AWS-ResizeInstance', StaticParameters: [{ Key: 'InstanceType', Values: [type] }] } }],
    },
  })),
  'AWS::ServiceCatalog::ServiceAction': each((type) => ({
    Type: 'AWS::ServiceCatalog::ServiceAction',
    Properties: {
      Name: 'n',
      DefinitionType: 'SSM_AUTOMATION',
      Definition: [
        { Key: 'Name', Value: 'AWS-ResizeInstance' },
        { Key: 'Parameters', Value: textOf([{ Name: 'InstanceType', Type: 'TEXT_VALUE', Value: type }]) },
      ],
    },
  })),
  'AWS::Config::RemediationConfiguration': each((type) => ({
    Type: 'AWS::Config::RemediationConfiguration',
    Properties: { TargetId: 'AWS-ResizeInstance', Parameters: { InstanceType: { StaticValue: { Values: [type] } } } },
  })),
  'AWS::SageMaker::Pipeline': each((type) => ({
    Type: 'AWS::SageMaker::Pipeline',
    Properties: {
      PipelineDefinition: {
        PipelineDefinitionBody: textOf({
          Steps: [{ Type: 'EMR', Arguments: { ClusterConfig: { Instances: { InstanceGroups: [{ InstanceType: type }] } } } }],
        }),
      },
    },
  })),
  'AWS::Config::ConformancePack': pack('AWS::Config::ConformancePack'),
  'AWS::Config::OrganizationConformancePack': pack('AWS::Config::OrganizationConformancePack'),
  'AWS::IoT::TopicRule': endpoint('AWS::IoT::TopicRule', (Url) => ({
    TopicRulePayload: { Sql: "SELECT * FROM 'orders'", Actions: [{ Http: { Url } }] },
  })),
  'AWS::AppSync::Resolver': resolver('AWS::AppSync::Resolver', 'RequestMappingTemplate'),
  'AWS::AppSync::FunctionConfiguration': resolver('AWS::AppSync::FunctionConfiguration', 'Code'),
  'AWS::ApiGateway::RestApi': endpoint('AWS::ApiGateway::RestApi', (uri) => ({ Body: openApi(uri) })),
  'AWS::ApiGatewayV2::Api': endpoint('AWS::ApiGatewayV2::Api', (uri) => ({ Body: openApi(uri) })),
  'AWS::Serverless::Api': endpoint('AWS::Serverless::Api', (uri) => ({ StageName: 'prod', DefinitionBody: openApi(uri) })),
  'AWS::Serverless::HttpApi': endpoint('AWS::Serverless::HttpApi', (uri) => ({ DefinitionBody: openApi(uri) })),
  'AWS::CodePipeline::Pipeline': {
    known: pipeline({ Size: 't2.micro' }),
    undecided: pipeline({ InstanceType: { 'Fn::GetParam': ['build', 'types.json', 'web'] } }),
    clean: pipeline({ InstanceType: 't3.micro', Environment: 'prod' }),
  },
  'AWS::Scheduler::Schedule': target('AWS::Scheduler::Schedule', (Arn, Input) => ({
    ScheduleExpression: 'rate(1 hour)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn, RoleArn: 'arn:x', Input },
  })),
  'AWS::Pipes::Pipe': target('AWS::Pipes::Pipe', (Target, InputTemplate) => ({
    RoleArn: 'arn:x',
    Source: 'arn:aws:sqs:us-east-1:123456789012:q',
    Target,
    TargetParameters: { InputTemplate },
  })),
  'AWS::Events::Rule': target('AWS::Events::Rule', (Arn, Input) => ({ Targets: [{ Id: 'a', Arn, Input }] })),
  'AWS::Lambda::Function': code('AWS::Lambda::Function', (ZipFile) => ({ Role: 'arn:x', Code: { ZipFile } })),
  'AWS::Serverless::Function': code('AWS::Serverless::Function', (InlineCode) => ({ InlineCode })),
  'AWS::Synthetics::Canary': code('AWS::Synthetics::Canary', (Script) => ({ Code: { Script } })),
  'AWS::ServiceCatalog::CloudFormationProduct': {
    // The template is elsewhere: what it launches is never known.
    known: product('https://example.com/product.yaml'),
    undecided: product({ 'Fn::Sub': 'https://${Open}.s3.amazonaws.com/product.yaml' }),
    clean: product({ 'Fn::Sub': `https://cdk-\${AWS::AccountId}.s3.\${AWS::URLSuffix}/${'0a'.repeat(32)}.json` }),
  },
  ...SCRIPT_CASES,
};

function product(LoadTemplateFromURL: Json): Json {
  const ProvisioningArtifactParameters = [{ Info: { LoadTemplateFromURL } }];
  return { Type: 'AWS::ServiceCatalog::CloudFormationProduct', Properties: { Name: 'n', Owner: 'o', ProvisioningArtifactParameters } };
}

/** A manifest for every kind that launches, as `group/version kind`. */
export const MANIFEST_CASES: Readonly<Record<string, CarrierCases>> = {
  'karpenter.k8s.aws/v1 EC2NodeClass': {
    known: manifests((id) => nodeClass({ id: id === 't2.micro' ? 'ami-0123456789abcdef0' : id })).known,
    undecided: manifests(() => nodeClass({ name: 'golden-*', owner: 'self' })).known,
    clean: manifests(() => nodeClass({ alias: 'al2023@latest' })).known,
  },
  'ec2.services.k8s.aws/v1alpha1 LaunchTemplate': spec('ec2.services.k8s.aws/v1alpha1', 'LaunchTemplate', (type) => ({
    data: { instanceType: type },
  })),
  'eks.services.k8s.aws/v1alpha1 Nodegroup': spec('eks.services.k8s.aws/v1alpha1', 'Nodegroup', (type) => ({
    instanceTypes: [type],
    amiType: 'AL2023_x86_64_STANDARD',
  })),
  'infrastructure.cluster.x-k8s.io/v1beta2 AWSMachine': spec('infrastructure.cluster.x-k8s.io/v1beta2', 'AWSMachine', (type) => ({
    instanceType: type,
  })),
  'infrastructure.cluster.x-k8s.io/v1beta2 AWSMachineTemplate': spec(
    'infrastructure.cluster.x-k8s.io/v1beta2',
    'AWSMachineTemplate',
    (type) => ({ template: { spec: { instanceType: type } } }),
  ),
  'infrastructure.cluster.x-k8s.io/v1beta2 AWSMachinePool': spec('infrastructure.cluster.x-k8s.io/v1beta2', 'AWSMachinePool', (type) => ({
    mixedInstancesPolicy: { overrides: [{ instanceType: type }] },
  })),
  'infrastructure.cluster.x-k8s.io/v1beta2 AWSManagedMachinePool': spec(
    'infrastructure.cluster.x-k8s.io/v1beta2',
    'AWSManagedMachinePool',
    (type) => ({ instanceType: type }),
  ),
  'infrastructure.cluster.x-k8s.io/v1beta2 AWSCluster': spec('infrastructure.cluster.x-k8s.io/v1beta2', 'AWSCluster', (type) => ({
    bastion: { enabled: true, instanceType: type },
  })),
  'infrastructure.cluster.x-k8s.io/v1beta2 AWSClusterTemplate': spec(
    'infrastructure.cluster.x-k8s.io/v1beta2',
    'AWSClusterTemplate',
    (type) => ({ template: { spec: { bastion: { instanceType: type } } } }),
  ),
  'ec2.aws.upbound.io/v1beta1 Instance': spec('ec2.aws.upbound.io/v1beta1', 'Instance', (type) => ({
    forProvider: { region: 'us-east-1', instanceType: type },
  })),
  'eks.aws.m.upbound.io/v1beta1 NodeGroup': spec('eks.aws.m.upbound.io/v1beta1', 'NodeGroup', (type) => ({
    forProvider: { instanceTypes: [type] },
  })),
  'kops.k8s.io/v1alpha2 InstanceGroup': spec('kops.k8s.io/v1alpha2', 'InstanceGroup', (type) => ({ machineType: type })),
  'eksctl.io/v1alpha5 ClusterConfig': manifests((type) => ({
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    nodeGroups: [{ name: 'a', instanceType: type }],
  })),
  'machine.openshift.io/v1beta1 MachineSet': spec('machine.openshift.io/v1beta1', 'MachineSet', (type) => ({
    template: { spec: { providerSpec: { value: { instanceType: type } } } },
  })),
  'machine.openshift.io/v1beta1 Machine': spec('machine.openshift.io/v1beta1', 'Machine', (type) => ({
    providerSpec: { value: { instanceType: type } },
  })),
};

function spec(apiVersion: string, kind: string, of: (type: Json) => Json): CarrierCases {
  return manifests((type) => ({ apiVersion, kind, metadata: { name: 'm' }, spec: of(type) }));
}

function nodeClass(term: Json): Json {
  return { apiVersion: 'karpenter.k8s.aws/v1', kind: 'EC2NodeClass', metadata: { name: 'default' }, spec: { amiSelectorTerms: [term] } };
}
