import type { Json } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';

function severities(service: string, action: string, parameters: Json): readonly string[] {
  const Create = JSON.stringify({ service, action, parameters });
  const { findings } = check([{ id: 't', template: { Resources: { Call: { Type: 'Custom::AWS', Properties: { Create } } } } }]);
  return [...new Set(findings.map(({ severity, rule, messageId }) => `${severity} ${rule}/${messageId}`))];
}

const XEN = 'error instance-type/xen';
const PROGRAM = 'warning instance-type-resolvable/programType';
const CODE = 'warning instance-type-resolvable/launchingCode';
const UNREADABLE = 'warning instance-type-resolvable/callUnreadable';
const ELSEWHERE = 'warning instance-type-resolvable/calledTemplate';

const script = (type: string): string =>
  `aws ec2 run-instances --instance-type ${type} --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64`;
const remedy = (type: string): Json => ({ InstanceType: { StaticValue: { Values: [type] } } });
const pack = (type: string): string =>
  JSON.stringify({ Resources: { R: { Type: 'AWS::Config::RemediationConfiguration', Properties: { Parameters: remedy(type) } } } });
const build = (type: string): string => JSON.stringify({ version: 0.2, phases: { build: { commands: [script(type)] } } });
const openApi = (service: string): string =>
  JSON.stringify({
    paths: { '/': { get: { 'x-amazon-apigateway-integration': { type: 'http', uri: `https://${service}.us-east-1.amazonaws.com/` } } } },
  });

/** Each call with a request that a type or an endpoint makes, and what it is with a Xen type or the endpoint of EC2. */
const CALLS: readonly (readonly [call: string, request: (value: string) => Json, expected: string])[] = [
  ['batch:registerJobDefinition', (type) => ({ containerProperties: { command: ['sh', '-c', script(type)] } }), XEN],
  ['lambda:updateFunctionConfiguration', (type) => ({ environment: { variables: { WORKER_TYPE: type } } }), PROGRAM],
  ['ssm:putParameter', (type) => ({ name: '/web/instance-type', value: type }), PROGRAM],
  ['secretsmanager:updateSecret', (type) => ({ secretString: `{"instance_type":"${type}"}` }), PROGRAM],
  ['appconfig:createHostedConfigurationVersion', (type) => ({ content: `{"instance_type":"${type}"}` }), PROGRAM],
  [
    'apprunner:createService',
    (type) => ({
      sourceConfiguration: { imageRepository: { imageConfiguration: { runtimeEnvironmentVariables: { WORKER_TYPE: type } } } },
    }),
    PROGRAM,
  ],
  ['amplify:updateApp', (type) => ({ buildSpec: build(type) }), XEN],
  ['amplify:createBranch', (type) => ({ environmentVariables: { WORKER_TYPE: type } }), PROGRAM],
  ['glue:createJob', (type) => ({ defaultArguments: { '--instance_type': type } }), PROGRAM],
  ['eks:createAddon', (type) => ({ configurationValues: `{"node":{"size":"${type}"}}` }), PROGRAM],
  [
    'sagemaker:createPipeline',
    (type) => ({
      pipelineDefinition: `{"Steps":[{"Type":"EMR","Arguments":{"ClusterConfig":{"Instances":{"MasterInstanceType":"${type}"}}}}]}`,
    }),
    XEN,
  ],
  [
    'fis:createExperimentTemplate',
    (type) => ({ actions: { a: { parameters: { documentParameters: `{"InstanceType":["${type}"]}` } } } }),
    XEN,
  ],
  ['ssm-incidents:createResponsePlan', (type) => ({ actions: [{ ssmAutomation: { parameters: { InstanceType: [type] } } }] }), XEN],
  ['servicecatalog:createServiceAction', (type) => ({ definition: { Parameters: `[{"Name":"InstanceType","Value":"${type}"}]` } }), XEN],
  ['configservice:putRemediationConfigurations', (type) => ({ remediationConfigurations: [{ parameters: remedy(type) }] }), XEN],
  ['config-service:putConformancePack', (type) => ({ templateBody: pack(type) }), XEN],
  ['config:putOrganizationConformancePack', (type) => ({ templateBody: pack(type) }), XEN],
  [
    'ssm:registerTaskWithMaintenanceWindow',
    (type) => ({ taskInvocationParameters: { runCommand: { parameters: { commands: [script(type)] } } } }),
    XEN,
  ],
  [
    'appsync:createDataSource',
    (type) => ({ httpConfig: { endpoint: `https://${type === 't2.micro' ? 'ec2' : 'sqs'}.us-east-1.amazonaws.com` } }),
    UNREADABLE,
  ],
  ['appsync:updateResolver', (type) => ({ code: type === 't2.micro' ? 'Action=RunInstances' : 'Action=DescribeInstances' }), CODE],
  ['appsync:createFunction', (type) => ({ code: type === 't2.micro' ? 'Action=RunInstances' : 'Action=DescribeInstances' }), CODE],
  [
    'eventbridge:updateApiDestination',
    (type) => ({ invocationEndpoint: `https://${type === 't2.micro' ? 'ec2' : 'sqs'}.us-east-1.amazonaws.com` }),
    UNREADABLE,
  ],
  [
    'iot:replaceTopicRule',
    (type) => ({
      topicRulePayload: { actions: [{ http: { url: `https://${type === 't2.micro' ? 'ec2' : 'sqs'}.us-east-1.amazonaws.com` } }] },
    }),
    UNREADABLE,
  ],
  [
    'apigateway:putIntegration',
    (type) => ({ type: 'AWS', uri: `arn:aws:apigateway:us-east-1:${type === 't2.micro' ? 'ec2' : 'sqs'}:path/` }),
    UNREADABLE,
  ],
  ['apigateway:putRestApi', (type) => ({ body: openApi(type === 't2.micro' ? 'ec2' : 'sqs') }), UNREADABLE],
  ['apigatewayv2:importApi', (type) => ({ body: openApi(type === 't2.micro' ? 'ec2' : 'sqs') }), UNREADABLE],
  [
    'apigatewayv2:createIntegration',
    (type) => ({ integrationUri: `https://${type === 't2.micro' ? 'ec2' : 'sqs'}.us-east-1.amazonaws.com` }),
    UNREADABLE,
  ],
  ['codebuild:createProject', (type) => ({ environment: { environmentVariables: [{ name: 'WORKER_TYPE', value: type }] } }), PROGRAM],
  ['ecs:registerTaskDefinition', (type) => ({ containerDefinitions: [{ environment: [{ name: 'WORKER_TYPE', value: type }] }] }), PROGRAM],
];

describe.each(CALLS)('%s', (call, request, expected) => {
  const [service = '', action = ''] = call.split(':');

  test('is read', () => {
    expect(severities(service, action, request('t2.micro'))).toEqual([expected]);
  });

  test('passes where what it creates launches nothing on Xen', () => {
    expect(severities(service, action, request('t3.micro'))).toEqual([]);
  });
});

test('the template of a product that a call creates is not checked', () => {
  const Info = { LoadTemplateFromURL: 'https://example.com/product.yaml' };
  expect(severities('ServiceCatalog', 'createProduct', { ProvisioningArtifactParameters: { Info } })).toEqual([ELSEWHERE]);
  expect(severities('ServiceCatalog', 'createProvisioningArtifact', { Parameters: { Info } })).toEqual([ELSEWHERE]);
});
