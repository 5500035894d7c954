import { basename } from 'node:path';
import type { Finding } from '../../finding';

/** The rule name of findings on failures of this package itself. It is not a rule, but its findings can be acknowledged like any other. */
export const INTERNAL_ERROR = 'internal-error';

export const REPORT_TO = 'https://github.com/cdk-nitro/cdk-nitro/issues';

/** Makes a finding of a template that could not be read or checked: a crash must never look like a pass. */
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
    message: `internal error while ${activity} '${template}', so the template is not known to pass: ${describeError(error)}: report it at ${REPORT_TO}`,
  };
}

/** Renders an error's message and the first stack frame of its cause. */
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
