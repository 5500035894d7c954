import { App, CfnResource, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import { NitroStandard } from '../../lib';

const ARM = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}';

let told = '';
beforeEach(() => {
  told = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
  jest.spyOn(console, 'error').mockImplementation((text) => {
    told += String(text);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Synthesizes a Xen type with an image of another architecture. Returns what is printed, and thrown. */
function synth(acknowledged: readonly string[], isInStage = false): string {
  const app = new App({ analyticsReporting: false });
  NitroStandard.enforce(app);
  const stack = new Stack(isInStage ? new Stage(app, 'Prod') : app, 'Shop');
  const web = new CfnResource(stack, 'Web', { type: 'AWS::EC2::Instance', properties: { InstanceType: 't2.large', ImageId: ARM } });
  for (const rule of acknowledged) Validations.of(web).acknowledge({ id: `Nitro::${rule}`, reason: 'the licence names it' });
  try {
    app.synth();
    return told;
  } catch (error) {
    return told + String(error);
  }
}

describe.each([false, true])('in a Stage: %s', (isInStage) => {
  test('a type that is to be replaced is one finding', () => {
    const printed = synth([], isInStage);
    expect(printed).toContain('instance-type');
    expect(printed).not.toContain('image-architecture');
  });

  test('a type that is acknowledged does not hide that its image does not fit', () => {
    expect(synth(['instance-type'], isInStage)).toContain('image-architecture');
  });

  test('both can be acknowledged, and both acknowledgements count', () => {
    const printed = synth(['instance-type', 'image-architecture'], isInStage);
    expect(printed).not.toContain('accepts nothing');
    expect(printed).not.toContain('Error');
  });
});
