import type { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { App } from 'aws-cdk-lib/core';
import { NitroAssertions } from 'cdk-nitro';
import { WebStack } from '../lib/web-stack';

test('what is launched is ready for Nitro', () => {
  const web = new WebStack(new App(), 'Web');
  const nitro = NitroAssertions.fromStack(web);
  nitro.hasNoFindings();
  expect(nitro.launches).toBe(1);
});

test('a type that is changed behind the construct is found', () => {
  const web = new WebStack(new App(), 'Web');
  const server = web.server.node.defaultChild as CfnInstance;
  server.instanceType = 't2.micro';
  NitroAssertions.fromStack(web).hasFinding('instance-type', { constructPath: 'Web/Server/*', value: 't2.micro' });
});
