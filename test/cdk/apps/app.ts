import { App } from 'aws-cdk-lib/core';
import { policyScenarios } from './policy-scenarios';
import { scenarios } from './scenarios';

/** Runs one scenario, the way an app is run: `node app.js SCENARIO [--skip-validation | --leave-it-to-the-cdk | --elsewhere]`. */
const [, , name = '', how] = process.argv;
const scenario = scenarios[name] ?? policyScenarios[name];
if (scenario === undefined) throw new Error(`there is no scenario '${name}'`);
const app = how === '--elsewhere' ? new App({ outdir: `${process.env['CDK_OUTDIR'] ?? ''}-elsewhere` }) : new App();
scenario.build(app);
// An app that the command line started is synthesized when the process has nothing left to do.
if (how !== '--leave-it-to-the-cdk') app.synth({ skipValidation: how === '--skip-validation' });
