import { check } from '../../lib/check';

const FILLER = '# a line of a long script\n'.repeat(600);
const IMAGE = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';

/** Values of a parameter, of which only the last is on Xen where it is told. */
function types(count: number, last: string): readonly string[] {
  return [...Array.from({ length: count - 1 }, (_, index) => `m7i.${(index + 2).toString()}xlarge`), last];
}

function findings(script: string, parameters: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const declared = Object.entries(parameters).map(([name, values]) => [
    name,
    { Type: 'String', AllowedValues: values, Default: values[0] },
  ]);
  const UserData = { 'Fn::Base64': { 'Fn::Sub': `#!/bin/bash\n${script}\n` } };
  const Web = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', ImageId: IMAGE, UserData } };
  const template = { Parameters: Object.fromEntries(declared) as object, Resources: { Web } };
  return check([{ id: 'template', template: template as never }]).findings.map(({ rule, messageId }) => `${rule}/${messageId}`);
}

const PROGRAM_TYPE = ['instance-type-resolvable/programType'];
const LAUNCHING_CODE = ['instance-type-resolvable/launchingCode'];

test.each([
  ['an action in two pieces', 'aws ec2 ru${A}-inst${B}ances --launch-template x', { A: ['n', 'm'], B: ['', 'x'] }, LAUNCHING_CODE],
  ['one that starts nothing', 'aws ec2 desc${A}be-inst${B}ances', { A: ['ri', 'r'], B: ['', 'x'] }, []],
  ['a setting in two pieces', 'tool --insta${A}ce-ty${B}e=t2.micro', { A: ['n', 'm'], B: ['p', 'q'] }, PROGRAM_TYPE],
  ['of Nitro', 'tool --insta${A}ce-ty${B}e=t3.micro', { A: ['n', 'm'], B: ['p', 'q'] }, []],
  ['the last of many values', 'terraform apply -var instance_type=${A}', { A: types(151, 't2.micro') }, PROGRAM_TYPE],
  ['many values of Nitro', 'terraform apply -var instance_type=${A}', { A: types(151, 't3.micro') }, []],
  ['in a long script', `${FILLER}terraform apply -var instance_type=\${A}\n`, { A: types(91, 't2.micro') }, PROGRAM_TYPE],
  ['in a long script, of Nitro', `${FILLER}terraform apply -var instance_type=\${A}\n`, { A: types(91, 't3.micro') }, []],
  ['an action at the second place of a value', 'echo ${A}\naws ec2 ${A}-instances', { A: ['run', 'see'] }, LAUNCHING_CODE],
  ['a question at the second place', 'echo ${A}\naws ec2 ${A}-instances', { A: ['describe', 'see'] }, []],
  [
    'a launch that a decoder in two pieces gives',
    'echo YXdzIGVjMiBydW4taW5zdGFuY2VzIC0taW5zdGFuY2UtdHlwZSB0Mi5taWNybwo= | ba${A} -d | sh',
    { A: ['sh', 'se64'] },
    PROGRAM_TYPE,
  ],
  ['a device that it gives', 'echo bW91bnQgL2Rldi94dmRmIC9kYXRhCg== | ba${A} -d | sh', { A: ['sh', 'se64'] }, ['user-data-devices/device']],
  ['nothing that it gives', 'echo ZG5mIC15IHVwZGF0ZQo= | ba${A} -d | sh', { A: ['sh', 'se64'] }, []],
])('%s', (_what, script, parameters, expected) => {
  expect(findings(script, parameters as Readonly<Record<string, readonly string[]>>)).toEqual(expected);
});
