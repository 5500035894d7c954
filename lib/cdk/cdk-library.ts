/** The first 2.x release whose acknowledgements hold for a construct and below; before, each held for the whole app. */
const SCOPED_ACKNOWLEDGEMENTS = 271;

/** The first 2.x release that writes its validation report where the command line reads it. */
const REPORT_FOR_COMMAND_LINE = 258;

/**
 * Whether an acknowledgement anywhere hides findings everywhere, in the release of aws-cdk-lib that is used.
 * Findings that are not really acknowledged have to be reported as `fatal` there, which cannot be.
 */
export function acknowledgesAppWide(): boolean {
  return isOlderThan(SCOPED_ACKNOWLEDGEMENTS);
}

/** Whether the release of aws-cdk-lib that is used leaves its report to the command line. Older ones are no peers, but npm alone insists. */
export function reportsToCommandLine(): boolean {
  return !isOlderThan(REPORT_FOR_COMMAND_LINE);
}

function isOlderThan(minor: number): boolean {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- not needed when the app passes, and not small
  const { version } = require('aws-cdk-lib/package.json') as { version: string };
  const [usedMajor = 0, usedMinor = 0] = version.split('.').map(Number);
  return usedMajor === 2 && usedMinor < minor;
}
