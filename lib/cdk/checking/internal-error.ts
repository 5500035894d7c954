import { basename } from 'node:path';
import type { Finding } from '../../finding';

/** Not a rule: what findings about our own failures are called. They can be acknowledged like any other, with a reason. */
export const INTERNAL_ERROR = 'internal-error';

export const REPORT_TO = 'https://github.com/cdk-nitro/cdk-nitro/issues';

/** A template that could not be judged, as a finding: a crash must never look like a pass. */
export function internalError(activity: 'reading' | 'checking', template: string, error: unknown): Finding {
  return {
    rule: INTERNAL_ERROR,
    messageId: activity,
    severity: 'error',
    locked: false,
    template,
    path: '',
    pointer: [],
    values: [],
    message: `internal error while ${activity} '${template}', which is therefore not known to be fine: ${describeError(error)}: please report it at ${REPORT_TO}`,
  };
}

/** The error's message, and the first frame of what caused it. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return `${error.message}: ${describeError(error.cause)}`;
  const frame = /\n\s+at (?:(?<caller>.+) \()?(?<file>[^()\n]+):(?<line>\d+):\d+\)?/.exec(error.stack ?? '')?.groups;
  const where =
    frame === undefined
      ? ''
      : ` (in ${[frame['caller'], `${basename(frame['file'] ?? '')}:${frame['line'] ?? ''}`].filter(Boolean).join(', ')})`;
  return `${error.name}: ${error.message}${where}`;
}
