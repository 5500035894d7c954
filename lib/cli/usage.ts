import { wrapped } from '../base/wrapped';
import { COMMANDS, type CommandUsage } from './command-table';

const TITLE = 'cdk-nitro: finds launches of EC2 instances that may not be built on the AWS Nitro System';

const GENERAL = 'cdk-nitro [COMMAND] --help | --version';

const EXIT_CODES = 'exit codes: 0 passed, 1 findings at or above --fail-on, 2 bad usage or an input that cannot be read';

/** The column of the descriptions. A longer name has its description below it. */
const COLUMN = 35;
/** The columns that a description has on the narrowest terminal. */
const NARROWEST = 20;

/**
 * Returns the usage of the commands that begin with these words, or of all commands if there are none.
 *
 * @param width the columns of the terminal
 */
export function usageOf(words: readonly string[], width: number): string {
  const [command = '', action = ''] = words;
  const all = Object.entries<CommandUsage>(COMMANDS);
  const about = [`${command} ${action}`, command]
    .map((name) => all.filter(([known]) => known === name || known.startsWith(`${name} `)))
    .find((found) => found.length > 0);
  const commands = (about ?? all).flatMap(([name, usage]) => linesOf(name, usage, width));
  return [...wrapped(TITLE, width), '', ...commands, ...(about === undefined ? [GENERAL] : []), '', ...wrapped(EXIT_CODES, width), ''].join(
    '\n',
  );
}

function linesOf(name: string, { operands, help, options }: CommandUsage, width: number): string[] {
  return [
    ...entry(`cdk-nitro ${name} ${operands}`.trimEnd(), help, width),
    ...Object.entries(options).flatMap(([option, { takes, help: about }]) =>
      entry(`    --${option}${takes === undefined ? '' : ` ${takes}`}`, about, width),
    ),
  ];
}

/** A name with its description beside it, or below it if it is long. */
function entry(name: string, help: string, width: number): string[] {
  const lines = wrapped(help, Math.max(width - COLUMN, NARROWEST)).map((line) => ' '.repeat(COLUMN) + line);
  const [first = '', ...rest] = lines;
  return name.length < COLUMN - 1 ? [name + first.slice(name.length), ...rest] : [name, ...lines];
}
