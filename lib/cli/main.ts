import { inspect } from 'node:util';
import { closestName } from '../base/closest-name';
import { COMMANDS } from './command-table';
import { runCatalog } from './record/catalog-record';
import { runCheck } from './check/check-command';
import { runExplain } from './explain/explain-command';
import { runFix } from './fix/fix-command';
import { runImages } from './record/images-command';
import { runInit } from './init-command';
import { runPolicy } from './policy-command';
import { EXIT_PASSED, EXIT_UNUSABLE, UnusableError, UsageError, type Terminal } from './terminal';
import { usageOf } from './usage';
import { VERSION } from '../version';

/**
 * Runs the command line. Returns the exit code: 0 passed, 1 findings, 2 bad usage or an input that cannot be read.
 * An unexpected error is reported and ends in 2, never in a pass. Only the commands that can ask EC2 return a promise.
 */
export function main(args: readonly string[], terminal: Terminal): number | Promise<number> {
  try {
    const code = run(args, terminal);
    return typeof code === 'number' ? code : code.catch((error: unknown) => fail(error, terminal));
  } catch (error) {
    return fail(error, terminal);
  }
}

/** Request help or the version at any position. */
const HELP: readonly string[] = ['--help', '-h'];
const VERSION_WORDS: readonly string[] = ['--version', '-v'];

function run(args: readonly string[], terminal: Terminal): number | Promise<number> {
  const [command, ...rest] = args;
  // Words after '--' are file names, not options.
  const words = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
  if (command === 'help' || words.some((word) => HELP.includes(word))) {
    terminal.out(
      usageOf(
        words.filter((word) => word !== 'help' && !word.startsWith('-')),
        terminal.columns,
      ),
    );
    return EXIT_PASSED;
  }
  if (words.some((word) => VERSION_WORDS.includes(word))) {
    terminal.out(`${VERSION}\n`);
    return EXIT_PASSED;
  }
  switch (command) {
    case 'check':
      return runCheck(rest, terminal);
    case 'fix':
      return runFix(rest, terminal);
    case 'explain':
      return runExplain(rest, terminal);
    case 'catalog':
      return runCatalog(rest, terminal);
    case 'images':
      return runImages(rest, terminal);
    case 'policy':
      return runPolicy(rest, terminal);
    case 'init':
      return runInit(rest, terminal);
    case undefined:
      throw new UsageError('no command given');
    default:
      throw new UsageError(describeUnknown(command));
  }
}

function describeUnknown(command: string): string {
  const names = Object.keys(COMMANDS).map((name) => name.split(' ')[0] ?? name);
  const close = closestName(command, [...new Set(names)]);
  return `unknown command '${command}'${close === undefined ? '' : `: did you mean '${close}'`}`;
}

function fail(error: unknown, terminal: Terminal): number {
  if (error instanceof UsageError) terminal.err(`cdk-nitro: ${error.message}\nrun 'cdk-nitro --help' for usage\n`);
  else if (error instanceof UnusableError) terminal.err(`cdk-nitro: ${error.message}\n`);
  else terminal.err(`cdk-nitro: internal error, nothing was decided: ${inspect(error)}\n`);
  return EXIT_UNUSABLE;
}
