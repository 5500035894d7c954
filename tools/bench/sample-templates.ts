/** Makes a template of the size that CloudFormation allows, as the CDK writes them: most resources launch nothing. */
export function sampleTemplate(resources: number, seed = 0): Record<string, unknown> {
  const body: Record<string, unknown> = { ...SHARED };
  for (let i = 0; i < resources - Object.keys(SHARED).length; i++) body[`Resource${String(seed)}x${String(i)}`] = sampleResource(i, seed);
  return {
    Parameters: {
      InstanceType: { Type: 'String', Default: 'm7i.large', AllowedValues: ['m7i.large', 'm7i.xlarge', 'c7i.large', 'r7i.large'] },
      Image: {
        Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
        Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      },
      BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
    },
    Mappings: { Types: { prod: { web: 'm7i.large', db: 'r7i.large' }, dev: { web: 't3.small', db: 't3.medium' } } },
    Conditions: { IsLarge: { 'Fn::Equals': [{ Ref: 'InstanceType' }, 'm7i.xlarge'] } },
    Resources: body,
  };
}

/** What the other resources refer to. */
const SHARED = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
  },
  SecurityGroup: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'Servers', VpcId: { 'Fn::ImportValue': 'vpc' } } },
  Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ 'Fn::ImportValue': 'role' }] } },
};

/** Two in ten resources launch instances, in common forms. The others are those that fill real stacks. */
function sampleResource(i: number, seed: number): Record<string, unknown> {
  const metadata = { 'aws:cdk:path': `Stack/Construct${String(i)}/Resource` };
  switch (i % 10) {
    case 0:
      return {
        Type: 'AWS::EC2::Instance',
        Properties: {
          InstanceType: i % 20 === 0 ? { Ref: 'InstanceType' } : 't3.micro',
          ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
          SubnetId: { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] }] },
          SecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }],
          UserData: { 'Fn::Base64': '#!/bin/bash\ndnf install -y nginx\nsystemctl enable --now nginx' },
          Tags: [{ Key: 'Name', Value: `web-${String(i)}` }],
        },
        Metadata: metadata,
      };
    case 5:
      return {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateData: {
            InstanceType: { 'Fn::If': ['IsLarge', 'm7i.xlarge', { 'Fn::FindInMap': ['Types', 'prod', 'web'] }] },
            ImageId: { Ref: 'Image' },
            UserData: {
              'Fn::Base64': {
                'Fn::Join': [
                  '',
                  [
                    '#!/bin/bash -xe\ndnf update -y\n/opt/aws/bin/cfn-init -v --stack ',
                    { Ref: 'AWS::StackName' },
                    ' --resource Template --region ',
                    { Ref: 'AWS::Region' },
                    '\nsystemctl enable --now httpd\n',
                  ],
                ],
              },
            },
            IamInstanceProfile: { Arn: { 'Fn::GetAtt': ['Profile', 'Arn'] } },
            MetadataOptions: { HttpTokens: 'required' },
          },
        },
        Metadata: metadata,
      };
    case 1:
    case 6:
      return {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
            Version: '2012-10-17',
          },
          ManagedPolicyArns: [
            { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']] },
          ],
        },
        Metadata: metadata,
      };
    case 2:
    case 7:
      return {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: {
            S3Bucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' },
            S3Key: `${'0123456789abcdef'.repeat(4)}.zip`,
          },
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': [`Resource${String(seed)}x${String(i - 1)}`, 'Arn'] },
          Runtime: 'nodejs22.x',
          Environment: { Variables: { TABLE: { Ref: 'Table' }, STAGE: 'prod' } },
        },
        DependsOn: [`Resource${String(seed)}x${String(i - 1)}`],
        Metadata: { ...metadata, 'aws:asset:path': `asset.${'0123456789abcdef'.repeat(4)}`, 'aws:asset:property': 'Code' },
      };
    case 3:
    case 8:
      return {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyDocument: {
            Statement: [
              {
                Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
                Effect: 'Allow',
                Resource: [{ 'Fn::GetAtt': ['Table', 'Arn'] }],
              },
            ],
            Version: '2012-10-17',
          },
          PolicyName: `Policy${String(i)}`,
          Roles: [{ Ref: `Resource${String(seed)}x${String(i - 2)}` }],
        },
        Metadata: metadata,
      };
    default:
      return {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
        },
        UpdateReplacePolicy: 'Retain',
        DeletionPolicy: 'Retain',
        Metadata: metadata,
      };
  }
}
