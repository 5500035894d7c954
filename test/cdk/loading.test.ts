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

test('enforcing the standard as it is loads nothing of what judges templates', async () => {
  const enforce =
    "const { App } = require('aws-cdk-lib/core'); const { NitroStandard } = require('./lib'); NitroStandard.enforce(new App()";
  const judges = /[\\/]lib[\\/](rules|catalog[\\/]catalog|check|policy[\\/]standard)/;
  expect(await loaded(`${enforce})`, judges)).toEqual([]);
  // A setting is refused at once, and so has to be read.
  expect(await loaded(`${enforce}, { unresolved: 'warning' })`, judges)).not.toEqual([]);
});

test('a pack does not load cdk-nag before it is needed', async () => {
  const pack = "const { App } = require('aws-cdk-lib/core'); const { NitroChecks } = require('./lib'); new NitroChecks(new App()";
  expect(await loaded(`${pack})`, /cdk-nag/)).toEqual([]);
  expect(await loaded(`${pack}, { writeSuppressionsToCloudFormation: true })`, /cdk-nag/)).not.toEqual([]);
});
