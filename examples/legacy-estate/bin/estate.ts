import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App } from 'aws-cdk-lib/core';
import { NitroStandard } from 'cdk-nitro';
import { BillingStack } from '../lib/billing-stack';
import { ReportsStack } from '../lib/reports-stack';

const app = new App();
NitroStandard.enforce(app);
const billing = new BillingStack(app, 'Billing');
new ReportsStack(app, 'Reports');

// One more instance, of the type it is told: npx cdk synth --quiet --context newcomer=t2.micro
const newcomer: unknown = app.node.tryGetContext('newcomer');
if (typeof newcomer === 'string') {
  const { imageId } = ec2.MachineImage.latestAmazonLinux2023().getImage(billing);
  new ec2.CfnInstance(billing, 'Newcomer', { imageId, instanceType: newcomer });
}
