import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf, UsageError } from './terminal';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The result of `parseArgs`. */
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ readonly args: string[]; readonly allowPositionals: true; readonly tokens: true; readonly options: T }>
>;

/**
 * Parses the words after a command with Node.js's `parseArgs`. Rejects a repeated option that takes a single value, since one of the
 * two values would be ignored.
 *
 * @param remedy what to do about a repeated option
 * @throws UsageError that quotes the first wrong word
 */
export function parseOptions<const T extends Options>(args: readonly string[], options: T, remedy = 'remove one'): Parsed<T> {
  const parsed = parse(args, options);
  const takesOne = ({ type, multiple }: Options[string] = { type: 'boolean' }): boolean => type === 'string' && multiple !== true;
  const given = parsed.tokens.flatMap((token) => (token.kind === 'option' && takesOne(options[token.name]) ? [token] : []));
  const repeated = given.find(({ name }, index) => given.findIndex((token) => token.name === name) < index);
  if (repeated !== undefined) throw new UsageError(`${repeated.rawName} is given twice: ${remedy}`);
  return parsed;
}

function parse<const T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, tokens: true, options });
  } catch (error) {
    throw new UsageError(messageOf(error).replace(/\. .*/s, ''));
  }
}
