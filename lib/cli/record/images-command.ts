import { acceptedEvidence } from '../../policy/standard';
import { readProbeScript } from '../../images/probe-script';
import { readWords } from '../given-words';
import { policyInForce } from '../policy-in-force';
import { companionFile } from './companion-file';
import { readImagesFile } from './images-file';
import { runImagesProve } from './images-prove';
import { runImagesRecord } from './images-record';
import { imageLine } from './images-text';
import { EXIT_PASSED, UnusableError, UsageError, type Terminal } from '../terminal';

/**
 * Runs `cdk-nitro images record|probe|prove|show`.
 *
 * @throws UsageError for arguments that do not make sense, also as a rejection
 */
export function runImages(args: readonly string[], terminal: Terminal): number | Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'record':
      return runImagesRecord(rest, terminal);
    case 'probe':
      return runProbe(rest, terminal);
    case 'prove':
      return runImagesProve(rest, terminal);
    case 'show':
      return runShow(rest, terminal);
    default:
      throw new UsageError(`images takes record, probe, prove or show${command === undefined ? '' : `, not '${command}'`}`);
  }
}

/** Runs `cdk-nitro images probe`: prints the script. */
function runProbe(args: readonly string[], terminal: Terminal): number {
  const words = readWords('images probe', args);
  if (words.operands.length > 0) throw new UsageError('images probe takes no file: it prints the script');
  terminal.out(readProbeScript(words.has('windows') ? 'nitro-probe.ps1' : 'nitro-probe.sh'));
  return EXIT_PASSED;
}

/** Runs `cdk-nitro images show [FILE]`: prints one line for each recorded image, by Region. */
function runShow(args: readonly string[], terminal: Terminal): number {
  const [given, ...rest] = readWords('images show', args).operands;
  if (rest.length > 0) throw new UsageError('images show takes at most one file');
  const file = given ?? companionFile('recordedImages', terminal);
  const images = readImagesFile(terminal.cwd, file);
  if (images === undefined) throw new UnusableError(`${file} does not exist: record images first`);
  const accepted = acceptedEvidence(policyInForce(terminal), terminal.today);
  for (const [region, records] of images) {
    for (const [id, record] of records) terminal.out(`${imageLine({ id, region, record }, accepted)}\n`);
  }
  return EXIT_PASSED;
}
