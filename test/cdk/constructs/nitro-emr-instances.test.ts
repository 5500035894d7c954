import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as emr from 'aws-cdk-lib/aws-emr';
import { CfnParameter } from 'aws-cdk-lib/core';
import { NitroEmrInstances, type NitroEmrInstancesProps } from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const of = (name: string): ec2.InstanceType => new ec2.InstanceType(name);

function written(releaseLabel: string, instances: emr.CfnCluster.JobFlowInstancesConfigProperty): CheckedStack {
  const stack = new CheckedStack();
  new emr.CfnCluster(stack, 'Cluster', { name: 'reports', releaseLabel, jobFlowRole: 'EMR', serviceRole: 'EMR', instances });
  return stack;
}

const withOurs = (props: NitroEmrInstancesProps): CheckedStack => written(props.releaseLabel, NitroEmrInstances.groups(props));

test.each<[NitroEmrInstancesProps, string[]]>([
  [{ releaseLabel: 'emr-7.10.0' }, ['m7i.xlarge', 'm7i.xlarge']],
  [{ releaseLabel: 'emr-5.30.0' }, ['m5.xlarge', 'm5.xlarge']],
  [{ releaseLabel: 'emr-7.10.0', architecture: ec2.InstanceArchitecture.ARM_64 }, ['m7g.xlarge', 'm7g.xlarge']],
  [{ releaseLabel: 'emr-7.10.0', coreCount: 0 }, ['m7i.xlarge']],
  [
    { releaseLabel: 'emr-7.10.0', primary: of('m6i.xlarge'), core: of('r6i.2xlarge'), task: of('c6i.xlarge') },
    ['m6i.xlarge', 'r6i.2xlarge', 'c6i.xlarge'],
  ],
  [{ releaseLabel: 'emr-99.0.0', primary: of('m7i.xlarge') }, ['m7i.xlarge', 'm7i.xlarge']],
  [{ releaseLabel: 'emr-7.10.0', ec2SubnetId: 'subnet-1', terminationProtected: true }, ['m7i.xlarge', 'm7i.xlarge']],
])('%p launches %p', (props, types) => {
  const stack = withOurs(props);
  const text = JSON.stringify(stack.written.toJSON());
  expect([...text.matchAll(/"InstanceType":"([^"]*)"/g)].map(([, type]) => type).sort()).toEqual([...types].sort());
  expect(stack.findings.filter((finding) => !/end of life|emr-99/.test(finding))).toEqual([]);
  if (props.ec2SubnetId !== undefined) expect(text).toContain('"Ec2SubnetId":"subnet-1"');
});

test.each<[NitroEmrInstancesProps, string]>([
  [{ releaseLabel: 'emr-7.10.0', primary: of('m4.large') }, "'m4.large' runs on the Xen hypervisor"],
  [{ releaseLabel: 'emr-7.10.0', task: of('m4.large') }, "'m4.large' runs on the Xen hypervisor"],
  [{ releaseLabel: 'emr-5.30.0', primary: of('m6i.xlarge') }, "EMR release 'emr-5.30.0' does not take 'm6i.xlarge': use '"],
  [{ releaseLabel: 'emr-7.10.0', primary: of('t3.micro') }, "does not take 't3.micro'"],
  [{ releaseLabel: 'emr-5.0.0' }, "EMR release 'emr-5.0.0' takes no type built on Nitro"],
  [{ releaseLabel: 'emr-5.0.0', primary: of('m7i.xlarge') }, "EMR release 'emr-5.0.0' takes no type built on Nitro"],
  [{ releaseLabel: 'latest' }, "'latest' is not a release of EMR"],
])('%p is refused', (props, message) => {
  expect(() => NitroEmrInstances.groups(props)).toThrow(message);
});

test('a release that the deployment decides is refused: its types are unknown', () => {
  const { valueAsString } = new CfnParameter(new CheckedStack(), 'Release');
  expect(() => NitroEmrInstances.groups({ releaseLabel: valueAsString })).toThrow('releaseLabel is known only at deployment');
});

test('in place of instances by hand, the template differs in the types', () => {
  const group = { instanceCount: 1, instanceType: 'm4.large' };
  const before = written('emr-7.10.0', { masterInstanceGroup: group, coreInstanceGroup: { ...group, instanceCount: 2 } });
  expectGolden(__filename, 'nitro-emr-instances', templateDiff(before, withOurs({ releaseLabel: 'emr-7.10.0' })));
});
