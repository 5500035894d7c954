import { App } from 'aws-cdk-lib/core';
import { NitroStandard } from 'cdk-nitro';
import { CapacityStack } from '../lib/capacity-stack';

const app = new App();
NitroStandard.enforce(app);
new CapacityStack(app, 'Capacity');
