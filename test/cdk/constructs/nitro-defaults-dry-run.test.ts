import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import { NitroDefaults, NitroInstanceType } from '../../../lib';
import { DefaultChanges } from '../../../lib/cdk/constructs/default-changes';
import { DEFAULT_EFFECTS } from '../../../lib/cdk/constructs/default-effects';
import { FILLERS } from '../../../lib/cdk/constructs/default-fillers';
import { CheckedStack } from './checked-stack';

const named = { instanceType: NitroInstanceType.parse('m7g.large') };

function build(stack: CheckedStack): void {
  new ec2.BastionHostLinux(stack, 'Bastion', { vpc: stack.vpc });
  new batch.ManagedEc2EcsComputeEnvironment(stack, 'Jobs', { vpc: stack.vpc });
  const cluster = eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc });
  new eks.Nodegroup(stack, 'Nodes', { cluster });
  new ec2.BastionHostLinux(stack, 'Typed', { vpc: stack.vpc, instanceType: new ec2.InstanceType('t3.small') });
}

function dryRun(): CheckedStack {
  const stack = new CheckedStack();
  NitroDefaults.apply(stack.node.root, { ...named, dryRun: true });
  build(stack);
  return stack;
}

test('changes nothing', () => {
  const without = new CheckedStack();
  build(without);
  expect(dryRun().written.toJSON()).toEqual(without.written.toJSON());
});

test('lists what would change, and what a deployment would do, in the report and in a line', () => {
  const changes = DefaultChanges.of(dryRun());
  const { success, violations, metadata } = changes.validate();
  expect(success).toBe(true);
  expect(
    violations.map(({ description, fix, severity, violatingResources: [place] }) => [place?.constructPath, severity, description, fix]),
  ).toEqual([
    [
      'Stack/Bastion',
      'info',
      "NitroDefaults would set instanceType to 'm7g.large'",
      'a deployment of that replaces the instance, as its image changes with the architecture; data on its root volume is lost',
    ],
    [
      'Stack/Jobs',
      'info',
      "NitroDefaults would set defaultInstanceClasses to 'default_arm64'",
      'a deployment of that updates the compute environment; Batch replaces its instances',
    ],
    [
      'Stack/Nodes',
      'info',
      "NitroDefaults would set instanceTypes to 'm7g.large'",
      'a deployment of that replaces the node group: its nodes are drained, and a nodegroupName has to change as well',
    ],
  ]);
  expect(metadata).toEqual({ changes: '3', replacements: '2', replaced: 'Stack/Bastion, Stack/Nodes' });
  expect(changes.summary()).toBe(
    'cdk-nitro: NitroDefaults (dry run) would change 3 constructs, and a deployment would replace the resource of Stack/Bastion, Stack/Nodes: the validation report lists each',
  );
});

test('says so where nothing would change', () => {
  const stack = new CheckedStack();
  NitroDefaults.apply(stack.node.root, { dryRun: true });
  expect(DefaultChanges.of(stack).summary()).toBe('cdk-nitro: NitroDefaults (dry run) would change 0 constructs');
});

test('a construct that the CDK does not create without the defaults says what they would be', () => {
  const stack = new CheckedStack();
  NitroDefaults.apply(stack.node.root, { dryRun: true });
  expect(() => new ec2.Instance(stack, 'Instance', { vpc: stack.vpc } as unknown as ec2.InstanceProps)).toThrow(
    /would set instanceType to 't3.micro' and set machineImage to the image of '.*al2023.*', but dryRun changes nothing/,
  );
});

test('each construct with defaults has an effect', () => {
  expect(Object.keys(DEFAULT_EFFECTS).sort()).toEqual(FILLERS.map(([id]) => id).sort());
});
