import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, type Row } from './measure';

/** Measures the import of cdk-nitro after aws-cdk-lib, and checks that it does not load cdk-nag. */
export function importRows(): Row[] {
  const script = `
    const now = () => Number(process.hrtime.bigint()) / 1e6;
    const start = now();
    require('aws-cdk-lib').App; // the barrel loads its parts when they are used, and every app uses this one
    const loaded = now();
    require(${JSON.stringify(join(__dirname, '../../dist/lib'))});
    const done = now();
    const nag = Object.keys(require.cache).some((file) => file.includes('node_modules/cdk-nag/'));
    console.log(JSON.stringify({ library: loaded - start, ours: done - loaded, nag }));
  `;
  const runs = Array.from(
    { length: 9 },
    () =>
      JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: join(__dirname, '../..') })) as {
        library: number;
        ours: number;
        nag: boolean;
      },
  );
  if (runs.some(({ nag }) => nag)) throw new Error('importing cdk-nitro loaded cdk-nag');
  return [
    {
      what: 'importing cdk-nitro on top of aws-cdk-lib',
      ours: median(runs.map(({ ours }) => ours)),
      floor: median(runs.map(({ library }) => library)),
      floorIs: 'importing aws-cdk-lib',
      goal: { extraMilliseconds: 40 },
    },
  ];
}
