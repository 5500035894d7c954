import { isCalendarDay } from '../base/calendar-day';
import { ForeignObject } from '../base/foreign-object';
import { type BootFacts, CHECK_ID, DAY, type ImageProof, PROBE_EVIDENCE, PROBE_VERDICTS, readBootFacts, someOf } from './image-proof';
import { parseJson, refuseAt } from './recorded-images-text';

/** The version of the probe's output. */
const VERSION = 1;

const ARCHITECTURES = ['x86_64', 'arm64'] as const;
const STATUSES = ['pass', 'warn', 'fail', 'unknown', 'info'] as const;

/** The probe's output, unchanged. */
export interface ProbeOutput {
  readonly text: string;
  /** The name of the output in messages. */
  readonly name: string;
  /** The hash of the output's bytes. */
  readonly sha256: string;
}

/** The output of the probe that the record keeps. */
export interface ProbeReport {
  /** The architecture of the probed system. */
  readonly architecture: (typeof ARCHITECTURES)[number];
  readonly proof: ImageProof;
  /** Undefined if the probe reports no boot loader. */
  readonly boot: BootFacts | undefined;
}

/**
 * Reads the output of `nitro-probe.sh`.
 *
 * @param today `YYYY-MM-DD`, in UTC: no probe is of a later day
 * @throws MalformedImagesError for any other content, in one line with the file, the line and the key
 */
export function readProbeReport({ text, name, sha256 }: ProbeOutput, today: string): ProbeReport {
  const refuse = refuseAt(text, name);
  const report = new ForeignObject(parseJson(text, name), [], refuse, { isNullAbsent: true });
  const version = report.get('nitroProbe');
  if (version === undefined)
    report.refuse('nitroProbe', "missing, so this is not the output of nitro-probe.sh, which 'cdk-nitro images probe' prints");
  if (typeof version === 'number' && version > VERSION) {
    report.refuse('nitroProbe', `${version} is newer than ${VERSION}, the latest version that this release reads: update cdk-nitro`);
  }
  if (version !== VERSION) report.refuse('nitroProbe', `expected ${VERSION}: probe the image again`);
  const kernel = defaultKernel(report);
  const enaVersion = report.optional('enaVersion', (key) => readVersion(report, key)) ?? kernel?.enaVersion;
  const failed = readChecks(report);
  const boot = report.optional('boot', (key) => readBootFacts(report.object(key)));
  return {
    architecture: report.oneOf('architecture', ARCHITECTURES),
    proof: {
      date: readDate(report, today),
      verdict: report.oneOf('verdict', PROBE_VERDICTS),
      evidence: report.oneOf('evidence', PROBE_EVIDENCE),
      ...someOf('os', describeSystem(report)),
      ...someOf('kernel', kernel?.version),
      ...someOf('enaVersion', enaVersion),
      failed,
      sha256,
    },
    boot: boot === undefined || Object.keys(boot).length === 0 ? undefined : boot,
  };
}

function readDate(report: ForeignObject, today: string): string {
  const date = report.text('date', 'a day like 2026-08-02', DAY);
  if (!isCalendarDay(date)) report.refuse('date', `'${date}' is not in the calendar: probe the image again`);
  if (date > today) report.refuse('date', `${date} is after today, ${today}: set the clock of the probed system, and probe it again`);
  return date;
}

/** Reads the failed checks. A verdict that contradicts the checks is refused: one of the two has been changed. */
function readChecks(report: ForeignObject): readonly string[] {
  const checks = report.objects('checks').map((check) => ({
    id: check.text('id', "the id of a check, like 'nvme-driver'", CHECK_ID),
    status: check.oneOf('status', STATUSES),
  }));
  if (checks.length === 0) report.refuse('checks', 'no check was made: probe the image again');
  const twice = checks.find(({ id }, index) => checks.findIndex((other) => other.id === id) < index);
  if (twice !== undefined) report.refuse('checks', `'${twice.id}' appears twice: probe the image again`);
  const failed = checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
  const undecided = checks.find(({ id, status }) => id === 'nvme-driver' && status === 'unknown');
  const against = failed[0] ?? undecided?.id;
  if (report.get('verdict') === 'ready' && against !== undefined) {
    report.refuse('verdict', `'ready', although the check '${against}' did not pass: probe the image again`);
  }
  return failed;
}

interface ProbedKernel {
  readonly version: string;
  readonly enaVersion?: string;
}

function defaultKernel(report: ForeignObject): ProbedKernel | undefined {
  const kernels = report.objects('kernels').map((kernel) => ({
    version: kernel.text('version', 'the version of a kernel', /\S/),
    isDefault: kernel.flag('default', false),
    ...someOf(
      'enaVersion',
      kernel.optional('enaVersion', (key) => readVersion(kernel, key)),
    ),
  }));
  return kernels.find(({ isDefault }) => isDefault);
}

function readVersion(object: ForeignObject, key: string): string {
  return object.text(key, 'a version like 2.8.0', /^\d+(?:\.\d+)+\w*$/);
}

function describeSystem(report: ForeignObject): string | undefined {
  const text = (key: string): string => report.text(key, 'a text');
  const parts = [report.optional('os', text), report.optional('osVersion', text)].filter(
    (part) => part !== undefined && part.trim() !== '',
  );
  return parts.length === 0 ? undefined : parts.join(' ');
}
