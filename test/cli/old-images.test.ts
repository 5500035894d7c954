import { CommandLine, type ToldFinding } from './command-line';

const cli = CommandLine.forEachTest();

const AL2 = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2}}';
const EKS_AL2 = '{{resolve:ssm:/aws/service/eks/optimized-ami/1.30/amazon-linux-2/recommended/image_id}}';

function notes(resources: object): readonly ToldFinding[] {
  cli.write('app.json', { Resources: resources });
  return cli.check(['app.json']).findings.filter(({ messageId }) => messageId === 'endOfLife' || messageId === 'unproven');
}

const instance = (image: string, script?: string) => ({
  Type: 'AWS::EC2::Instance',
  Properties: { InstanceType: 'm5.large', ImageId: image, ...(script !== undefined && { UserData: { 'Fn::Base64': script } }) },
});

test('an image at its end of life is one note, however many launches have it', () => {
  const found = notes({ A: instance(AL2), B: instance(AL2), C: instance(AL2), D: instance(EKS_AL2) });
  expect(found.map(({ logicalId }) => logicalId)).toEqual(['A', 'D']);
  expect(found[0]?.fix).toContain('The same image is that of app.json#B, app.json#C');
  expect(cli.run(['check', 'app.json']).out).toContain('2 notes');
});

test('with another image to use instead it is another note', () => {
  const neuron = { ...instance(AL2), Properties: { ...instance(AL2).Properties, InstanceType: 'inf2.xlarge' } };
  expect(notes({ A: instance(AL2), B: neuron })).toHaveLength(2);
});

describe('commands of user data that AL2023 lacks are named', () => {
  test.each([
    ['amazon-linux-extras', AL2, '#!/bin/sh\namazon-linux-extras install -y nginx1\n'],
    ['amazon-linux-extras', AL2, '#!/bin/sh\nsudo amazon-linux-extras enable docker && yum install -y docker\n'],
    ['amazon-linux-extras', 'ami-0123456789abcdef0', '#cloud-config\nruncmd:\n  - [amazon-linux-extras, install, epel]\n'],
    ['/etc/eks/bootstrap.sh', EKS_AL2, '#!/bin/bash\nset -e\n/etc/eks/bootstrap.sh shop --kubelet-extra-args x\n'],
  ])('%s, of image %s', (command, image, script) => {
    const [found] = notes({ A: instance(image, script) });
    expect(found?.fix).toContain(`the user data of A call '${command}', which AL2023 lacks`);
    const encoded = instance(image);
    const Properties = { ...encoded.Properties, UserData: Buffer.from(script).toString('base64') };
    expect(notes({ A: { ...encoded, Properties } })[0]?.fix).toContain(`'${command}', which AL2023 lacks`);
  });

  test('once for an image, with the launch that calls it', () => {
    const [found, ...others] = notes({ A: instance(AL2), B: instance(AL2, '#!/bin/sh\namazon-linux-extras install -y nginx1\n') });
    expect(others).toEqual([]);
    expect(found?.fix).toContain("the user data of B call 'amazon-linux-extras'");
    expect(found?.fix).toContain('The same image is that of app.json#B');
  });

  test('in the launch template of a node group', () => {
    const [found] = notes({
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: { UserData: { 'Fn::Base64': '#!/bin/sh\n/etc/eks/bootstrap.sh shop\n' } } },
      },
      Nodes: {
        Type: 'AWS::EKS::Nodegroup',
        Properties: { InstanceTypes: ['m5.large'], AmiType: 'AL2_x86_64', LaunchTemplate: { Id: { Ref: 'Template' } } },
      },
    });
    expect(found?.fix).toContain("the user data of Template call '/etc/eks/bootstrap.sh'");
  });

  test.each([
    ['a comment', AL2, '#!/bin/sh\n# amazon-linux-extras is gone\ndnf install -y nginx\n'],
    [
      'a suggestion that is no AL2023',
      '{{resolve:ssm:/aws/service/debian/release/10/latest/amd64}}',
      '#!/bin/sh\n/etc/eks/bootstrap.sh x\n',
    ],
  ])('not for %s', (_, image, script) => {
    expect(notes({ A: instance(image, script) }).map(({ fix }) => fix)).toEqual([expect.not.stringContaining('AL2023 lacks')]);
  });
});
