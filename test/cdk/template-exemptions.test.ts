import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { NitroSeverity, NitroStandard } from '../../lib';
import type { NitroStandardProps } from '../../lib/cdk/nitro-standard-props';

function synth(metadata: object, props: NitroStandardProps = {}): void {
  const app = new App({ analyticsReporting: false });
  NitroStandard.enforce(app, { rules: { 'image-ready': NitroSeverity.OFF }, ...props });
  const stack = new Stack(app, 'Shop');
  new CfnResource(stack, 'Web', { type: 'AWS::EC2::Instance', properties: { InstanceType: 't2.micro' } }).addMetadata(
    'cdk-nitro',
    metadata,
  );
  app.synth();
}

const EXEMPT = { exempt: [{ rule: 'instance-type', reason: 'the licence names it' }] };

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('a resource accepts its own finding in its metadata', () => {
  expect(() => {
    synth({});
  }).toThrow();
  expect(() => {
    synth(EXEMPT);
  }).not.toThrow();
});

test('not for a locked rule, and not with a typo', () => {
  expect(() => {
    synth(EXEMPT, { rules: { 'image-ready': NitroSeverity.OFF, 'instance-type': NitroSeverity.LOCKED } });
  }).toThrow();
  expect(() => {
    synth({ exempt: [{ rule: 'instance-type' }] });
  }).toThrow();
});
