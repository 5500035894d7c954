import { inspect } from 'node:util';
import { runCheck } from './check-command';
import { runExplain } from './explain-command';
import { EXIT_PASSED, EXIT_UNUSABLE, UsageError, type Terminal } from './terminal';
import { USAGE } from './usage';
import { VERSION } from '../version';

/**
 * Runs the command line. Returns the exit code: 0 passed, 1 findings, 2 bad usage or an input that cannot be read.
 * Anything unexpected is reported and ends in 2, never in a pass.
 */
export function main(args: readonly string[], terminal: Terminal): number {
  const [command, ...rest] = args;
  try {
    switch (command) {
      case 'check':
        return runCheck(rest, terminal);
      case 'explain':
        return runExplain(rest, terminal);
      case 'help':
      case '--help':
      case '-h':
        terminal.out(USAGE);
        return EXIT_PASSED;
      case '--version':
        terminal.out(`${VERSION}\n`);
        return EXIT_PASSED;
      case undefined:
        throw new UsageError('no command given');
      default:
        throw new UsageError(`unknown command '${command}'`);
    }
  } catch (error) {
    if (error instanceof UsageError) terminal.err(`cdk-nitro: ${error.message}\nrun 'cdk-nitro --help' for what can be written\n`);
    else terminal.err(`cdk-nitro: internal error, nothing was decided: ${inspect(error)}\n`);
    return EXIT_UNUSABLE;
  }
}
