import { parseArgs, type ParseArgsConfig } from 'node:util';
import { closestName } from '../base/closest-name';
import { COMMANDS, type CommandName, type CommandUsage, takesSeveral } from './command-table';
import { messageOf, UsageError } from './terminal';

/** The words after a command. */
export interface GivenWords<Option extends string> {
  /** Whether a switch is given. */
  readonly has: (option: Option) => boolean;
  /** Returns the word of an option. */
  readonly one: (option: Option) => string | undefined;
  /** Returns the words of an option that takes several, in order. */
  readonly all: (option: Option) => readonly string[];
  /** The words that belong to no option. */
  readonly operands: readonly string[];
}

/**
 * Reads the words after a command by its options in the table. Rejects a repeated option that takes a single value, since one of the
 * two values would be ignored.
 *
 * @param remedy what to do about a repeated option
 * @throws UsageError that quotes the first wrong word
 */
export function readWords<Name extends CommandName>(
  name: Name,
  args: readonly string[],
  remedy = 'remove one',
): GivenWords<keyof (typeof COMMANDS)[Name]['options'] & string> {
  const command: CommandUsage = COMMANDS[name];
  const tokens = tokensOf(name, command, args);
  const given = tokens.flatMap((token) => (token.kind === 'option' && takesOne(command, token.name) ? [token] : []));
  const repeated = given.find((token, index) => given.findIndex((other) => other.name === token.name) < index);
  if (repeated !== undefined) throw new UsageError(`${repeated.rawName} is given twice: ${remedy}`);

  const words = new Map<string, string[]>();
  const operands: string[] = [];
  let taking: { readonly more: RegExp | undefined; readonly of: string[] } | undefined;
  for (const token of tokens) {
    if (token.kind === 'option') {
      const of = words.get(token.name) ?? [];
      words.set(token.name, of);
      if (token.value !== undefined) of.push(token.value);
      taking = { more: command.options[token.name]?.more, of };
    } else if (token.kind === 'option-terminator') taking = undefined;
    else if (taking?.more?.test(token.value) === true) taking.of.push(token.value);
    else {
      taking = undefined;
      operands.push(token.value);
    }
  }
  return {
    has: (option) => words.has(option),
    one: (option) => words.get(option)?.[0],
    all: (option) => words.get(option) ?? [],
    operands,
  };
}

function takesOne({ options }: CommandUsage, name: string): boolean {
  const option = options[name];
  return option?.takes !== undefined && !takesSeveral(option);
}

function tokensOf(name: string, command: CommandUsage, args: readonly string[]) {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    Object.entries(command.options).map(([option, usage]) => [
      option,
      { type: usage.takes === undefined ? 'boolean' : 'string', multiple: takesSeveral(usage) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], allowPositionals: true, tokens: true, options }).tokens;
  } catch (error) {
    const [, unknown] = /^Unknown option '(-[^']*)'/.exec(messageOf(error)) ?? [];
    throw new UsageError(unknown === undefined ? messageOf(error).replace(/\. .*/s, '') : describeUnknown(name, command, unknown));
  }
}

/** Suggests an option with a similar name, or names the command that has the option. */
function describeUnknown(name: string, { options }: CommandUsage, unknown: string): string {
  const word = unknown.replace(/^-+/, '');
  const close = closestName(word, Object.keys(options));
  if (close !== undefined) return `unknown option '${unknown}' of ${name}: did you mean '--${close}'`;
  const owner = Object.entries<CommandUsage>(COMMANDS).find(([, other]) => Object.hasOwn(other.options, word));
  return owner === undefined
    ? `unknown option '${unknown}' of ${name}`
    : `unknown option '${unknown}' of ${name}: it is an option of '${owner[0]}'`;
}
