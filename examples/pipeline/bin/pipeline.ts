import { App } from 'aws-cdk-lib/core';
import { NitroStandard } from 'cdk-nitro';
import { DeliveryStack } from '../lib/delivery-stack';

const app = new App();
NitroStandard.enforce(app);
new DeliveryStack(app, 'Delivery');
