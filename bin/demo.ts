import { App, Aws, CfnMapping, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { CfnInstance, InstanceType, LaunchTemplate, MachineImage } from 'aws-cdk-lib/aws-ec2';
import { NitroStandard } from '../lib';

// What `npx cdk synth` runs here. Write 't2.micro' for an instance type below and run it again, or see more of it:
//   npx cdk synth --context demo=xen      a literal, a value from a mapping, an override and a nested stack
//   npx cdk synth --context demo=stage    a stack in a Stage, of which the CDK's own report says nothing
const app = new App();
NitroStandard.enforce(app);

const web = new Stack(app, 'Web');
const template = new LaunchTemplate(web, 'Template', {
  instanceType: new InstanceType('t3.micro'),
  machineImage: MachineImage.latestAmazonLinux2023(),
});
const group = new CfnAutoScalingGroup(web, 'Group', {
  minSize: '0',
  maxSize: '4',
  availabilityZones: Fn.getAzs(),
  mixedInstancesPolicy: {
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: template.launchTemplateId, version: template.latestVersionNumber },
      overrides: [{ instanceType: 't3.micro' }, { instanceType: 't3a.micro' }],
    },
  },
});

const demo: unknown = app.node.tryGetContext('demo');

if (demo === 'xen') {
  const legacy = new Stack(app, 'Legacy');
  new CfnInstance(legacy, 'Literal', { instanceType: 't2.micro', imageId: imageOf(legacy) });

  const byRegion = new CfnMapping(legacy, 'ByRegion', {
    mapping: { 'us-east-1': { type: 'm7i.large' }, 'eu-west-1': { type: 'm4.large' } },
  });
  new CfnInstance(legacy, 'Mapped', { instanceType: byRegion.findInMap(Aws.REGION, 'type'), imageId: imageOf(legacy) });

  group.addPropertyOverride('MixedInstancesPolicy.LaunchTemplate.Overrides.1.InstanceType', 't2.small');

  const nested = new NestedStack(legacy, 'Nested');
  new CfnInstance(nested, 'Typo', { instanceType: 'm5.larg', imageId: imageOf(nested) });
}

if (demo === 'stage') {
  const prod = new Stack(new Stage(app, 'Prod'), 'Web');
  new CfnInstance(prod, 'Instance', { instanceType: 't2.micro', imageId: imageOf(prod) });
}

function imageOf(stack: Stack): string {
  return MachineImage.latestAmazonLinux2023().getImage(stack).imageId;
}
