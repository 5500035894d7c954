import { App } from 'aws-cdk-lib/core';
import { NitroStandard } from 'cdk-nitro';
import { WebStack } from '../lib/web-stack';

const app = new App();
NitroStandard.enforce(app);
new WebStack(app, 'Web');
