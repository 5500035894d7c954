import { machine } from '../carrying';
import { FINE, resources, type Way } from '../way';

const UNREADABLE = ['warning instance-type-resolvable/callUnreadable'];
/** A request that hardly ever launches is a note, and fails nothing. */
const NOTED = ['info instance-type-resolvable/callUnreadable'];
const CODE = ['warning instance-type-resolvable/launchingCode'];
const XEN_TYPE = ['error instance-type/xen'];
const FREE = { Parameters: { Free: { Type: 'String' } } };
const EC2 = 'https://ec2.us-east-1.amazonaws.com/';
const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } };

type Row = readonly [name: string, why: string, template: object, expects: readonly string[]];

function ways(rows: readonly Row[]): Way[] {
  return rows.map(([name, why, template, expects]) => ({ name, why, template, expects }));
}

const one = (Type: string, Properties: object, sections: object = {}): object => resources({ One: { Type, Properties } }, sections);

const destination = (InvocationEndpoint: unknown, sections: object = FREE): object =>
  one('AWS::Events::ApiDestination', { ConnectionArn: 'arn', HttpMethod: 'POST', InvocationEndpoint }, sections);

const url = (parameter: object): object => ({ Parameters: { Url: { Type: 'String', ...parameter } } });

function dataSource(Endpoint: unknown, SigningServiceName: string): object {
  const AuthorizationConfig = {
    AuthorizationType: 'AWS_IAM',
    AwsIamConfig: { SigningRegion: 'us-east-1', SigningServiceName },
  };
  return one('AWS::AppSync::DataSource', { ApiId: 'a', Name: 'n', Type: 'HTTP', HttpConfig: { Endpoint, AuthorizationConfig } }, FREE);
}

const topicRule = (payload: object): object =>
  one('AWS::IoT::TopicRule', { TopicRulePayload: { Sql: "SELECT * FROM 'orders'", Actions: [], ...payload } }, FREE);

function method(Integration: object, others: object = {}): object {
  const One = {
    Type: 'AWS::ApiGateway::Method',
    Properties: { HttpMethod: 'POST', Integration: { IntegrationHttpMethod: 'POST', ...Integration } },
  };
  return resources({ One, ...others }, FREE);
}

const proxied = (Uri: unknown, others: object = {}): object => method({ Type: 'HTTP_PROXY', Uri: { 'Fn::Sub': Uri } }, others);
const balancer = { Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {} } };
const integrated = (integration: object): object => ({ paths: { '/a': { post: { 'x-amazon-apigateway-integration': integration } } } });

/** Endpoints that nothing tells before the deployment, and endpoints by other spellings. */
export const ENDPOINTS: readonly Way[] = ways([
  ['a destination by a free parameter', 'it may be that of EC2', destination({ Ref: 'Free' }), NOTED],
  ['a host by a free parameter', 'it may be that of EC2', destination({ 'Fn::Sub': 'https://${Free}/hook' }), NOTED],
  ['a host with a known end', 'example.com is none of AWS', destination({ 'Fn::Sub': 'https://${Free}.example.com/hook' }), FINE],
  ['a service by a free parameter', 'it may be EC2', destination({ 'Fn::Sub': 'https://${Free}.us-east-1.amazonaws.com' }), UNREADABLE],
  [
    'an API by a free parameter',
    'execute-api launches nothing',
    destination({ 'Fn::Sub': 'https://${Free}.execute-api.us-east-1.amazonaws.com' }),
    FINE,
  ],
  ['a domain by a free parameter', 'it may be that of AWS', destination({ 'Fn::Sub': 'https://ec2.${Free}/' }), UNREADABLE],
  ['a destination in a secret', 'the secret may name EC2', destination('{{resolve:secretsmanager:hook:SecretString:url}}'), NOTED],
  [
    'a destination by a parameter with values',
    'both are known',
    destination({ Ref: 'Url' }, url({ AllowedValues: ['https://a.example.com/', 'https://b.example.com/'] })),
    FINE,
  ],
  [
    'a destination by a parameter with EC2 among its values',
    'a deployment may choose it',
    destination({ Ref: 'Url' }, url({ AllowedValues: ['https://a.example.com/', EC2] })),
    UNREADABLE,
  ],
  [
    'a destination by a pattern',
    'it admits no endpoint of AWS',
    destination({ Ref: 'Url' }, url({ AllowedPattern: 'https://hooks\\.example\\.com/.*' })),
    FINE,
  ],
  [
    'a destination by a pattern that admits all',
    'it admits EC2 too',
    destination({ Ref: 'Url' }, url({ AllowedPattern: 'https://.*' })),
    NOTED,
  ],
  [
    'a destination that an include fills in',
    'the include may name EC2',
    one('AWS::Events::ApiDestination', { ConnectionArn: 'arn', ...include }),
    NOTED,
  ],
  ['an endpoint with a user', 'what stands before @ is no host', destination('https://a:b@ec2.us-east-1.amazonaws.com/'), UNREADABLE],
  ['an endpoint with an escaped dot', 'clients read %2E as a dot', destination('https://ec2%2Eus-east-1.amazonaws.com/'), UNREADABLE],
  [
    'an endpoint of the European sovereign cloud',
    'it is the same service',
    destination('https://ec2.eusc-de-east-1.amazonaws.eu/'),
    UNREADABLE,
  ],
  ['a free data source, signed for EC2', 'it may be EC2', dataSource({ Ref: 'Free' }, 'ec2'), UNREADABLE],
  [
    'a data source by another name, signed for EC2',
    'the server behind the name reads requests of EC2',
    dataSource('https://proxy.example.com', 'ec2'),
    UNREADABLE,
  ],
  ['a free data source, signed for Step Functions', 'EC2 does not read such requests', dataSource({ Ref: 'Free' }, 'states'), FINE],
  [
    'a resolver that runs instances',
    'its data source may be elsewhere',
    one('AWS::AppSync::Resolver', {
      ApiId: 'a',
      FieldName: 'f',
      TypeName: 'Query',
      DataSourceName: 'd',
      RequestMappingTemplate: '{"params":{"query":{"Action":"RunInstances"}}}',
    }),
    CODE,
  ],
  [
    'a resolver of a table',
    'it launches nothing',
    one('AWS::AppSync::Resolver', {
      ApiId: 'a',
      FieldName: 'f',
      TypeName: 'Query',
      DataSourceName: 'd',
      Code: 'export const request = () => ({ operation: "GetItem" })',
    }),
    FINE,
  ],
  ['a rule of IoT at EC2', 'the action sends a request', topicRule({ Actions: [{ Http: { Url: EC2 } }] }), UNREADABLE],
  ['a rule of IoT that fails to EC2', 'the action sends a request', topicRule({ ErrorAction: { Http: { Url: EC2 } } }), UNREADABLE],
  ['a rule of IoT at a shop', 'it is no service of AWS', topicRule({ Actions: [{ Http: { Url: 'https://shop.example.com/' } }] }), FINE],
  [
    'an integration with EC2 without an action',
    'the request names it',
    method({ Type: 'AWS', Uri: 'arn:aws:apigateway:us-east-1:ec2:path/' }),
    UNREADABLE,
  ],
  [
    'an integration with a free action',
    'it may be RunInstances',
    method({ Type: 'AWS', Uri: { 'Fn::Sub': 'arn:aws:apigateway:us-east-1:ec2:action/${Free}' } }),
    UNREADABLE,
  ],
  [
    'an integration with a free service',
    'it may be EC2',
    method({ Type: 'AWS', Uri: { 'Fn::Sub': 'arn:aws:apigateway:us-east-1:${Free}:action/RunInstances' } }),
    UNREADABLE,
  ],
  ['an integration with a free endpoint', 'it may be EC2', proxied('http://${Free}/'), NOTED],
  [
    'an integration with a load balancer',
    'it is a resource of the template',
    proxied('http://${Balancer.DNSName}/${Free}', balancer),
    FINE,
  ],
  ['an integration with a free function', 'a proxy of AWS is a function', method({ Type: 'AWS_PROXY', Uri: { Ref: 'Free' } }), FINE],
  [
    'an integration of a WebSocket with EC2',
    'a client runs the instances',
    one('AWS::ApiGatewayV2::Integration', {
      ApiId: 'a',
      IntegrationType: 'AWS',
      IntegrationUri: 'arn:aws:apigateway:us-east-1:ec2:action/RunInstances',
    }),
    ['warning instance-type-resolvable/callUnresolved'],
  ],
  [
    'an integration that starts a state machine',
    'the input names t2.micro',
    one('AWS::ApiGatewayV2::Integration', {
      ApiId: 'a',
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: 'StepFunctions-StartExecution',
      RequestParameters: { Input: '{"InstanceType":"t2.micro"}' },
    }),
    XEN_TYPE,
  ],
  [
    'an integration with the runtime of SageMaker',
    'it asks a model, and launches nothing',
    method({ Type: 'AWS', Uri: 'arn:aws:apigateway:us-east-1:runtime.sagemaker:path/endpoints/e/invocations' }),
    FINE,
  ],
  [
    'an integration that submits a job',
    'a job runs on the instances that there are',
    method({ Type: 'AWS', Uri: 'arn:aws:apigateway:us-east-1:batch:path/v1/submitjob' }),
    FINE,
  ],
  [
    'a rule of AWS Config',
    'it asks about types, and launches none',
    one('AWS::Config::ConfigRule', {
      InputParameters: { instanceType: 't2.micro' },
      Source: { SourceIdentifier: 'DESIRED_INSTANCE_TYPE' },
    }),
    FINE,
  ],
  [
    'an integration that operations share',
    'one of them calls EC2',
    one('AWS::ApiGatewayV2::Api', {
      Body: { components: { 'x-amazon-apigateway-integrations': { a: { type: 'http_proxy', uri: EC2 } } } },
    }),
    UNREADABLE,
  ],
  [
    'OpenAPI that starts a state machine',
    'the input names t2.micro',
    one('AWS::ApiGatewayV2::Api', {
      Body: integrated({
        type: 'aws_proxy',
        integrationSubtype: 'StepFunctions-StartExecution',
        requestParameters: { Input: '{"InstanceType":"t2.micro"}' },
      }),
    }),
    XEN_TYPE,
  ],
  ['an API of one route at EC2', 'the route calls EC2', one('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP', Target: EC2 }), UNREADABLE],
  [
    'an API of one route at a shop',
    'it is no service of AWS',
    one('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP', Target: 'https://shop.example.com/' }),
    FINE,
  ],
  [
    'OpenAPI in a file',
    'an operation of it may run instances',
    one('AWS::ApiGateway::RestApi', { BodyS3Location: { Bucket: 'b', Key: 'k' } }),
    NOTED,
  ],
  [
    'OpenAPI in a file of SAM',
    'an operation of it may run instances',
    one('AWS::Serverless::HttpApi', { DefinitionUri: 'api.yaml' }),
    NOTED,
  ],
  [
    'OpenAPI of an include',
    'an operation of it may run instances',
    one('AWS::Serverless::Api', { StageName: 'prod', DefinitionBody: include }),
    NOTED,
  ],
  [
    'paths of an include',
    'an operation of them may run instances',
    one('AWS::ApiGatewayV2::Api', { Body: { openapi: '3.0.1', paths: include } }),
    NOTED,
  ],
  [
    'OpenAPI with a free endpoint',
    'it may be EC2',
    one('AWS::ApiGateway::RestApi', { Body: integrated({ type: 'http', uri: { Ref: 'Free' } }) }, FREE),
    NOTED,
  ],
  ['an API without a definition', 'its methods are resources of their own', one('AWS::ApiGateway::RestApi', { Name: 'a' }), FINE],
  [
    'OpenAPI with a function',
    'a proxy of AWS is a function',
    one('AWS::ApiGateway::RestApi', { Body: integrated({ type: 'aws_proxy', uri: { Ref: 'Free' } }) }, FREE),
    FINE,
  ],
  [
    'a query of a target',
    'the destination is told to run t2.micro',
    one('AWS::Events::Rule', {
      Targets: [
        {
          Id: 'a',
          Arn: 'arn:aws:events:us-east-1:1:api-destination/d/1',
          HttpParameters: { QueryStringParameters: { InstanceType: 't2.micro' } },
        },
      ],
    }),
    XEN_TYPE,
  ],
  [
    'a target that an include fills in',
    'the include may call RunInstances',
    one('AWS::Scheduler::Schedule', { FlexibleTimeWindow: { Mode: 'OFF' }, ScheduleExpression: 'rate(1 day)', Target: include }),
    UNREADABLE,
  ],
  [
    'an HTTP task at a free endpoint, with an order',
    'nothing in it reads like a launch',
    machine({
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: { 'ApiEndpoint.$': '$.url', Method: 'POST', RequestBody: { order: 7 } },
    }),
    FINE,
  ],
]);
