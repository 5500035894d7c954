import { stringify } from 'yaml';

/*
 * Templates in the shape of published quick starts: parameters with descriptions, mappings by Region, conditions, networks, roles and
 * groups that launch nothing, and in a quarter of them instances that cfn-init sets up from scripts of 10 to 40 kB.
 * Generated from a seed, so that every run measures the same; none is copied.
 */

/** A generated template as a file. */
export interface WrittenTemplate {
  readonly name: string;
  readonly text: string;
}

/** Writes templates: two thirds in YAML with short forms of functions, comments and block scalars, one third in JSON. */
export function writtenTemplates(count: number): WrittenTemplate[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFrom(index + 1);
    const template = templateOf(random, index % 4 === 0);
    return index % 3 === 2
      ? { name: `template-${String(index)}.json`, text: JSON.stringify(template, undefined, 2) }
      : { name: `template-${String(index)}.yaml`, text: asYaml(template) };
  });
}

type Random = (below: number) => number;

/** Returns a generator of whole numbers (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1', 'ap-northeast-1', 'sa-east-1'];
const TYPES = ['t3.micro', 't3.large', 'm5.large', 'm6i.xlarge', 'm7i.large', 'c7i.large', 'r6i.large'];
const WORDS = ['web', 'api', 'data', 'cache', 'search', 'admin', 'batch', 'queue', 'report', 'proxy'];
const COMMANDS = [
  'yum update -y',
  'dnf install -y httpd mod_ssl php php-mysqlnd',
  'systemctl enable --now httpd',
  'aws s3 cp s3://${AssetBucket}/release.tar.gz /opt/app/release.tar.gz',
  'tar -xzf /opt/app/release.tar.gz -C /opt/app --strip-components 1',
  'if [ ! -d /var/www/html ]; then mkdir -p /var/www/html; fi',
  'sed -i "s/Listen 80/Listen 8080/" /etc/httpd/conf/httpd.conf',
  'for attempt in 1 2 3 4 5; do curl -fs http://localhost:8080/health && break; sleep 5; done',
  'echo "DB_HOST=${Environment}" >> /etc/app/environment',
  'chown -R apache:apache /var/www/html && chmod -R u=rwX,g=rX,o= /var/www/html',
];

function templateOf(random: Random, hasScripts: boolean): Record<string, unknown> {
  const resources: Record<string, unknown> = {};
  const count = 8 + random(40);
  for (let index = 0; index < count; index++) resources[`${capital(random)}${String(index)}`] = quietResource(random, index);
  if (hasScripts) resources['Server'] = server(random);
  else if (random(2) === 0) resources['Host'] = plainInstance();
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Deploys the ${pick(WORDS, random)} tier. **WARNING** You will be billed for the resources that this template creates.`,
    Metadata: {
      'AWS::CloudFormation::Interface': { ParameterGroups: [{ Label: { default: 'Network' }, Parameters: ['VpcCidr', 'KeyName'] }] },
    },
    Parameters: {
      InstanceType: { Description: 'Instance type of the servers', Type: 'String', Default: 'm5.large', AllowedValues: TYPES },
      Environment: { Description: 'Name of the stage', Type: 'String', Default: 'dev', AllowedPattern: '[a-z][a-z0-9-]*' },
      VpcCidr: { Description: 'Range of addresses', Type: 'String', Default: '10.0.0.0/16' },
      KeyName: { Description: 'Name of a key pair', Type: 'AWS::EC2::KeyPair::KeyName' },
      AssetBucket: { Type: 'String', Default: 'assets' },
      LatestAmi: {
        Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
        Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      },
    },
    Mappings: {
      RegionMap: Object.fromEntries(REGIONS.map((region) => [region, { Zone: `${region}a`, Size: pick(TYPES, random) }])),
    },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Environment' }, 'prod'] } },
    Resources: resources,
    Outputs: { Stage: { Description: 'The stage', Value: { 'Fn::Sub': '${AWS::StackName}-${Environment}' } } },
  };
}

function plainInstance(): object {
  return {
    Type: 'AWS::EC2::Instance',
    Properties: {
      InstanceType: { Ref: 'InstanceType' },
      ImageId: { Ref: 'LatestAmi' },
      KeyName: { Ref: 'KeyName' },
      Tags: [{ Key: 'Name', Value: { 'Fn::Sub': '${AWS::StackName}-host' } }],
    },
  };
}

/** An instance that cfn-init sets up. */
function server(random: Random): object {
  const size = 10_000 + random(30_000);
  const script = (length: number): string => {
    const lines = ['#!/bin/bash -xe', '# Sets up the server.'];
    for (let written = 0; written < length;) {
      const line = pick(COMMANDS, random);
      lines.push(line);
      written += line.length + 1;
    }
    return `${lines.join('\n')}\n`;
  };
  return {
    Type: 'AWS::EC2::Instance',
    Metadata: {
      'AWS::CloudFormation::Init': {
        configSets: { default: ['install', 'configure'] },
        install: {
          packages: { yum: { httpd: [], 'amazon-cloudwatch-agent': [] } },
          files: {
            '/opt/setup.sh': { content: { 'Fn::Sub': script(Math.round(size * 0.6)) }, mode: '000755', owner: 'root', group: 'root' },
            '/etc/cfn/cfn-hup.conf': { content: { 'Fn::Sub': '[main]\nstack=${AWS::StackId}\nregion=${AWS::Region}\n' }, mode: '000400' },
            '/etc/app/settings.json': { content: { port: 8080, stage: { Ref: 'Environment' } } },
          },
        },
        configure: {
          commands: {
            '01_setup': { command: '/opt/setup.sh', cwd: '/opt' },
            '02_restart': { command: 'systemctl restart httpd', test: 'test -f /etc/httpd/conf/httpd.conf' },
          },
          services: { systemd: { httpd: { enabled: true, ensureRunning: true, files: ['/etc/cfn/cfn-hup.conf'] } } },
        },
      },
    },
    Properties: {
      InstanceType: { 'Fn::If': ['IsProd', { 'Fn::FindInMap': ['RegionMap', { Ref: 'AWS::Region' }, 'Size'] }, { Ref: 'InstanceType' }] },
      ImageId: { Ref: 'LatestAmi' },
      UserData: {
        'Fn::Base64': {
          'Fn::Sub': `${script(Math.round(size * 0.4))}/opt/aws/bin/cfn-init -v --stack \${AWS::StackName} --resource Server --region \${AWS::Region}\n`,
        },
      },
    },
  };
}

/** One of the resources that fill real templates and launch nothing. */
function quietResource(random: Random, index: number): object {
  const tags = [{ Key: 'Name', Value: { 'Fn::Sub': `\${AWS::StackName}-${pick(WORDS, random)}` } }];
  switch (random(6)) {
    case 0:
      return {
        Type: 'AWS::EC2::Subnet',
        Properties: {
          VpcId: { Ref: 'KeyName' },
          CidrBlock: { 'Fn::Select': [index % 6, { 'Fn::Cidr': [{ Ref: 'VpcCidr' }, 6, 8] }] },
          Tags: tags,
        },
      };
    case 1:
      return {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: 'Access from the load balancer',
          SecurityGroupIngress: [80, 443, 8080].map((port) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp: '10.0.0.0/8' })),
          Tags: tags,
        },
      };
    case 2:
      return {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: ['ec2.amazonaws.com'] }, Action: ['sts:AssumeRole'] }],
          },
          ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore' }],
        },
      };
    case 3:
      return {
        Type: 'AWS::CloudWatch::Alarm',
        Condition: 'IsProd',
        Properties: {
          AlarmDescription: 'Processor use is high',
          MetricName: 'CPUUtilization',
          Namespace: 'AWS/EC2',
          Statistic: 'Average',
          Period: 300,
          EvaluationPeriods: 2,
          Threshold: 80,
          ComparisonOperator: 'GreaterThanThreshold',
        },
      };
    case 4:
      return {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Code: {
            ZipFile: "exports.handler = async (event) => {\n  console.log(JSON.stringify(event));\n  return { status: 'ok' };\n};\n",
          },
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Environment: { Variables: { STAGE: { Ref: 'Environment' }, REGION: { Ref: 'AWS::Region' } } },
        },
      };
    default:
      return {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        Properties: { VersioningConfiguration: { Status: 'Enabled' }, AccessControl: 'Private', Tags: tags },
      };
  }
}

/** Writes a template as people do: functions in short form, a comment before each section and resource. */
function asYaml(template: object): string {
  const long = stringify(template, { aliasDuplicateObjects: false, lineWidth: 120 });
  return long
    .replace(/^( *)((?:- )?(?:[\w'":/.-]+: )?)\n\s+(?:Ref|"Ref"): (\S+)$/gm, '$1$2!Ref $3')
    .replace(/^( *- )Ref: (\S+)$/gm, '$1!Ref $2')
    .replace(/:\n\s+Ref: (\S+)$/gm, ': !Ref $1')
    .replace(/:\n\s+Fn::Sub: (?=[^\s|>])(.+)$/gm, ': !Sub $1')
    .replace(
      /^(\w+):$/gm,
      '# ------------------------------------------------------------\n# $1\n# ------------------------------------------------------------\n$1:',
    );
}

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], random: Random): Item {
  return items[random(items.length)] as Item;
}

function capital(random: Random): string {
  const word = pick(WORDS, random);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
