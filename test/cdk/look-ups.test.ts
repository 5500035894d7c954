import { App, Stack } from 'aws-cdk-lib/core';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NitroMachineImage, NitroStandard } from '../../lib';

const env = { account: '123456789012', region: 'eu-west-1' };
const ID = 'ami-0123456789abcdef0';

function synth(image: ec2.IMachineImage, answer?: string, launches = 1): App {
  const build = (context: Record<string, unknown>): { readonly app: App; readonly stack: Stack } => {
    const app = new App({ context });
    const stack = new Stack(app, 'Web', { env });
    NitroStandard.enforce(app);
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 1 });
    for (let each = 0; each < launches; each += 1) {
      new ec2.Instance(stack, `Web${String(each)}`, { vpc, instanceType: new ec2.InstanceType('m7i.large'), machineImage: image });
    }
    return { app, stack };
  };
  const first = build({});
  if (answer === undefined) return first.app;
  const { missing = [] } = first.app.synth().manifest;
  return build(Object.fromEntries(missing.filter(({ key }) => key.startsWith('ami:')).map(({ key }) => [key, answer]))).app;
}

beforeEach(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const CANONICAL = ec2.MachineImage.lookup({
  name: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*',
  owners: ['099720109477'],
});

test.each([
  ['NitroMachineImage.lookup', NitroMachineImage.lookup({ name: 'golden-*', owners: ['self'] })],
  ["Canonical's", CANONICAL],
])('%s passes, the first and the second time', (_, image) => {
  expect(() => synth(image).synth()).not.toThrow();
  expect(() => synth(image, ID).synth()).not.toThrow();
});

test('the NAT image of the CDK fails once it is looked up: one finding for all launches, and no image for general use', () => {
  const image = new ec2.NatInstanceImage();
  expect(() => synth(image).synth()).not.toThrow();
  const app = synth(image, ID, 3);
  let message = '';
  try {
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toContain('1 error');
  expect(message).toContain("looked up as 'amzn-ami-vpc-nat-*' of 'amazon'");
  expect(message).toContain("set 'imageLookups: true'");
  expect(message).toContain('The same look-up gives the image of Web/Web1/Resource, Web/Web2/Resource');
  expect(message).not.toContain('al2023');
});

describe('of several look-ups that have no answer', () => {
  const OWN = ec2.MachineImage.lookup({ name: 'golden-*', owners: ['self'] });
  const OTHER = ec2.MachineImage.lookup({ name: 'silver-*', owners: ['self'] });

  /** The output of synthesis if the command line has kept an error for each look-up. */
  function said(images: readonly ec2.IMachineImage[], problem: (key: string) => string): string {
    const build = (context: Record<string, unknown>): App => {
      const app = new App({ context });
      const stack = new Stack(app, 'Web', { env });
      NitroStandard.enforce(app);
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 1 });
      images.forEach((machineImage, index) => {
        new ec2.Instance(stack, `Web${String(index)}`, { vpc, instanceType: new ec2.InstanceType('m7i.large'), machineImage });
      });
      return app;
    };
    const { missing = [] } = build({}).synth().manifest;
    const answers = missing.filter(({ key }) => key.startsWith('ami:')).map(({ key }) => [key, { $providerError: problem(key) }]);
    try {
      build(Object.fromEntries(answers)).synth();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  }

  test('the placeholder is said to stand for one of them, with the reason of each that could not be made', () => {
    const refused = said([OWN, OTHER], () => 'not authorized');
    expect(refused).toContain(
      "image 'ami-1234' is the placeholder of one of 2 look-ups, of which 'golden-*' of 'self', or 'silver-*' of 'self' could not be looked up (not authorized)",
    );
    expect(refused).toContain('synthesize with credentials that can describe images');
    expect(refused).toContain('One of these look-ups gives the image of Web/Web1/Resource');
    expect(refused).not.toMatch(/use a public image|The change/);
  });

  test('only what EC2 did not find is not found', () => {
    const problem = (key: string): string => (key.includes('golden') ? 'No AMI found that matched the search criteria' : 'no route');
    expect(said([OWN, OTHER], problem)).toContain("'silver-*' of 'self' could not be looked up (no route)");
    const missing = said([OWN], problem);
    expect(missing).toContain("image 'ami-1234' is not found by the CDK, which looked for 'golden-*' of 'self' in eu-west-1");
    expect(missing).toContain('correct its owner or name');
    expect(said([OWN, CANONICAL], () => 'No AMI found that matched the search criteria')).toContain(
      "is the placeholder of one of 2 look-ups, of which the CDK did not find 'golden-*' of 'self' in eu-west-1",
    );
  });
});
