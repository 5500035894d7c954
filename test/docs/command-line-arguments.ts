import { readCatalogArguments } from '../../lib/cli/record/catalog-arguments';
import { readCheckArguments } from '../../lib/cli/check/check-arguments';
import { readFixArguments } from '../../lib/cli/fix/fix-arguments';
import { readRecordArguments } from '../../lib/cli/record/images-arguments';

/** Reads the words after `cdk-nitro` without running anything. Throws where the command line would refuse them. */
export function readCommandLine([command, ...rest]: readonly string[]): void {
  const [verb, ...others] = rest;
  if (command === 'check') readCheckArguments(rest, __dirname);
  else if (command === 'images' && verb === 'record') readRecordArguments(others, {});
  else if (command === 'catalog' && verb === 'record') readCatalogArguments(others);
  else if (command === 'fix') readFixArguments(rest);
  else throw new Error(`'${[command, ...rest].join(' ')}' needs nothing but itself: run it`);
}
