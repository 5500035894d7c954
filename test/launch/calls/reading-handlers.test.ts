import type { Json, JsonObject } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';

const LOGS = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']] };
const ADMIN = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AdministratorAccess']] };
const READS = ['ssm:GetParameter', 'ec2:DescribeImages', 'imagebuilder:List*'];

function document(action: Json, more: JsonObject = {}): JsonObject {
  return { Statement: [{ Effect: 'Allow', Action: action, Resource: '*', ...more }] };
}

function policy(action: Json, roles: Json = [{ Ref: 'Role' }], more: JsonObject = {}): JsonObject {
  return { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', PolicyDocument: document(action, more), Roles: roles } };
}

function role(properties: JsonObject = {}): JsonObject {
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, ManagedPolicyArns: [LOGS], ...properties } };
}

const HANDLER = { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Handler: 'index.handler' } };
const LOOKUP = {
  Type: 'Custom::AmiRootDevice',
  DependsOn: ['Role', 'Handler'],
  Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, Ami: 'ami-1' },
};
const READING = { Lookup: LOOKUP, Handler: HANDLER, Role: role(), Policy: policy(READS) };

function reported(resources: JsonObject, more: JsonObject = {}): readonly string[] {
  const { findings } = check([{ id: 't', template: { Resources: resources, ...more } }]);
  return findings.filter(({ messageId }) => messageId === 'ownType').map(({ logicalId = '' }) => logicalId);
}

test.each<[string, JsonObject]>([
  ['in a policy of its own', {}],
  ['in the role', { Role: role({ Policies: [{ PolicyName: 'p', PolicyDocument: document('ec2:DescribeImages') }] }) }],
  [
    'in a policy of the newer type',
    { Policy: { Type: 'AWS::IAM::RolePolicy', Properties: { RoleName: { Ref: 'Role' }, PolicyDocument: document(READS) } } },
  ],
  ['beside a denial', { Denial: policy('ec2:RunInstances', undefined, { Effect: 'Deny' }) }],
  ['of an asset', { Policy: policy(['s3:GetObject*', 's3:GetBucket*', 's3:List*', 'ssm:GetParameters']) }],
  ['with logs of its own', { More: policy(['logs:CreateLogStream', 'logs:PutLogEvents']) }],
  ['beside a role that may launch', { Other: role({ ManagedPolicyArns: [ADMIN] }), OtherPolicy: policy('ec2:*', [{ Ref: 'Other' }]) }],
  ['beside a policy of a role by name', { OtherPolicy: policy('ec2:*', ['somebody-elses']) }],
])('a custom resource whose handler may only read launches nothing: %s', (_, changes) => {
  expect(reported({ ...READING, ...changes })).toEqual([]);
});

test.each<[string, JsonObject]>([
  ['another action', { Policy: policy([...READS, 'ec2:RunInstances']) }],
  ['every action', { Policy: policy('*') }],
  ['every action of a service', { Policy: policy('ec2:*') }],
  ['an action of an undecided name', { Policy: policy({ Ref: 'Action' }) }],
  ['permissions of another identity', { Policy: policy('sts:GetFederationToken') }],
  ['an access token of Systems Manager', { Policy: policy('ssm:GetAccessToken') }],
  ['whatever Systems Manager gives', { Policy: policy('ssm:Get*') }],
  ['an access grant of S3', { Policy: policy('s3:GetDataAccess') }],
  ['a secret', { Policy: policy('secretsmanager:GetSecretValue') }],
  ['another function', { Policy: policy('lambda:InvokeFunction') }],
  [
    'whatever is not listed',
    {
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } } },
      },
    },
  ],
  [
    'a statement in a branch',
    {
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [{ 'Fn::If': ['C', {}, {}] }] } },
      },
    },
  ],
  ['no document', { Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Role' }] } } }],
  ['a second policy', { More: { ...policy('autoscaling:*'), Type: 'AWS::IAM::ManagedPolicy' } }],
  [
    'a policy of the newer type',
    { More: { Type: 'AWS::IAM::RolePolicy', Properties: { RoleName: { Ref: 'Role' }, PolicyDocument: document('ec2:*') } } },
  ],
  ['a policy of an undecided role', { More: policy('ec2:*', [{ Ref: 'AnyRole' }]) }],
  ['a policy of undecided roles', { More: policy('ec2:*', { Ref: 'AnyRoles' }) }],
  ['a managed policy of AWS', { Role: role({ ManagedPolicyArns: [LOGS, ADMIN] }) }],
  ['managed policies that are undecided', { Role: role({ ManagedPolicyArns: { Ref: 'Arns' } }) }],
  ['an inline policy', { Role: role({ Policies: [{ PolicyName: 'p', PolicyDocument: document('ec2:*') }] }) }],
  ['what a macro adds', { Role: role({ 'Fn::Transform': { Name: 'M' } }) }],
  ['what a macro adds beside the properties', { Role: { ...role(), 'Fn::Transform': { Name: 'M' } } }],
  ['what a macro makes of the handler', { Handler: { ...HANDLER, Properties: { ...HANDLER.Properties, 'Fn::Transform': { Name: 'M' } } } }],
  ['what a macro makes of the resource', { Lookup: { ...LOOKUP, Properties: { ...LOOKUP.Properties, 'Fn::Transform': { Name: 'M' } } } }],
  ['what a macro adds to a statement', { Policy: policy(READS, undefined, { 'Fn::Transform': { Name: 'M' } }) }],
  [
    'what a macro adds to a document',
    {
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { ...document(READS), 'Fn::Transform': { Name: 'M' } } },
      },
    },
  ],
  [
    'what a macro adds to an inline policy',
    { Role: role({ Policies: [{ PolicyName: 'p', PolicyDocument: document(READS), 'Fn::Transform': { Name: 'M' } }] }) },
  ],
  ['what others attach to its name', { Role: role({ RoleName: 'reader' }) }],
  [
    'the trust of another role',
    { Other: role({ AssumeRolePolicyDocument: { Statement: { Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } } } }) },
  ],
  [
    'the trust of another role in a text',
    { Other: role({ AssumeRolePolicyDocument: { Statement: { Principal: { AWS: { 'Fn::Sub': '${Role.Arn}' } } } } }) },
  ],
  [
    'what a nested stack attaches',
    { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'x', Parameters: { Name: { Ref: 'Role' } } } } },
  ],
  ['what a role from elsewhere allows', { Handler: { ...HANDLER, Properties: { Role: 'arn:aws:iam::123456789012:role/reader' } } }],
  [
    'what the handler of another stack may do',
    { Lookup: { ...LOOKUP, Properties: { ...LOOKUP.Properties, ServiceToken: { 'Fn::ImportValue': 'handler' } } } },
  ],
  ['what a topic reaches', { Handler: { Type: 'AWS::SNS::Topic', Properties: {} } }],
])('a handler that may do more is a warning: %s', (_, changes) => {
  expect(reported({ ...READING, ...changes })).toEqual(['Lookup']);
});

test('so is one whose role is handed to another stack', () => {
  expect(reported(READING, { Outputs: { Name: { Value: { Ref: 'Role' } } } })).toEqual(['Lookup']);
});

test('each resource of a type has a handler of its own', () => {
  const launching = { ...LOOKUP, Properties: { ...LOOKUP.Properties, ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:f' } };
  expect(reported({ ...READING, Second: launching, Third: launching })).toEqual(['Second']);
});
