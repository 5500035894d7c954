import { arguments_, custom, machine, RUN, schedule } from '../carrying';
import { FINE, IMAGE, resources, type Way } from '../way';

const XEN_TYPE = ['error instance-type/xen'];
const UNREADABLE = ['warning instance-type-resolvable/callUnreadable'];
const UNRESOLVED = ['warning instance-type-resolvable/callUnresolved'];
const OWN_TYPE = ['warning instance-type-resolvable/ownType'];
const EC2 = 'https://ec2.us-east-1.amazonaws.com';
const SEND = 'arn:aws:states:::http:invoke';

const send = (Parameters: object): object => machine({ Resource: SEND, Parameters });
const one = (Type: string, Properties: object): object => resources({ One: { Type, Properties } });
const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } };

/** Requests over HTTP, expressions of states, and properties that a macro fills in. */
export const SENT: readonly Way[] = [
  {
    name: 'an HTTP task that runs instances',
    why: 'the request launches t2.micro',
    template: send({ ApiEndpoint: EC2, Method: 'GET', QueryParameters: { Action: 'RunInstances', ...arguments_('t2.micro') } }),
    expects: XEN_TYPE,
  },
  {
    name: 'an HTTP task that runs Nitro instances',
    why: 'm5.large is Nitro',
    template: send({ ApiEndpoint: EC2, Method: 'GET', QueryParameters: { Action: 'RunInstances', ...arguments_('m5.large') } }),
    expects: FINE,
  },
  {
    name: 'an HTTP task with an action in lower case',
    why: 'a name in a query may have any case',
    template: send({ ApiEndpoint: `${EC2}?action=RunInstances`, Method: 'POST', RequestBody: arguments_('t2.micro') }),
    expects: XEN_TYPE,
  },
  {
    name: 'an HTTP task at the FIPS endpoint',
    why: 'it is the same service',
    template: send({ ApiEndpoint: 'https://ec2-fips.us-east-1.amazonaws.com', Method: 'POST', 'QueryParameters.$': '$.query' }),
    expects: UNREADABLE,
  },
  {
    name: 'an HTTP task at a VPC endpoint',
    why: 'it is the same service',
    template: send({ ApiEndpoint: 'https://vpce-0a-1b.ec2.us-east-1.vpce.amazonaws.com', Method: 'POST', 'RequestBody.$': '$.body' }),
    expects: UNREADABLE,
  },
  {
    name: 'an HTTP task that sends a template',
    why: 'the template is not checked',
    template: send({
      ApiEndpoint: 'https://cloudformation.us-east-1.amazonaws.com',
      Method: 'GET',
      QueryParameters: { Action: 'CreateStack', StackName: 's', TemplateURL: 'https://b.s3.amazonaws.com/t.yaml' },
    }),
    expects: ['warning instance-type-resolvable/calledTemplate'],
  },
  {
    name: 'an HTTP task at a shop',
    why: 'it is no service of AWS',
    template: send({ ApiEndpoint: 'https://shop.example.com/orders', Method: 'POST', 'RequestBody.$': '$.order' }),
    expects: FINE,
  },
  {
    name: 'an HTTP task that stops instances',
    why: 'nothing is launched',
    template: send({ ApiEndpoint: EC2, Method: 'GET', QueryParameters: { Action: 'StopInstances', 'InstanceId.1': 'i-1' } }),
    expects: FINE,
  },
  {
    name: 'an API destination at EMR',
    why: 'what it is sent is known only when it is sent',
    template: one('AWS::Events::ApiDestination', {
      ConnectionArn: 'arn',
      HttpMethod: 'POST',
      InvocationEndpoint: 'https://elasticmapreduce.us-east-1.amazonaws.com/',
    }),
    expects: UNREADABLE,
  },
  {
    name: 'an API destination at a chat',
    why: 'it is no service of AWS',
    template: one('AWS::Events::ApiDestination', {
      ConnectionArn: 'arn',
      HttpMethod: 'POST',
      InvocationEndpoint: 'https://hooks.example.com/services/*',
    }),
    expects: FINE,
  },
  {
    name: 'a data source of AppSync at EC2',
    why: 'a resolver puts the request together',
    template: one('AWS::AppSync::DataSource', { ApiId: 'a', Name: 'n', Type: 'HTTP', HttpConfig: { Endpoint: EC2 } }),
    expects: UNREADABLE,
  },
  {
    name: 'an HTTP integration of API Gateway at EC2',
    why: 'the request is that of the API',
    template: one('AWS::ApiGateway::Method', { HttpMethod: 'ANY', Integration: { Type: 'HTTP_PROXY', Uri: `${EC2}/` } }),
    expects: UNREADABLE,
  },
  {
    name: 'an API in OpenAPI that runs instances',
    why: 'the request is mapped from that of the API',
    template: one('AWS::ApiGateway::RestApi', {
      Body: {
        paths: { '/a': { get: { 'x-amazon-apigateway-integration': { uri: 'arn:aws:apigateway:us-east-1:ec2:action/RunInstances' } } } },
      },
    }),
    expects: UNRESOLVED,
  },
  {
    name: 'an API in OpenAPI at a load balancer',
    why: 'it is no service of AWS that launches',
    template: one('AWS::ApiGatewayV2::Api', {
      Body: { paths: { '/a': { get: { 'x-amazon-apigateway-integration': { uri: 'http://ec2.us-east-1.elb.amazonaws.com' } } } } },
    }),
    expects: FINE,
  },
  {
    name: 'a type that States.Format puts together',
    why: 'all of its parts are written',
    template: machine({
      Resource: RUN,
      Parameters: { ImageId: IMAGE, MinCount: 1, MaxCount: 1, 'InstanceType.$': "States.Format('{}.{}', 't2', 'micro')" },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a type that States.Format puts together of the input',
    why: 'a part of it is known only in a run',
    template: machine({
      Resource: RUN,
      Parameters: { ImageId: IMAGE, MinCount: 1, MaxCount: 1, 'InstanceType.$': "States.Format('t2.{}', $.size)" },
    }),
    expects: UNRESOLVED,
  },
  {
    name: 'a request that States.StringToJson reads',
    why: 'the text is written',
    template: machine({
      Resource: RUN,
      'Parameters.$': '$',
      Parameters: { ImageId: IMAGE, 'InstanceType.$': 'States.StringToJson(\'"t2.micro"\')' },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a type that JSONata puts together',
    why: 'all of its parts are written',
    template: machine({ Resource: RUN, Arguments: arguments_("{% 't2' & '.micro' %}") }),
    expects: XEN_TYPE,
  },
  {
    name: 'a Nitro type that JSONata puts together',
    why: 'm5.large is Nitro',
    template: machine({ Resource: RUN, Arguments: arguments_("{% $join(['m5', 'large'], '.') %}") }),
    expects: FINE,
  },
  {
    name: "a custom resource that an include fills in, of the CDK's usual type",
    why: 'what the include adds is not known',
    template: one('AWS::CloudFormation::CustomResource', { ServiceToken: 'arn', ...include }),
    expects: OWN_TYPE,
  },
  {
    name: 'a part of a registry type that a macro fills in',
    why: 'what the macro adds is not known',
    template: one('Acme::Compute::Farm', { Name: 'n', Nodes: [{ 'Fn::Transform': { Name: 'Nodes' } }] }),
    expects: OWN_TYPE,
  },
  {
    name: 'a bucket that an include fills in',
    why: 'it launches nothing',
    template: one('AWS::S3::Bucket', include),
    expects: FINE,
  },
  {
    name: 'a specification of Proton',
    why: 'the service is given t2.micro',
    template: custom({
      service: 'Proton',
      action: 'createService',
      parameters: { name: 'web', spec: 'proton: ServiceSpec\ninstances:\n  - name: a\n    spec:\n      instance_type: t2.micro\n' },
    }),
    expects: XEN_TYPE,
  },
  {
    name: 'a specification of Proton with a Nitro type',
    why: 'm5.large is Nitro',
    template: custom({
      service: 'Proton',
      action: 'createEnvironment',
      parameters: { name: 'web', spec: 'proton: EnvironmentSpec\nspec:\n  instance_type: m5.large\n' },
    }),
    expects: FINE,
  },
  {
    name: 'a schedule that hands a specification to Proton',
    why: 'the environment is given m4.large',
    template: schedule({
      Arn: 'arn:aws:scheduler:::aws-sdk:proton:updateEnvironment',
      Input: JSON.stringify({ Name: 'web', Spec: 'proton: EnvironmentSpec\nspec: { node_type: m4.large }\n' }),
    }),
    expects: XEN_TYPE,
  },
];
