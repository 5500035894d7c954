import type { Json } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';
import { serviceAt } from '../../../lib/launch/calls/http-requests';

const IMAGE = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';
const XEN = ['error instance-type/xen'];
const UNREADABLE = ['warning instance-type-resolvable/callUnreadable'];
const UNRESOLVED = ['warning instance-type-resolvable/callUnresolved'];

function reported(resource: Json): readonly string[] {
  const { findings } = check([{ id: 't', template: { Resources: { Calling: resource } } }]);
  return findings.map(({ severity, rule, messageId }) => `${severity} ${rule}/${messageId}`);
}

function invoke(Parameters: object, key = 'Parameters'): Json {
  const state = { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', [key]: Parameters, End: true };
  const DefinitionString = JSON.stringify({ StartAt: 'Send', States: { Send: state } });
  return { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn:x', DefinitionString } };
}

test.each([
  ['https://ec2.us-east-1.amazonaws.com', 'ec2'],
  ['https://ec2.amazonaws.com/?Action=RunInstances', 'ec2'],
  ['https://ec2.us-east-1.amazonaws.com.:443/', 'ec2'],
  ['https://ec2-fips.us-gov-west-1.amazonaws.com', 'ec2'],
  ['https://ec2.cn-north-1.amazonaws.com.cn/', 'ec2'],
  ['https://ec2.us-east-1.api.aws', 'ec2'],
  ['https://vpce-0123-abcd.ec2.us-east-1.vpce.amazonaws.com', 'ec2'],
  ['https://us-east-1.elasticmapreduce.amazonaws.com', 'elasticmapreduce'],
  ['https://api.sagemaker.us-east-1.amazonaws.com', 'sagemaker'],
  ['https://ec2.\uFFFC.\uFFFC/', 'ec2'],
  ['https://ec2.\uFFFC.amazonaws.com/', 'ec2'],
  ['HTTPS://EC2.us-east-1.AmazonAWS.com', 'ec2'],
])('%s is the endpoint of %s', (url, service) => {
  expect(serviceAt(url)).toBe(service);
});

test.each([
  'https://ec2.example.com',
  'https://ec2.s3.us-east-1.amazonaws.com',
  'https://ec2-3-80-1-2.compute-1.amazonaws.com',
  'https://rds.abcdefgh.us-east-1.rds.amazonaws.com',
  'https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/e/invocations',
  'https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod',
  'https://sqs.us-east-1.amazonaws.com',
  'https://batch.\uFFFC/jobs',
  'https://ec2.us-east-1.amazonaws.com.example.com',
  'ec2.us-east-1.amazonaws.com',
])('%s is no endpoint of a service that launches', (url) => {
  expect(serviceAt(url)).toBeUndefined();
});

describe('an HTTP task of Step Functions', () => {
  const EC2 = 'https://ec2.us-east-1.amazonaws.com';
  const query = (InstanceType: string) => ({ Action: 'RunInstances', InstanceType, ImageId: IMAGE, MinCount: 1, MaxCount: 1 });

  test.each<readonly [string, object, readonly string[]]>([
    ['that launches Xen by its query', { ApiEndpoint: EC2, Method: 'GET', QueryParameters: query('t2.micro') }, XEN],
    ['that launches Xen by its body', { ApiEndpoint: EC2, Method: 'POST', RequestBody: query('t2.micro') }, XEN],
    [
      'that launches Xen by its URL',
      { ApiEndpoint: `${EC2}/?Action=RunInstances&InstanceType=t2.micro&ImageId=${encodeURIComponent(IMAGE)}`, Method: 'GET' },
      XEN,
    ],
    [
      'that launches Xen by a form',
      { ApiEndpoint: EC2, Method: 'POST', RequestBody: 'Action=RunInstances&InstanceType=t2.micro&ImageId=' + encodeURIComponent(IMAGE) },
      XEN,
    ],
    [
      'with a list in its query',
      {
        ApiEndpoint: 'https://autoscaling.us-east-1.amazonaws.com',
        Method: 'POST',
        QueryParameters: {
          Action: 'CreateAutoScalingGroup',
          AutoScalingGroupName: 'g',
          'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName': 'outside',
          'MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceType': 'm7i.large',
          'MixedInstancesPolicy.LaunchTemplate.Overrides.member.2.InstanceType': 't2.micro',
        },
      },
      ['error instance-type/xen', 'warning image-ready/launchTemplateOutside'],
    ],
    [
      'that names its action in a header',
      {
        ApiEndpoint: 'https://elasticmapreduce.us-east-1.amazonaws.com',
        Method: 'POST',
        Headers: { 'X-Amz-Target': 'ElasticMapReduce.RunJobFlow' },
        RequestBody: { Name: 'n', ReleaseLabel: 'emr-7.1.0', Instances: { MasterInstanceType: 'm4.large' } },
      },
      XEN,
    ],
    [
      'that names its action in the path',
      {
        ApiEndpoint: 'https://batch.us-east-1.amazonaws.com/v1/createcomputeenvironment',
        Method: 'POST',
        RequestBody: { computeResources: { type: 'EC2', instanceTypes: ['m4.large'] } },
      },
      XEN,
    ],
    ['with another action', { ApiEndpoint: EC2, Method: 'GET', QueryParameters: { Action: 'DescribeInstances' } }, []],
    ['that launches Nitro', { ApiEndpoint: EC2, Method: 'GET', QueryParameters: query('m7i.large') }, []],
    ['without an action', { ApiEndpoint: EC2, Method: 'POST', 'RequestBody.$': '$.body' }, UNREADABLE],
    ['with an action of a run', { ApiEndpoint: EC2, Method: 'GET', QueryParameters: { 'Action.$': '$.action' } }, UNREADABLE],
    [
      'with a type of a run',
      { ApiEndpoint: EC2, Method: 'GET', QueryParameters: { Action: 'RunInstances', ImageId: IMAGE, 'InstanceType.$': '$.t' } },
      UNRESOLVED,
    ],
    [
      'whose Region is known only in a run',
      { 'ApiEndpoint.$': "States.Format('https://ec2.{}.amazonaws.com', $.region)", Method: 'GET', QueryParameters: query('t2.micro') },
      XEN,
    ],
    ['whose endpoint is known only in a run', { 'ApiEndpoint.$': '$.url', Method: 'GET', QueryParameters: query('t2.micro') }, UNREADABLE],
    ['whose endpoint is known only in a run, with an order in it', { 'ApiEndpoint.$': '$.url', RequestBody: { order: 7 } }, []],
    [
      'to another service',
      { ApiEndpoint: 'https://api.example.com/servers', Method: 'POST', RequestBody: { InstanceType: 't2.micro' } },
      [],
    ],
    ['that runs a job', { ApiEndpoint: 'https://batch.us-east-1.amazonaws.com/v1/listjobs', Method: 'POST', RequestBody: {} }, []],
  ])('%s', (_name, parameters, expected) => {
    expect(reported(invoke(parameters))).toEqual(expected);
  });

  test('in JSONata', () => {
    const Arguments = {
      ApiEndpoint: "{% 'https://ec2.' & $region & '.amazonaws.com' %}",
      Method: 'GET',
      QueryParameters: query('t2.micro'),
    };
    expect(reported(invoke(Arguments, 'Arguments'))).toEqual(XEN);
  });
});

test.each<readonly [string, readonly string[]]>([
  ['https://elasticmapreduce.us-east-1.amazonaws.com', UNREADABLE],
  ['https://autoscaling.us-east-1.amazonaws.com/?Action=CreateAutoScalingGroup', UNRESOLVED],
  ['https://ec2.us-east-1.amazonaws.com/?Action=RunInstances&InstanceType=t2.micro', ['error instance-type/xen']],
  ['https://ec2.us-east-1.amazonaws.com/?Action=StartInstances', []],
  ['https://eks.us-east-1.amazonaws.com/clusters/*/node-groups', UNRESOLVED],
  ['https://eks.us-east-1.amazonaws.com/clusters/web/addons', []],
  ['https://hooks.example.com/*', []],
])('an API destination at %s', (InvocationEndpoint, expected) => {
  const Properties = { ConnectionArn: 'arn:x', HttpMethod: 'POST', InvocationEndpoint };
  expect(reported({ Type: 'AWS::Events::ApiDestination', Properties })).toEqual(expected);
});

test.each<readonly [string, readonly string[]]>([
  ['arn:aws:apigateway:us-east-1:ec2:action/RunInstances', UNRESOLVED],
  ['https://ec2.us-east-1.amazonaws.com/', UNREADABLE],
  ['arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations', []],
])('an API in OpenAPI with %s', (uri, expected) => {
  const Body = { paths: { '/a': { post: { 'x-amazon-apigateway-integration': { type: 'aws', httpMethod: 'POST', uri } } } } };
  expect(reported({ Type: 'AWS::ApiGateway::RestApi', Properties: { Body } })).toEqual(expected);
});

test.each<readonly [string, (document: Json) => Json]>([
  ['text', (document) => JSON.stringify(document)],
  ['a text with functions', (document) => ({ 'Fn::Sub': JSON.stringify(document) })],
  ['JSON', (document) => ({ 'Fn::ToJsonString': document })],
])('an API in OpenAPI may be %s', (_name, written) => {
  const Body = (uri: string): Json => written({ paths: { '/a': { post: { 'x-amazon-apigateway-integration': { type: 'http', uri } } } } });
  expect(reported({ Type: 'AWS::ApiGateway::RestApi', Properties: { Body: Body('https://ec2.us-east-1.amazonaws.com/') } })).toEqual(
    UNREADABLE,
  );
  expect(reported({ Type: 'AWS::ApiGateway::RestApi', Properties: { Body: Body('https://example.com/') } })).toEqual([]);
});
