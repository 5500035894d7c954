import { App } from 'aws-cdk-lib/core';
import { policyScenarios } from './policy-scenarios';
import { scenarios } from './scenarios';

/** Runs one scenario, the way an app is run: `node app.js SCENARIO`. */
const [, , name = ''] = process.argv;
const scenario = scenarios[name] ?? policyScenarios[name];
if (scenario === undefined) throw new Error(`there is no scenario '${name}'`);
const app = new App();
scenario.build(app);
app.synth();
