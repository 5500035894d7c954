import { App } from 'aws-cdk-lib/core';
import { format, stripVTControlCharacters } from 'node:util';
import { policyScenarios } from './policy-scenarios';
import { scenarios } from './scenarios';

/** A scenario by its name, and the folder to run it in. */
export interface ScenarioInFolder {
  readonly name: string;
  readonly folder: string;
}

/** The result of an app: the exit code and the output of a process with only that app. */
interface Ended {
  readonly exitCode: number;
  readonly terminal: string;
}

/** Runs scenarios one after the other, and prints what became of each: `node several-apps.js '[{ "name": ..., "folder": ... }]'`. */
const [, , list = '[]'] = process.argv;
const print = process.stdout.write.bind(process.stdout);
print(JSON.stringify((JSON.parse(list) as ScenarioInFolder[]).map(run)));
process.exitCode = 0;

function run({ name, folder }: ScenarioInFolder): Ended {
  const scenario = scenarios[name] ?? policyScenarios[name];
  if (scenario === undefined) throw new Error(`there is no scenario '${name}'`);
  let terminal = '';
  const write = (text: string | Uint8Array): boolean => {
    terminal += stripVTControlCharacters(String(text));
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;
  process.chdir(folder);
  process.exitCode = undefined;
  try {
    const app = new App();
    scenario.build(app);
    app.synth();
  } catch (error) {
    // As Node.js ends when nothing catches it.
    return { exitCode: 1, terminal: `${terminal}\n${format(error)}` };
  }
  return { exitCode: isFailed() ? 1 : 0, terminal };
}

/** Whether something has set an exit code, as the CDK does where a validation plugin reports errors. */
function isFailed(): boolean {
  return process.exitCode !== undefined && process.exitCode !== 0;
}
