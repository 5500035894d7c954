import fs from 'node:fs';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import { Node } from 'constructs';
import { NitroSeverity, NitroStandard } from '../../lib';

/** An app with a top-level stack, a stack nested in it and a stack in a Stage, which launch what is built on Nitro. */
function launchingApp(): App {
  const app = new App();
  const web = new Stack(app, 'Web');
  const stacks = [web, new NestedStack(web, 'Nested'), new Stack(new Stage(app, 'Prod'), 'Web')];
  for (const stack of stacks) new CfnInstance(stack, 'Instance', { instanceType: 'm7i.large', imageId: 'ami-0123456789abcdef0' });
  return app;
}

/** Counts walks through the whole construct tree in one synthesis, and how often each template is read. */
function visitsOf(app: App): { readonly walks: number; readonly reads: readonly number[] } {
  const walks = jest.spyOn(Node.prototype, 'children', 'get');
  const reads = jest.spyOn(fs, 'readFileSync');
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const { directory } = app.synth();
    const paths = reads.mock.calls.map(([path]) => String(path));
    return {
      walks: walks.mock.contexts.filter((node) => node === app.node).length,
      reads: [...new Set(paths)]
        .filter((path) => path.startsWith(directory) && path.endsWith('.template.json'))
        .map((path) => count(paths, path)),
    };
  } finally {
    jest.restoreAllMocks();
    process.exitCode = undefined;
  }
}

function count(paths: readonly string[], path: string): number {
  return paths.filter((each) => each === path).length;
}

test('one synthesis walks through the construct tree once, for templates and acknowledgements, and reads each template once', () => {
  // The CDK itself walks and reads, and more so for a validation plugin.
  const plain = launchingApp();
  Validations.of(plain).addPlugins({ name: 'Plain', validate: () => ({ success: true, violations: [] }) });
  const visitsOfCdk = visitsOf(plain);
  const enforcing = launchingApp();
  NitroStandard.enforce(enforcing, { rules: { 'image-ready': NitroSeverity.OFF } });
  const visits = visitsOf(enforcing);

  // How often the CDK reads differs between its releases.
  expect(visitsOfCdk.reads).toHaveLength(3);
  expect(visits.reads).toEqual(visitsOfCdk.reads.map((reads) => reads + 1));
  expect(visits.walks - visitsOfCdk.walks).toBe(1);
});
