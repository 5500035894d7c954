import { runCatalogRecord } from './catalog-record';
import { UsageError, type Terminal } from './terminal';

/** `cdk-nitro catalog record`. Throws, or rejects with, a `UsageError` for arguments that do not make sense. */
export function runCatalog(args: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = args;
  if (command !== 'record') throw new UsageError(`catalog takes record${command === undefined ? '' : `, not '${command}'`}`);
  return runCatalogRecord(rest, terminal);
}
