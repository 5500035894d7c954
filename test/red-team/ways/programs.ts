import { chart, lambda } from '../carrying';
import { bash, FINE, instance, resources, running, type Way } from '../way';

const PROGRAM = ['warning instance-type-resolvable/programType'];
const CODE = ['warning instance-type-resolvable/launchingCode'];
const POOLS = ['warning instance-type-resolvable/helmPools'];
const XEN_POOL = ['error node-pool/xen'];

const RUN = '#!/bin/bash\n/opt/aws/bin/cfn-init -v --stack web --resource Web --region eu-west-1\n';

/** An instance to which cfn-init writes a file. */
function file(path: string, content: unknown, sections: object = {}): object {
  const Init = { config: { files: { [path]: { content } } } };
  return resources(
    { Web: { ...instance({ UserData: { 'Fn::Base64': RUN } }), Metadata: { 'AWS::CloudFormation::Init': Init } } },
    sections,
  );
}

function runner(type: string): string {
  return [
    '[[runners]]',
    '  executor = "docker+machine"',
    '  [runners.machine]',
    '    MachineDriver = "amazonec2"',
    `    MachineOptions = ["amazonec2-instance-type=${type}", "amazonec2-region=eu-west-1"]`,
    '',
  ].join('\n');
}

const TOML = '/etc/gitlab-runner/config.toml';
const TYPE = (...AllowedValues: readonly string[]) => ({
  Parameters: { Type: { Type: 'String', Default: AllowedValues[0], AllowedValues } },
});

/** Rows: name, why, template, verdict. */
function ways(rows: readonly (readonly [name: string, why: string, template: object, expects: readonly string[]])[]): Way[] {
  return rows.map(([name, why, template, expects]) => ({ name, why, template, expects }));
}

/** Programs that launch by their configuration. */
export const PROGRAMS: readonly Way[] = ways([
  ['a GitLab runner of docker-machine', 'it launches t2.micro for jobs', file(TOML, runner('t2.micro')), PROGRAM],
  ['a GitLab runner with Nitro', 't3.micro is Nitro', file(TOML, runner('t3.micro')), FINE],
  [
    'the type by a parameter',
    'one of its values is m4.large',
    file(TOML, { 'Fn::Sub': runner('${Type}') }, TYPE('m5.large', 'm4.large')),
    PROGRAM,
  ],
  ['the type by a Nitro parameter', 'both are Nitro', file(TOML, { 'Fn::Sub': runner('${Type}') }, TYPE('m5.large', 'm6i.large')), FINE],
  [
    'the type by a free parameter',
    'a runner may launch any type',
    file(TOML, { 'Fn::Sub': runner('${Type}') }, { Parameters: { Type: { Type: 'String' } } }),
    PROGRAM,
  ],
  ['the size by a parameter', 't2 is Xen in any size', file(TOML, { 'Fn::Sub': runner('t2.${Type}') }, TYPE('micro', 'small')), PROGRAM],
  [
    'a runner that is registered',
    'the option names t2.micro',
    bash('gitlab-runner register --machine-machine-options amazonec2-instance-type=t2.micro'),
    PROGRAM,
  ],
  ['docker-machine without a type', 'it launches t2.micro then', bash('docker-machine create --driver amazonec2 runner'), PROGRAM],
  ['docker-machine on another cloud', 'nothing of EC2 is launched', bash('docker-machine create --driver google runner'), FINE],
  [
    'Terraform in a here-document',
    'apply launches t2.micro',
    bash(
      'cat > main.tf <<EOF',
      'resource "aws_instance" "x" {',
      '  instance_type = "t2.micro"',
      '}',
      'EOF',
      'terraform apply -auto-approve',
    ),
    PROGRAM,
  ],
  [
    'a template of Packer',
    'it builds on t2.micro',
    file('/opt/p.json', { builders: [{ type: 'amazon-ebs', instance_type: 't2.micro' }] }),
    PROGRAM,
  ],
  [
    "Jenkins' plugin for EC2",
    'T2Micro is what the SDK calls t2.micro',
    file('/var/lib/jenkins/casc.yaml', 'jenkins: { clouds: [{ amazonEC2: { templates: [{ type: T2Micro }] } }] }\n'),
    PROGRAM,
  ],
  ['a list of types', 'the second runs on Xen', file('/opt/c.yaml', 'instanceTypes:\n  - m5.large\n  - m4.large\n'), PROGRAM],
  ['eksctl', 'the nodes are t2.micro', bash('eksctl create cluster --node-type t2.micro'), PROGRAM],
  [
    'the command line of AWS',
    'it launches t2.micro',
    bash('aws ec2 run-instances --instance-type t2.micro --image-id ami-0123456789abcdef0'),
    ['error image-ready/unproven', 'error instance-type/xen'],
  ],
  ['the command line without a type', 'the launch template is elsewhere', bash('aws ec2 run-instances --launch-template Name=web'), CODE],
  ['a question about types', 'nothing is launched', bash('aws ec2 describe-instance-types --instance-types t2.micro'), FINE],
  ['a filter', 'nothing is launched', bash('aws ec2 describe-instances --filters Name=instance-type,Values=t2.micro'), FINE],
  ['a comparison', 'the script asks what it runs on', bash('if [ "$INSTANCE_TYPE" = t2.micro ]; then M=256; fi'), FINE],
  ['a comment about a type', 'it is not run', bash('# instance_type = t2.micro', 'true'), FINE],
  ['a message about a type', 'it is printed', bash('echo "instance type: t2.micro"'), FINE],
  ['a class of another service', 'cache.t2.micro is no type of EC2', bash('export NODE_TYPE=cache.t2.micro'), FINE],
  [
    'the type of the instance itself',
    'it is found where it is set, and not twice',
    running({ 'Fn::Sub': '#!/bin/bash\nexport INSTANCE_TYPE=${Type}\n' }, { InstanceType: { Ref: 'Type' } }, TYPE('t2.micro', 'm5.large')),
    ['error instance-type/xen'],
  ],
  ['Packer in code', 'the build runs on t2.micro', lambda('run("packer build -var instance_type=t2.micro p.json")\n'), PROGRAM],
]);

const POOL = (family: string): object => ({
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodePool',
  metadata: { name: 'web' },
  spec: { template: { spec: { requirements: [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: [family] }] } } },
});

function applied(...manifests: readonly object[]): object {
  const Properties = { ServiceToken: 'arn', ClusterName: 'c', Manifest: JSON.stringify(manifests) };
  return resources({ Manifest: { Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties } });
}

const configMap = (data: object): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data });

/** Texts in manifests of other kinds. */
export const WITHIN_MANIFESTS: readonly Way[] = ways([
  ['a node pool in a ConfigMap', 'whatever applies it gets m4', applied(configMap({ 'pool.json': JSON.stringify(POOL('m4')) })), XEN_POOL],
  ['a Nitro node pool in a ConfigMap', 'm5 is Nitro', applied(configMap({ 'pool.json': JSON.stringify(POOL('m5')) })), FINE],
  [
    'a node pool in a Secret',
    'its data is base64',
    applied({ apiVersion: 'v1', kind: 'Secret', data: { pool: Buffer.from(JSON.stringify(POOL('m4'))).toString('base64') } }),
    XEN_POOL,
  ],
  ['a node pool in a List', 'the items are applied', applied({ apiVersion: 'v1', kind: 'List', items: [POOL('m4')] }), XEN_POOL],
  ['a runner in a ConfigMap', 'it launches t2.micro', applied(configMap({ 'config.toml': runner('t2.micro') })), PROGRAM],
  ['a runner in a chart', 'it launches t2.micro', chart({ runners: { config: runner('t2.micro') } }), PROGRAM],
  ['a Nitro runner in a chart', 't3.micro is Nitro', chart({ runners: { config: runner('t3.micro') } }), FINE],
  [
    'a kind that is not in the table',
    'machineType says what it launches',
    applied({ apiVersion: 'machine.sapcloud.io/v1alpha1', kind: 'AWSMachineClass', spec: { machineType: 't2.micro' } }),
    POOLS,
  ],
  [
    'a pod that asks for a node',
    'it launches none',
    applied({ apiVersion: 'v1', kind: 'Pod', spec: { nodeSelector: { 'node.kubernetes.io/instance-type': 'm4.large' } } }),
    FINE,
  ],
  [
    'a NodeOverlay',
    'it changes prices, and launches nothing',
    applied({
      apiVersion: 'karpenter.sh/v1alpha1',
      kind: 'NodeOverlay',
      spec: { requirements: [{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['m4.large'] }], price: '1' },
    }),
    FINE,
  ],
]);

const CODE_ELSEWHERE = { Role: 'arn', Runtime: 'python3.13', Handler: 'i.h', Code: { S3Bucket: 'b', S3Key: 'k' } };

function functionWith(Variables: object, sections: object = {}): object {
  return resources({ Starter: { Type: 'AWS::Lambda::Function', Properties: { ...CODE_ELSEWHERE, Environment: { Variables } } } }, sections);
}

function action(Provider: string, Configuration: object): object {
  const Actions = [{ Name: 'Start', ActionTypeId: { Category: 'Invoke', Owner: 'AWS', Provider, Version: '1' }, Configuration }];
  return resources({
    Pipeline: { Type: 'AWS::CodePipeline::Pipeline', Properties: { RoleArn: 'arn', Stages: [{ Name: 'Start', Actions }] } },
  });
}

/** Settings of programs whose code is elsewhere. */
export const SETTINGS: readonly Way[] = ways([
  ['a variable of a function', 'the function is told to use t2.micro', functionWith({ INSTANCE_TYPE: 't2.micro' }), PROGRAM],
  ['a Nitro variable of a function', 't3.micro is Nitro', functionWith({ INSTANCE_TYPE: 't3.micro' }), FINE],
  [
    'a variable by a parameter',
    'one of its values is m4.large',
    functionWith({ TYPES: { Ref: 'Type' } }, TYPE('m5.large', 'm4.large')),
    PROGRAM,
  ],
  ['a variable that holds another word', 'it is no type', functionWith({ INSTANCE_TYPE: 'small', TABLE: 't2.micro' }), FINE],
  [
    'a variable of a container',
    'the container is told to use t2.micro',
    resources({
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: { ContainerDefinitions: [{ Name: 'a', Image: 'b', Environment: [{ Name: 'WORKER_TYPE', Value: 't2.micro' }] }] },
      },
    }),
    PROGRAM,
  ],
  [
    'a configuration in Parameter Store',
    'docker-machine reads it',
    resources({ Config: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: runner('t2.micro') } } }),
    PROGRAM,
  ],
  [
    "a configuration of a type of one's own",
    'what reads it may launch t2.micro',
    resources({ Box: { Type: 'Acme::Compute::Box', Properties: { Config: 'workers:\n  instanceType: t2.micro\n' } } }),
    PROGRAM,
  ],
  [
    'the input of an action',
    'the state machine gets t2.micro',
    action('StepFunctions', { Input: '{"InstanceType":"t2.micro"}' }),
    ['error instance-type/xen'],
  ],
  [
    'variables of an action',
    'the build gets t2.micro',
    action('CodeBuild', { EnvironmentVariables: '[{"name":"TYPE","value":"t2.micro"}]' }),
    ['error instance-type/xen'],
  ],
  [
    'Nitro variables of an action',
    'm5.large is Nitro',
    action('CodeBuild', { EnvironmentVariables: '[{"name":"TYPE","value":"m5.large"}]' }),
    FINE,
  ],
]);
