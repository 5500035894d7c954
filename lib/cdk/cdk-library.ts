/** The first 2.x release whose acknowledgements hold for a construct and below; before, each held for the whole app. */
const FIRST_SCOPED_MINOR = 271;

/**
 * Whether an acknowledgement anywhere hides findings everywhere, in the release of aws-cdk-lib that is used.
 * Findings that are not really acknowledged have to be reported as `fatal` there, which cannot be.
 */
export function acknowledgesAppWide(): boolean {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- rarely needed, and not small
  const { version } = require('aws-cdk-lib/package.json') as { version: string };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 2 && minor < FIRST_SCOPED_MINOR;
}
