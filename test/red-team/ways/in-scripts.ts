import { gzipSync } from 'node:zlib';
import { arguments_, automation, custom, lambda } from '../carrying';
import { bash, FINE, IMAGE, instance, resources, running, type Way } from '../way';

const XEN_TYPE = ['error instance-type/xen'];
const XEN_POOL = ['error node-pool/xen'];
const POOLS = ['warning instance-type-resolvable/helmPools'];
const CODE = ['warning instance-type-resolvable/launchingCode'];
const PROGRAM = ['warning instance-type-resolvable/programType'];

type Row = readonly [name: string, why: string, template: object, expects: readonly string[]];

function ways(rows: readonly Row[]): Way[] {
  return rows.map(([name, why, template, expects]) => ({ name, why, template, expects }));
}

const run = (type: string): string => `aws ec2 run-instances --instance-type ${type} --image-id ${IMAGE}`;
const TYPE = (...AllowedValues: readonly string[]) => ({
  Parameters: { Type: { Type: 'String', Default: AllowedValues[0], AllowedValues } },
});
const FREE = { Parameters: { Type: { Type: 'String' } } };

function build(specification: object | string): object {
  const BuildSpec = typeof specification === 'string' ? specification : JSON.stringify(specification);
  return resources({ Project: { Type: 'AWS::CodeBuild::Project', Properties: { Source: { Type: 'NO_SOURCE', BuildSpec } } } });
}

const building = (...commands: readonly string[]): object => build({ version: 0.2, phases: { build: { commands } } });

function runCommand(...lines: readonly string[]): object {
  const mainSteps = [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: lines } }];
  return resources({
    Document: { Type: 'AWS::SSM::Document', Properties: { DocumentType: 'Command', Content: { schemaVersion: '2.2', mainSteps } } },
  });
}

/** Commands of the AWS command line. */
export const COMMANDS: readonly Way[] = ways([
  ['a build', 'its command launches t2.micro', building(run('t2.micro')), XEN_TYPE],
  ['a build of Nitro', 'm5.large is Nitro', building(run('m5.large')), FINE],
  [
    'an option with a value before the action',
    'its command launches t2.micro',
    building(run('t2.micro').replace('ec2 ', 'ec2 --cli-binary-format raw-in-base64-out ')),
    XEN_TYPE,
  ],
  ['a build with a type of its own', 'what starts the build may set it', building(run('"$TYPE"')), CODE],
  [
    "a build's variable",
    'TYPE is t2.micro',
    build({ version: 0.2, env: { variables: { TYPE: 't2.micro' } }, phases: { build: { commands: [run('$TYPE')] } } }),
    XEN_TYPE,
  ],
  ['a document of Systems Manager', 'its script launches t2.micro', runCommand('set -e', run('t2.micro')), XEN_TYPE],
  ['a document of Systems Manager with Nitro', 'm5.large is Nitro', runCommand('set -e', run('m5.large')), FINE],
  [
    'a document of schema 1.2',
    'it has a plug-in in place of steps',
    resources({
      Document: {
        Type: 'AWS::SSM::Document',
        Properties: {
          Content: { schemaVersion: '1.2', runtimeConfig: { 'aws:runShellScript': { properties: [{ runCommand: [run('t2.micro')] }] } } },
        },
      },
    }),
    XEN_TYPE,
  ],
  [
    'a script that an automation runs',
    'it launches t2.micro',
    automation({
      name: 'r',
      action: 'aws:runCommand',
      inputs: { DocumentName: 'AWS-RunShellScript', Parameters: { commands: [run('t2.micro')] } },
    }),
    XEN_TYPE,
  ],
  ['a variable', 'the script sets it to t2.micro', bash('TYPE=t2.micro', run('$TYPE')), XEN_TYPE],
  ['a Nitro variable', 'the script sets it to t3.micro', bash('TYPE=t3.micro', run('"${TYPE}"')), FINE],
  [
    'a variable with a default',
    'what runs the script may set another',
    bash(run('"${TYPE:-m5.large}"')),
    ['warning instance-type-resolvable/callUnresolved'],
  ],
  ['a loop', 'one of its types is m4.large', bash('for T in m5.large m4.large; do', run('$T'), 'done'), XEN_TYPE],
  ['an argument of a function', 'it is called with t2.micro', bash(`launch() { ${run('"$1"')}; }`, 'launch t2.micro'), XEN_TYPE],
  [
    'several lines',
    'they are one command',
    bash('aws ec2 run-instances \\', `  --image-id ${IMAGE} \\`, '  --instance-type=t2.micro'),
    XEN_TYPE,
  ],
  [
    'a request in a file',
    'the script writes it',
    bash(
      'cat > /tmp/r.json <<EOF',
      JSON.stringify(arguments_('t2.micro')),
      'EOF',
      'aws ec2 run-instances --cli-input-json file:///tmp/r.json',
    ),
    XEN_TYPE,
  ],
  ['a request in a file from elsewhere', 'nothing says its type', bash('aws ec2 run-instances --cli-input-json file://r.json'), CODE],
  [
    'the shorthand of lists',
    'm4 is Xen',
    building('aws batch create-compute-environment --compute-resources type=EC2,instanceTypes=c5,m4'),
    ['error instance-type/xenFamily'],
  ],
  [
    'groups of EMR',
    'm4.large is Xen',
    building('aws emr create-cluster --instance-groups InstanceGroupType=MASTER,InstanceCount=1,InstanceType=m4.large'),
    XEN_TYPE,
  ],
  [
    'an instance that is resized',
    'to m4.large',
    bash('aws ec2 modify-instance-attribute --instance-id i-1 --instance-type m4.large'),
    XEN_TYPE,
  ],
  ['a container with the command line', 'it is that of AWS', bash(`docker run amazon/aws-cli ${run('t2.micro').slice(4)}`), XEN_TYPE],
  ['a job of cron', 'it runs each night', bash(`echo "0 1 * * * root ${run('t2.micro')}" > /etc/cron.d/launch`), XEN_TYPE],
  ['a message', 'it is printed', bash(`echo "${run('t2.micro')}"`), FINE],
  ['a message that a shell runs', 'it is run', bash(`echo "docker-machine create --amazonec2-instance-type t2.micro" | sh`), PROGRAM],
  [
    'cloud-config',
    'a command may be a list of words',
    running(`#cloud-config\nruncmd:\n  - [aws, ec2, run-instances, --instance-type, t2.micro, --image-id, '${IMAGE}']\n`),
    XEN_TYPE,
  ],
  [
    'a parameter with a Xen type',
    'one of its values is m4.large',
    running({ 'Fn::Sub': `#!/bin/bash\n${run('${Type}')}\n` }, {}, TYPE('m5.large', 'm4.large')),
    XEN_TYPE,
  ],
  [
    'a Nitro parameter',
    'both are Nitro',
    running({ 'Fn::Sub': `#!/bin/bash\n${run('${Type}')}\n` }, {}, TYPE('m5.large', 't3.micro')),
    FINE,
  ],
  ['a free parameter', 'it may be anything', running({ 'Fn::Sub': `#!/bin/bash\n${run('${Type}')}\n` }, {}, FREE), CODE],
  [
    'the script of an instance that a call runs',
    'that one launches t2.micro',
    custom({
      service: 'EC2',
      action: 'runInstances',
      parameters: arguments_('m5.large', { UserData: Buffer.from(`#!/bin/bash\n${run('t2.micro')}\n`).toString('base64') }),
    }),
    XEN_TYPE,
  ],
  [
    'an array',
    'one of its types is m4.large',
    bash('TYPES=(m5.large m4.large)', 'for T in "${TYPES[@]}"; do', run('$T'), 'done'),
    XEN_TYPE,
  ],
  ['an array of Nitro', 'both types are Nitro', bash('TYPES=(m5.large t3.micro)', 'for T in "${TYPES[@]}"; do', run('$T'), 'done'), FINE],
  ['what xargs puts in its place', 'nothing says its type', bash(`cat types | xargs -I{} ${run('{}')}`), CODE],
  ['a command in a variable', 'it launches t2.micro', bash(`RUN="${run('t2.micro')}"`, '$RUN'), XEN_TYPE],
  [
    'a parameter of a document of Systems Manager',
    'one of its values is t2.micro',
    resources({
      Document: {
        Type: 'AWS::SSM::Document',
        Properties: {
          DocumentType: 'Command',
          Content: {
            schemaVersion: '2.2',
            parameters: { Type: { type: 'String', allowedValues: ['t3.micro', 't2.micro'] } },
            mainSteps: [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: [run('{{ Type }}')] } }],
          },
        },
      },
    }),
    XEN_TYPE,
  ],
  [
    'a deployment with a parameter',
    'the template is given t2.micro',
    building('aws cloudformation deploy --stack-name s --template-file t.yaml --parameter-overrides Plan=t2.micro Count=1'),
    XEN_TYPE,
  ],
  [
    'a deployment with a Nitro parameter',
    'its template is checked by itself',
    building('aws cloudformation deploy --stack-name s --template-file t.yaml --parameter-overrides Plan=t3.micro'),
    FINE,
  ],
  [
    'a group that grows',
    'it launches what it did',
    bash('aws autoscaling update-auto-scaling-group --auto-scaling-group-name web --min-size 2'),
    FINE,
  ],
  [
    'a group with another launch template',
    'the launch template is elsewhere',
    bash('aws autoscaling update-auto-scaling-group --auto-scaling-group-name web --launch-template LaunchTemplateName=other'),
    CODE,
  ],
  ['eksctl with a short option', '-t is the type', bash('eksctl create nodegroup --cluster c -t t2.micro'), PROGRAM],
  ['the command line of Elastic Beanstalk', '-i is the type', bash('eb create -i t2.micro web'), PROGRAM],
  ['PowerShell', 'the cmdlet launches', running('<powershell>\nNew-EC2Instance -InstanceType $type -ImageId $image\n</powershell>'), CODE],
]);

const POOL = (family: string): readonly string[] => [
  'apiVersion: karpenter.sh/v1',
  'kind: NodePool',
  'metadata: { name: web }',
  'spec:',
  '  template:',
  '    spec:',
  '      requirements:',
  `        - { key: karpenter.k8s.aws/instance-family, operator: In, values: [${family}] }`,
];

const applying = (...manifest: readonly string[]): readonly string[] => ['kubectl apply -f - <<EOF', ...manifest, 'EOF'];
const encoded = Buffer.from(POOL('m4').join('\n')).toString('base64');
const zipped = gzipSync(POOL('m4').join('\n')).toString('base64');
const requirements = (family: string) => [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: [family] }];

/** Manifests that scripts apply. */
export const APPLIED: readonly Way[] = ways([
  ['a here document', 'the pool admits m4', bash(...applying(...POOL('m4'))), XEN_POOL],
  ['a here document of Nitro', 'the pool admits m5 only', bash(...applying(...POOL('m5'))), FINE],
  [
    'a here document with tabs',
    '<<- takes them off',
    bash('kubectl apply -f - <<-EOF', ...POOL('m4').map((line) => `\t${line}`), '\tEOF'),
    XEN_POOL,
  ],
  ['a variable', 'nothing says what it is', bash(...applying(...POOL('$FAMILY'))), POOLS],
  ['a variable that is m5', 'the pool admits m5 only', bash('FAMILY=m5', ...applying(...POOL('$FAMILY'))), FINE],
  [
    'a parameter',
    'one of its values is m4',
    running({ 'Fn::Sub': ['#!/bin/bash', ...applying(...POOL('${Type}')), ''].join('\n') }, {}, TYPE('m5', 'm4')),
    XEN_POOL,
  ],
  ['two documents', 'the second admits m4', bash(...applying(...POOL('m5'), '---', ...POOL('m4'))), XEN_POOL],
  [
    'members in another order',
    'it is the same pool',
    bash(...applying('kind: NodePool', 'spec: { template: { spec: { requirements: [] } } }', 'apiVersion: karpenter.sh/v1')),
    XEN_POOL,
  ],
  ['a document in base64', 'it is decoded and applied', bash(`echo ${encoded} | base64 -d | kubectl apply -f -`), XEN_POOL],
  ['a format of printf', 'its breaks are written \\n', bash(`printf '${POOL('m4').join('\\n')}\\n' | kubectl apply -f -`), XEN_POOL],
  ['a build', 'the pool admits m4', building(applying(...POOL('m4')).join('\n')), XEN_POOL],
  ['a document of Systems Manager', 'the pool admits m4', runCommand(...applying(...POOL('m4'))), XEN_POOL],
  [
    'a file of cfn-init',
    'kubectl applies it',
    resources({
      Web: {
        ...instance({ UserData: { 'Fn::Base64': '#!/bin/bash\n/opt/aws/bin/cfn-init --stack web --resource Web\n' } }),
        Metadata: { 'AWS::CloudFormation::Init': { config: { files: { '/opt/pool.yaml': { content: `${POOL('m4').join('\n')}\n` } } } } },
      },
    }),
    XEN_POOL,
  ],
  [
    'an object in Python',
    'the pool admits m4',
    lambda(
      `POOL = {'apiVersion': 'karpenter.sh/v1', 'kind': 'NodePool', 'spec': {'template': {'spec': {'requirements': ${JSON.stringify(requirements('m4'))}}}}}\n`,
    ),
    XEN_POOL,
  ],
  [
    'an object in JavaScript',
    'what is not quoted is a variable',
    lambda(
      "const pool = {\n  apiVersion: 'karpenter.sh/v1',\n  kind: 'NodePool',\n  spec: { template: { spec: { requirements: [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: [event.family] }] } } },\n};\n",
    ),
    POOLS,
  ],
  ['a text in Python', 'the pool admits m4', lambda(`POOL = """\n${POOL('m4').join('\n')}\n"""\napply(POOL)\n`), XEN_POOL],
  ['a format of Python', 'its family is filled in', lambda(`POOL = f"""\n${POOL('{family}').join('\n')}\n"""\napply(POOL)\n`), POOLS],
  [
    'a document in a variable',
    'the pool admits m4',
    bash('POOL=$(cat <<EOF', ...POOL('m4'), 'EOF', ')', 'echo "$POOL" | kubectl apply -f -'),
    XEN_POOL,
  ],
  ['a document in gzip', 'the pool admits m4', bash(`echo ${zipped} | base64 -d | gunzip | kubectl apply -f -`), XEN_POOL],
  [
    'a manifest of Terraform',
    'the pool admits m4',
    bash(
      'cat > main.tf <<EOF',
      'resource "kubectl_manifest" "pool" {',
      '  yaml_body = <<-YAML',
      ...POOL('m4').map((line) => `    ${line}`),
      '  YAML',
      '}',
      'EOF',
      'terraform apply',
    ),
    XEN_POOL,
  ],
  [
    'a patch',
    'it replaces the requirements',
    bash(
      `kubectl patch nodepool web --type merge -p '${JSON.stringify({ spec: { template: { spec: { requirements: requirements('m4') } } } })}'`,
    ),
    POOLS,
  ],
  [
    'a JSON patch',
    'nothing says what else the pool requires',
    bash(
      `kubectl patch nodepool web --type json -p '[{"op":"replace","path":"/spec/template/spec/requirements/0/values","value":["m4"]}]'`,
    ),
    ['warning instance-type-resolvable/callUnreadable'],
  ],
  [
    'a JSON patch of a deployment',
    'it launches pods',
    bash(`kubectl patch deployment web --type json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"a"}]'`),
    FINE,
  ],
  [
    'a Nitro patch',
    'm5 is Nitro',
    bash(
      `kubectl patch nodepool web --type merge -p '${JSON.stringify({ spec: { template: { spec: { requirements: requirements('m5') } } } })}'`,
    ),
    FINE,
  ],
  ['options of Helm', 'families of the chart are m4', bash('helm install pools ./chart --set "pools.instanceFamilies={m5,m4}"'), POOLS],
  [
    'requirements by options of Helm',
    'the pool admits m4',
    bash(
      "helm install pools ./chart --set 'p[0].requirements[0].key=karpenter.k8s.aws/instance-family,p[0].requirements[0].operator=In' --set 'p[0].requirements[0].values={m4}'",
    ),
    POOLS,
  ],
  [
    'options of Helm with Nitro',
    'families of the chart are m5',
    bash('helm install pools ./chart --set "pools.instanceFamilies={m5}"'),
    FINE,
  ],
  [
    'values of a chart',
    'they admit m4',
    bash('cat > values.yaml <<EOF', 'worker:', '  instanceFamilies: [m4]', 'EOF', 'helm install pools ./chart -f values.yaml'),
    POOLS,
  ],
  [
    'a machine of Cluster API',
    'it is a t2.micro',
    bash(
      ...applying(
        'apiVersion: infrastructure.cluster.x-k8s.io/v1beta2',
        'kind: AWSMachineTemplate',
        'spec: { template: { spec: { instanceType: t2.micro } } }',
      ),
    ),
    XEN_TYPE,
  ],
  [
    'a reference to one',
    'it has no spec',
    bash(
      ...applying(
        'apiVersion: cluster.x-k8s.io/v1beta1',
        'kind: MachineDeployment',
        'spec: { template: { spec: { infrastructureRef: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: AWSMachineTemplate, name: a } } } }',
      ),
    ),
    FINE,
  ],
  [
    'the image of a node class',
    'nothing is known of it',
    bash(
      ...applying('apiVersion: karpenter.k8s.aws/v1', 'kind: EC2NodeClass', 'spec: { amiSelectorTerms: [{ id: ami-0123456789abcdef0 }] }'),
    ),
    ['error image-ready/unproven'],
  ],
  [
    'a configuration of eksctl',
    'its nodes are t2.micro',
    bash(
      'eksctl create cluster -f - <<EOF',
      'apiVersion: eksctl.io/v1alpha5',
      'kind: ClusterConfig',
      'nodeGroups: [{ name: a, instanceType: t2.micro }]',
      'EOF',
    ),
    XEN_TYPE,
  ],
  ['a deployment', 'it launches pods', bash(...applying('apiVersion: apps/v1', 'kind: Deployment', 'spec: { replicas: 2 }')), FINE],
]);
