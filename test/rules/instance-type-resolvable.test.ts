import { instanceTypeResolvable } from '../../lib/rules/instance-type-resolvable';
import { OWN_FILE } from './engine-door';
import type { TemplateObject } from './door';
import { testRule } from './rule-tester';
import { groupRequiring, instance, instanceTemplate, parameter, REQUIREMENTS_PATH } from './templates';

const TYPE_PATH = 'Properties/InstanceType';
const FAMILY_PATH = 'Properties/InstanceFamily';
const ANY_FAMILY = '[a-z]+[0-9]+[a-z]*';

function host(instanceFamily: unknown, sections: TemplateObject): TemplateObject {
  return { ...sections, Resources: { Host: { Type: 'AWS::EC2::Host', Properties: { InstanceFamily: instanceFamily } } } };
}

function lambda(allowed: unknown, sections: TemplateObject): TemplateObject {
  return {
    ...sections,
    Resources: {
      Provider: { Type: 'AWS::Lambda::CapacityProvider', Properties: { InstanceRequirements: { AllowedInstanceTypes: [allowed] } } },
    },
  };
}

const NESTED = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/child.yaml' } };

const SECOND_TYPE_PATH = 'Properties/InstanceTypes/1';

/** A node group of a fixed type, and the second of those that a parameter names, if it does. */
function severalTypes(byDefault: string): TemplateObject {
  const second = { 'Fn::Select': [1, { 'Fn::Split': [',', { 'Fn::Join': [',', [{ Ref: 'Types' }, '', '']] }] }] };
  return {
    Parameters: { Types: { Type: 'String', Default: byDefault } },
    Conditions: { HasSecond: { 'Fn::Not': [{ 'Fn::Equals': [second, ''] }] } },
    Resources: {
      Nodes: {
        Type: 'AWS::EKS::Nodegroup',
        Properties: { InstanceTypes: ['m7i.large', { 'Fn::If': ['HasSecond', second, { Ref: 'AWS::NoValue' }] }] },
      },
    },
  };
}

const ROTATION = 'SecretsManagerRDSMySQLRotationSingleUser';

function application(id: unknown): TemplateObject {
  return { Type: 'AWS::Serverless::Application', Properties: { Location: { ApplicationId: id, SemanticVersion: '1.1.0' } } };
}

/** A call as `AwsCustomResource` of the CDK writes it. */
function call(action: string, parameters: unknown, service = 'EC2'): TemplateObject {
  return { Type: 'Custom::AWS', Properties: { Create: JSON.stringify({ service, action, parameters }) } };
}

function code(ZipFile: string): TemplateObject {
  return { Type: 'AWS::Lambda::Function', Properties: { Role: 'arn:aws:iam::123456789012:role/x', Code: { ZipFile } } };
}

function chart(requirements: unknown): TemplateObject {
  const Values = JSON.stringify({ nodePools: { gpu: { requirements } } });
  return { Type: 'Custom::AWSCDK-EKS-HelmChart', Properties: { Chart: 'pools-of-ours', Values } };
}

const SERVER = { Type: 'Acme::Compute::Server', Properties: { Nodes: [{ InstanceType: 't2.micro' }] } };

testRule(instanceTypeResolvable, {
  valid: [
    { name: 'a call that names its type', resource: call('RunInstances', { InstanceType: 'm7i.large' }) },
    { name: 'a call that launches nothing', resource: call('DescribeInstances', { Filters: [] }) },
    {
      name: 'a call whose type has another text around it',
      template: {
        ...parameter('Size', {}),
        Resources: {
          Run: {
            Type: 'Custom::AWS',
            Properties: {
              Create: {
                'Fn::Join': ['', ['{"service":"EC2","action":"runInstances","parameters":{"InstanceType":"m7i.', { Ref: 'Size' }, '"}}']],
              },
            },
          },
        },
      },
    },
    { name: 'code that permits a launch', resource: code("statement = { 'Action': 'ec2:RunInstances' }") },
    { name: 'code that only mentions a launch in a comment', resource: code('# run_instances is for others\nprint(1)') },
    {
      name: 'a permission',
      resource: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [{ Action: ['ec2:RunInstances'] }] } } },
    },
    {
      name: 'values of a chart that admit Nitro only',
      resource: chart([{ key: 'karpenter.k8s.aws/instance-hypervisor', operator: 'In', values: ['nitro'] }]),
    },
    { name: 'a registry type that names no type', resource: { Type: 'Acme::Compute::Queue', Properties: { Name: 'q' } } },
    {
      name: 'Karpenter itself',
      resource: {
        Type: 'Custom::AWSCDK-EKS-HelmChart',
        Properties: { Chart: 'karpenter', Repository: 'oci://public.ecr.aws/karpenter/karpenter' },
      },
    },
    {
      name: 'the applications of Secrets Manager that rotate a secret, one for each partition',
      template: {
        Mappings: {
          Rotation: {
            aws: { id: `arn:aws:serverlessrepo:us-east-1:297356227824:applications/${ROTATION}` },
            'aws-cn': { id: `arn:aws-cn:serverlessrepo:cn-north-1:193023089310:applications/${ROTATION}` },
          },
        },
        Resources: { Rotation: application({ 'Fn::FindInMap': ['Rotation', { Ref: 'AWS::Partition' }, 'id'] }) },
      },
    },
    { name: 'a literal', resource: instance('m5.large') },
    {
      name: 'a parameter with AllowedValues and no default',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { AllowedValues: ['m5.large'] })),
    },
    {
      name: 'a pattern that lets no Xen type through',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { AllowedPattern: '(m5|c5)\\.[a-z0-9]+' })),
    },
    {
      name: 'a text whose known part no Xen type has',
      template: instanceTemplate({ 'Fn::Sub': 'm7i.${Size}' }, parameter('Size', {})),
    },
    {
      name: 'a family pattern that lets no Xen family through',
      template: host({ Ref: 'Family' }, parameter('Family', { AllowedPattern: 'm[5-9][a-z]*' })),
    },
    {
      name: 'a default that is Xen, which is reported as that',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { Default: 'm4.large' })),
      others: ['instance-type/xen'],
    },
    {
      name: 'macros that launch nothing',
      template: instanceTemplate('m5.large', { Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'] }),
    },
    {
      name: 'a nested stack that is never created',
      template: { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } }, Resources: { Child: { ...NESTED, Condition: 'Never' } } },
    },
    {
      name: 'a type of its own beside a launch template defined outside',
      resource: {
        Type: 'AWS::EC2::Instance',
        Properties: { InstanceType: 'm5.large', LaunchTemplate: { LaunchTemplateId: 'lt-0123456789', Version: '1' } },
      },
    },
    {
      name: 'Fn::ForEach over a list of texts',
      template: {
        Transform: 'AWS::LanguageExtensions',
        Resources: { 'Fn::ForEach::Webs': ['Size', ['large', 'xlarge'], { 'Web${Size}': instance({ 'Fn::Sub': 'm5.${Size}' }) }] },
      },
    },
  ],
  invalid: [
    {
      name: 'a call whose type is known only at deployment',
      template: {
        ...parameter('Type', {}),
        Resources: {
          Run: {
            Type: 'Custom::AWS',
            Properties: {
              Create: {
                'Fn::Join': ['', ['{"service":"EC2","action":"runInstances","parameters":{"InstanceType":"', { Ref: 'Type' }, '"}}']],
              },
            },
          },
        },
      },
      findings: [
        {
          messageId: 'callUnresolved',
          path: 'Properties/Create/parameters/InstanceType',
          severity: 'warning',
          message: "the call 'EC2:runInstances'",
          origin: 'parameter Type',
        },
      ],
    },
    {
      name: 'a call that is not JSON',
      resource: { Type: 'Custom::AWS', Properties: { Create: '{"service":"EC2","action":"runInstances",' } },
      findings: [{ messageId: 'callUnreadable', path: 'Properties/Create', severity: 'warning', message: 'it is not JSON' }],
    },
    {
      name: 'a state machine whose definition is in a bucket',
      resource: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { RoleArn: 'arn:aws:iam::123456789012:role/x', DefinitionS3Location: { Bucket: 'b', Key: 'k' } },
      },
      findings: [{ messageId: 'callUnreadable', path: 'Properties/DefinitionS3Location', severity: 'warning' }],
    },
    {
      name: 'a chart of node pools',
      resource: { Type: 'Custom::AWSCDK-EKS-HelmChart', Properties: { Chart: 'karpenter-pools', Repository: 'https://example.com' } },
      findings: [{ messageId: 'callUnreadable', path: 'Properties/Chart', severity: 'warning', value: 'karpenter-pools' }],
    },
    {
      name: 'a call that deploys a template from a bucket',
      resource: call('createStack', { TemplateURL: 'https://example.com/web.yaml' }, 'CloudFormation'),
      findings: [
        {
          messageId: 'calledTemplate',
          path: 'Properties/Create/parameters',
          severity: 'warning',
          value: 'https://example.com/web.yaml',
        },
      ],
    },
    {
      name: 'code that launches',
      resource: code("import boto3\nboto3.client('ec2').run_instances()\n"),
      findings: [{ messageId: 'launchingCode', path: 'Properties/Code/ZipFile', severity: 'warning', value: 'run_instances' }],
    },
    {
      name: 'code that gives a Xen type to a program',
      resource: code("subprocess.run('packer build -var instance_type=t2.micro p.json')\n"),
      findings: [{ messageId: 'programType', path: 'Properties/Code/ZipFile', severity: 'warning', value: 't2.micro' }],
    },
    {
      name: 'values of a chart that read like a node pool',
      resource: chart([{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }]),
      findings: [{ messageId: 'helmPools', path: 'Properties/Values/nodePools/gpu', severity: 'warning', message: "node pool ('gpu')" }],
    },
    {
      name: 'a registry type of ones own, once',
      template: { Resources: { One: SERVER, Two: SERVER } },
      findings: [
        {
          messageId: 'ownType',
          path: 'Properties/Nodes/0/InstanceType',
          logicalId: 'One',
          severity: 'warning',
          value: 'Acme::Compute::Server',
          message: '"property": "Nodes.[].InstanceType", "holds": "instance-type"',
        },
      ],
    },
    {
      name: 'a parameter without a default',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', {})),
      findings: [
        {
          messageId: 'unresolved',
          path: TYPE_PATH,
          severity: 'error',
          message: "parameter 'Type' has no default",
          origin: 'parameter Type',
        },
      ],
    },
    {
      name: 'a parameter with a Nitro-based default',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { Default: 'm5.large' })),
      findings: [
        { messageId: 'freeParameter', path: TYPE_PATH, severity: 'warning', value: 'm5.large', fix: "parameter 'Type': add AllowedValues" },
      ],
    },
    {
      name: 'a type that is there only where a parameter names several, which are built on Nitro by default',
      template: severalTypes('m5.large'),
      findings: [{ messageId: 'freeParameter', path: SECOND_TYPE_PATH, severity: 'warning', value: 'm5.large' }],
    },
    {
      name: 'a type that is there only where a parameter names several, which are Xen by default',
      template: severalTypes('m4.large'),
      findings: [{ messageId: 'unresolved', path: SECOND_TYPE_PATH, severity: 'error' }],
    },
    {
      name: 'a parameter that names no type by default',
      template: severalTypes(''),
      findings: [{ messageId: 'unresolved', path: SECOND_TYPE_PATH, severity: 'error' }],
    },
    {
      name: 'a parameter whose default the condition of the resource rules out',
      template: {
        Parameters: { Type: { Type: 'String', Default: '' } },
        Conditions: { IsGiven: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Type' }, ''] }] } },
        Resources: { Web: { ...instance({ Ref: 'Type' }), Condition: 'IsGiven' } },
      },
      findings: [{ messageId: 'unresolved', path: TYPE_PATH, severity: 'error', message: "parameter 'Type' admits any value" }],
    },
    {
      name: 'a parameter whose Xen default the condition of the resource rules out',
      template: {
        Parameters: { Type: { Type: 'String', Default: 'm4.large' } },
        Conditions: { IsOther: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Type' }, 'm4.large'] }] } },
        Resources: { Web: { ...instance({ Ref: 'Type' }), Condition: 'IsOther' } },
      },
      findings: [{ messageId: 'unresolved', path: TYPE_PATH, severity: 'error' }],
    },
    {
      name: 'a default newer than the catalog',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { Default: 't8i.micro' })),
      findings: [{ messageId: 'freeParameter', path: TYPE_PATH, severity: 'warning', value: 't8i.micro' }],
    },
    {
      name: 'a list parameter with a Nitro-based default',
      template: {
        Parameters: { Types: { Type: 'CommaDelimitedList', Default: 'm5.large,c5.large' } },
        Resources: { Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: { Ref: 'Types' } } } },
      },
      findings: [{ messageId: 'freeParameter', path: 'Properties/InstanceTypes', severity: 'warning' }],
    },
    {
      name: "a free parameter that defaults to Batch's Nitro-based word",
      template: {
        ...parameter('Types', { Default: 'default_x86_64' }),
        Resources: {
          Environment: {
            Type: 'AWS::Batch::ComputeEnvironment',
            Properties: { ComputeResources: { Type: 'EC2', InstanceTypes: [{ Ref: 'Types' }] } },
          },
        },
      },
      findings: [{ messageId: 'freeParameter', path: 'Properties/ComputeResources/InstanceTypes/0', value: 'default_x86_64' }],
    },
    {
      name: 'a pattern that lets a Xen type through',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { AllowedPattern: 'm[45]\\.large' })),
      findings: [{ messageId: 'unresolved', path: TYPE_PATH }],
    },
    {
      name: 'a pattern with look-ahead, which is not followed',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { AllowedPattern: '(?!m4)m[0-9]\\.large' })),
      findings: [{ messageId: 'unresolved', path: TYPE_PATH }],
    },
    {
      name: 'a text whose known part Xen types have',
      template: instanceTemplate({ 'Fn::Sub': 'm4.${Size}' }, parameter('Size', {})),
      findings: [{ messageId: 'unresolved', path: TYPE_PATH, value: 'm4....' }],
    },
    {
      name: 'a family pattern that lets i3 through, though no whole type',
      template: host({ Ref: 'Family' }, parameter('Family', { AllowedPattern: ANY_FAMILY })),
      findings: [{ messageId: 'unresolved', path: FAMILY_PATH }],
    },
    {
      name: 'a family of which only the generation is open',
      template: host({ 'Fn::Sub': 'm${Generation}' }, parameter('Generation', {})),
      findings: [{ messageId: 'unresolved', path: FAMILY_PATH, value: 'm...' }],
    },
    {
      name: 'an AllowedPattern for patterns, which lets no Xen type through but m*.*',
      template: lambda({ Ref: 'Allowed' }, parameter('Allowed', { AllowedPattern: '[a-z]\\*\\.\\*' })),
      findings: [{ messageId: 'unresolved', path: 'Properties/InstanceRequirements/AllowedInstanceTypes/0' }],
    },
    {
      name: 'an AllowedPattern for several types in one text',
      template: {
        ...parameter('Types', { AllowedPattern: '[a-z0-9]+\\.[a-z0-9]+,[a-z0-9]+\\.[a-z0-9]+' }),
        Resources: {
          Web: {
            Type: 'AWS::ElasticBeanstalk::Environment',
            Properties: { OptionSettings: [{ Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', Value: { Ref: 'Types' } }] },
          },
        },
      },
      findings: [{ messageId: 'unresolved', path: 'Properties/OptionSettings/0/Value' }],
    },
    {
      name: 'a type kept in Parameter Store, whatever its path is called',
      template: instanceTemplate(
        { Ref: 'Type' },
        { Parameters: { Type: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'm5.large' } } },
      ),
      findings: [{ messageId: 'unresolved', path: TYPE_PATH, severity: 'error', message: 'Systems Manager' }],
    },
    {
      name: 'a dynamic reference',
      resource: instance('{{resolve:ssm:/web/type}}'),
      findings: [{ messageId: 'unresolved', path: TYPE_PATH, severity: 'error' }],
    },
    {
      name: 'an attribute of a resource',
      template: { Resources: { Web: instance({ 'Fn::GetAtt': ['Chooser', 'Type'] }), Chooser: { Type: 'Custom::Chooser' } } },
      findings: [{ messageId: 'unresolved', path: TYPE_PATH, message: 'Chooser.Type' }],
    },
    {
      name: 'an import from a stack that is not checked',
      resource: instance({ 'Fn::ImportValue': 'web-type' }),
      findings: [{ messageId: 'unresolved', path: TYPE_PATH, message: 'web-type' }],
    },
    {
      name: 'instance requirements that a macro fills in',
      template: groupRequiring({ 'Fn::Transform': { Name: 'Requirements' } }),
      findings: [{ messageId: 'unresolved', path: REQUIREMENTS_PATH, message: 'the instance requirements' }],
    },
    {
      name: 'a condition that refers to itself',
      template: instanceTemplate(
        { 'Fn::If': ['Loop', 'm5.large', 'm5.xlarge'] },
        { Conditions: { Loop: { 'Fn::Not': [{ Condition: 'Loop' }] } } },
      ),
      findings: [{ messageId: 'unresolved', path: TYPE_PATH, message: "'Loop'" }],
    },
    {
      name: 'a launch template defined outside',
      resource: { Type: 'AWS::EC2::Instance', Properties: { LaunchTemplate: { LaunchTemplateId: 'lt-0123456789', Version: '1' } } },
      findings: [{ messageId: 'launchTemplateOutside', path: 'Properties/LaunchTemplate', severity: 'warning', message: 'lt-0123456789' }],
    },
    {
      name: 'a launch configuration defined outside',
      resource: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { LaunchConfigurationName: 'web-2019' } },
      findings: [
        { messageId: 'typeSourceOutside', path: 'Properties/LaunchConfigurationName', severity: 'warning', message: "'web-2019'" },
      ],
    },
    {
      name: 'a macro',
      template: { Transform: ['AWS::LanguageExtensions', 'Company::Fleet'], Resources: { Web: instance('m5.large') } },
      findings: [{ messageId: 'macro', path: 'Transform/1', severity: 'error', value: 'Company::Fleet' }],
    },
    {
      name: 'a section that is included from elsewhere',
      template: {
        Resources: {
          'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/more.yaml' } },
          Web: instance('m5.large'),
        },
      },
      findings: [{ messageId: 'macro', path: 'Resources/Fn::Transform', value: 'AWS::Include' }],
    },
    {
      name: 'a loop that is none',
      template: {
        Transform: 'AWS::LanguageExtensions',
        Resources: { 'Fn::ForEach::Webs': ['Size', ['large'], instance('m4.large'), 'one too many'] },
      },
      findings: [{ messageId: 'loop', path: 'Resources/Fn::ForEach::Webs', severity: 'error' }],
    },
    {
      name: 'a nested stack whose template is not at hand',
      template: { Resources: { Child: NESTED } },
      findings: [{ messageId: 'nestedTemplate', path: 'Properties', logicalId: 'Child', severity: 'warning' }],
    },
    {
      name: 'a nested stack in a bucket whose name is not known',
      template: {
        Parameters: { Bucket: { Type: 'String' } },
        Resources: {
          Child: {
            Type: 'AWS::CloudFormation::Stack',
            Properties: { TemplateURL: { 'Fn::Sub': 'https://${Bucket}.s3.amazonaws.com/web.yaml' } },
          },
        },
      },
      findings: [
        {
          messageId: 'nestedTemplate',
          path: 'Properties',
          value: 'https://....s3.amazonaws.com/web.yaml',
          message: "the template that 'Child' deploys (https://....s3.amazonaws.com/web.yaml) is not among the checked templates",
        },
      ],
    },
    {
      name: 'an application of an unknown author',
      template: { Resources: { Child: application(`arn:aws:serverlessrepo:us-east-1:123456789012:applications/${ROTATION}`) } },
      findings: [{ messageId: 'nestedTemplate', path: 'Properties', logicalId: 'Child' }],
    },
    {
      name: 'an application that may be another than those of Secrets Manager',
      template: {
        Parameters: { Name: { Type: 'String' } },
        Resources: { Child: application({ 'Fn::Sub': 'arn:aws:serverlessrepo:us-east-1:297356227824:applications/${Name}' }) },
      },
      findings: [{ messageId: 'nestedTemplate', path: 'Properties', logicalId: 'Child' }],
    },
    {
      name: 'a product that is provisioned',
      template: {
        Resources: {
          Child: { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct', Properties: { ProductName: 'web' } },
        },
      },
      findings: [{ messageId: 'nestedTemplate', path: 'Properties', value: 'web', severity: 'warning' }],
    },
    {
      name: 'a stack that nests itself',
      template: { Resources: { Child: { ...NESTED, Properties: { TemplateURL: OWN_FILE } } } },
      findings: [{ messageId: 'nestingCycle', path: 'Properties', logicalId: 'Child', severity: 'error' }],
    },
    {
      name: 'a loop over what cannot be decided, for a type made of it',
      template: {
        Transform: 'AWS::LanguageExtensions',
        Parameters: { Sizes: { Type: 'CommaDelimitedList' } },
        Resources: { 'Fn::ForEach::Webs': ['Size', { Ref: 'Sizes' }, { 'Web${Size}': instance({ Ref: 'Size' }) }] },
      },
      findings: [{ messageId: 'unresolved', path: TYPE_PATH }],
    },
  ],
});
