import { Consumer } from './consumer';
import { node } from './run';

const consumer = Consumer.shared();

/** Runs a script beside the library, and returns the files it loaded of those that match. */
async function loaded(script: string, matching: RegExp): Promise<string[]> {
  const list = 'console.log(JSON.stringify(Object.keys(require.cache)))';
  const { terminal } = await node(['--eval', `${script}; ${list}`], consumer.directory);
  const files = JSON.parse(terminal) as string[];
  return files.filter((file) => matching.test(file));
}

test('importing the library loads neither cdk-nag nor what judges templates', async () => {
  expect(await loaded("require('./lib')", /cdk-nag|[\\/]lib[\\/](rules|catalog[\\/]catalog|check)/)).toEqual([]);
});

test('a pack does not load cdk-nag before it is needed', async () => {
  const pack = "const { App } = require('aws-cdk-lib/core'); const { NitroChecks } = require('./lib'); new NitroChecks(new App()";
  expect(await loaded(`${pack})`, /cdk-nag/)).toEqual([]);
  expect(await loaded(`${pack}, { writeSuppressionsToCloudFormation: true })`, /cdk-nag/)).not.toEqual([]);
});
