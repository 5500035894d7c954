// Our plugins, handed to the CDK.
import { App, Aspects, Validations } from 'aws-cdk-lib/core';
import { NitroAspect, NitroChecks, NitroValidator } from 'cdk-nitro';

const app = new App();
Aspects.of(app).add(new NitroAspect());
Validations.of(app).addPlugins(new NitroValidator(), new NitroChecks(app));
