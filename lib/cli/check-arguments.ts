import { parseArgs } from 'node:util';
import { PolicyError, readSeverities, type RuleSeverity } from '../policy/severities';
import { rules } from '../rules';
import { messageOf, UsageError } from './terminal';

export interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly output: string | undefined;
  readonly failOn: 'error' | 'warning';
  readonly severities: ReadonlyMap<string, RuleSeverity>;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Options that take several `NAME=VALUE` words, as in `--parameters A=1 B=2`. */
const PAIR_OPTIONS: ReadonlySet<string> = new Set(['rule', 'parameters']);

/** Reads the words after `check`. Throws a `UsageError` that names what is wrong. */
export function readCheckArguments(args: readonly string[]): CheckArguments {
  const { values, tokens } = parse(args);
  const pairs: Record<string, string[]> = { rule: [], parameters: [] };
  const paths: string[] = [];
  let taking: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'option') {
      taking = PAIR_OPTIONS.has(token.name) ? token.name : undefined;
      if (taking !== undefined) pairs[taking]?.push(token.value);
    } else if (token.kind === 'option-terminator') {
      taking = undefined;
    } else if (taking !== undefined && /^[\w-]+=/.test(token.value)) {
      pairs[taking]?.push(token.value);
    } else {
      taking = undefined;
      paths.push(token.value);
    }
  }
  return {
    paths,
    format: oneOf('--format', values.format, ['text', 'json']) ?? 'text',
    output: values.output,
    failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning']) ?? 'error',
    severities: severitiesOf(pairs['rule'] ?? []),
    parameters: new Map((pairs['parameters'] ?? []).map((pair) => splitPair('--parameters', pair))),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      tokens: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
        'fail-on': { type: 'string' },
        rule: { type: 'string', multiple: true },
        parameters: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error).replace(/\. .*/s, ''));
  }
}

function oneOf<T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${option} takes ${allowed.join(' or ')}, not '${value}'`);
  return found;
}

/** `NAME=SEVERITY` pairs; nothing is acknowledged on a command line, so `locked` is no word of it. */
function severitiesOf(pairs: readonly string[]): ReadonlyMap<string, RuleSeverity> {
  const settings = pairs.map((pair) => splitPair('--rule', pair));
  const locked = settings.find(([, severity]) => severity === 'locked');
  if (locked !== undefined) throw new UsageError(`--rule ${locked[0]} takes off, info, warning or error, not 'locked'`);
  try {
    return readSeverities(
      settings,
      rules.map(({ name }) => name),
    );
  } catch (error) {
    if (error instanceof PolicyError) throw new UsageError(`--rule: ${error.message}`);
    throw error;
  }
}

function splitPair(option: string, pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at <= 0) throw new UsageError(`${option} takes NAME=VALUE, not '${pair}'`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
