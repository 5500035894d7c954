import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { POLICY_FILE } from '../base/file-names';
import { readWords } from './given-words';
import { EXIT_PASSED, messageOf, UnusableError, UsageError, type Terminal } from './terminal';

/** A policy that changes nothing yet, with the keys that most teams write first. */
const POLICY = {
  $schema: './node_modules/cdk-nitro/nitro.schema.json',
  rules: {},
  exemptions: [],
};

/**
 * Runs `cdk-nitro init [FILE]`: writes a policy file for editors to complete. Never overwrites a file.
 *
 * @throws UnusableError if the file exists or cannot be written
 */
export function runInit(args: readonly string[], terminal: Terminal): number {
  const [file = POLICY_FILE, ...others] = readWords('init', args).operands;
  if (others.length > 0) throw new UsageError('init takes at most one file');
  try {
    writeFileSync(resolve(terminal.cwd, file), `${JSON.stringify(POLICY, undefined, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    const exists = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
    throw new UnusableError(exists ? `${file} already exists: edit it, or name another file` : `cannot write ${file}: ${messageOf(error)}`);
  }
  terminal.out(`${file} written: set rules, allowed types and exemptions in it, and see them with 'cdk-nitro policy explain'\n`);
  return EXIT_PASSED;
}
