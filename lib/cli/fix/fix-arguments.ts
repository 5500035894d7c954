import { closestName } from '../../base/closest-name';
import { FIXING_RULES } from '../../fix/fix';
import { readWords } from '../given-words';
import { UsageError } from '../terminal';

export interface FixArguments {
  readonly paths: readonly string[];
  readonly policy: string | undefined;
  /** Globs of files that are left out, relative to the working folder. */
  readonly exclude: readonly string[];
  readonly write: boolean;
  /** Unsafe fixes, which need other changes first, are made too. */
  readonly unsafe: boolean;
  /** The rules whose findings are fixed; empty for all. */
  readonly rules: ReadonlySet<string>;
}

/**
 * Reads the words after `fix`.
 *
 * @throws UsageError that quotes the first wrong word
 */
export function readFixArguments(args: readonly string[]): FixArguments {
  const given = readWords('fix', args);
  const rules = given.all('rule');
  const unknown = rules.find((rule) => !FIXING_RULES.some((each) => each === rule));
  if (unknown !== undefined) {
    const close = closestName(unknown, FIXING_RULES);
    const remedy = close === undefined ? `fixes are for ${FIXING_RULES.join(', ')}` : `did you mean '${close}'`;
    throw new UsageError(`--rule: '${unknown}' is not a rule with fixes: ${remedy}`);
  }
  return {
    paths: given.operands.length > 0 ? given.operands : ['.'],
    policy: given.one('policy'),
    exclude: given.all('exclude'),
    write: given.has('write'),
    unsafe: given.has('unsafe'),
    rules: new Set(rules),
  };
}
