import { PolicyError, readSeverities, type RuleSeverity } from '../../policy/severities';
import { REPORT_FORMATS, type ReportFormat } from '../../report/format-report';
import type { FailOn } from '../../report/report';
import type { ExemptedInSarif } from '../../report/sarif';
import { rules } from '../../rules';
import { readOptionWords } from '../option-words';
import { parseOptions } from '../parse-options';
import { UsageError } from '../terminal';

export interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: ReportFormat;
  /** Whether SARIF lists exempted findings. */
  readonly exempted: ExemptedInSarif;
  readonly output: string | undefined;
  readonly failOn: FailOn;
  readonly severities: ReadonlyMap<string, RuleSeverity>;
  readonly policy: string | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly parameters: ReadonlyMap<string, string>;
}

const OPTIONS = {
  format: { type: 'string' },
  exempted: { type: 'string' },
  output: { type: 'string' },
  'fail-on': { type: 'string' },
  policy: { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  rule: { type: 'string', multiple: true },
  parameters: { type: 'string', multiple: true },
} as const;

/** Options that take several `NAME=VALUE` words, as in `--parameters A=1 B=2`. */
const PAIR_OPTIONS: ReadonlyMap<string, RegExp> = new Map(['rule', 'parameters'].map((option) => [option, /^[\w-]+=/]));

/**
 * Reads the words after `check`.
 *
 * @throws UsageError that quotes the first wrong word
 */
export function readCheckArguments(args: readonly string[]): CheckArguments {
  const { values, tokens } = parseOptions(args, OPTIONS);
  const words = readOptionWords(tokens, PAIR_OPTIONS);
  const format = oneOf('--format', values.format, REPORT_FORMATS) ?? 'text';
  const exempted = oneOf('--exempted', values.exempted, ['list', 'omit']);
  if (exempted !== undefined && format !== 'sarif') {
    throw new UsageError("--exempted applies to SARIF only: add '--format sarif', or remove --exempted");
  }
  return {
    paths: words.others,
    format,
    // Code scanning opens an alert for every listed finding.
    exempted: exempted ?? 'omit',
    output: values.output,
    failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning']) ?? 'error',
    policy: values.policy,
    baseline: values.baseline,
    updateBaseline: values['update-baseline'] ?? false,
    severities: severitiesOf(words.of('rule')),
    parameters: new Map(words.of('parameters').map((pair) => splitPair('--parameters', pair))),
  };
}

function oneOf<T extends string>(option: string, value: string | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw new UsageError(`${option} takes ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}, not '${value}'`);
  return found;
}

/** Reads `NAME=SEVERITY` pairs. `locked` is not accepted: findings cannot be acknowledged on a command line. */
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
