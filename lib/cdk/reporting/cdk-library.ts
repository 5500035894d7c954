import { App } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { classOf } from '../checking/jsii-class';

/** The first 2.x release whose acknowledgements hold for a construct and below; before, each held for the whole app. */
const SCOPED_ACKNOWLEDGEMENTS = 271;

/** The first 2.x release that writes its validation report where the command line reads it. */
const REPORT_FOR_COMMAND_LINE = 258;

/**
 * Whether an acknowledgement anywhere hides findings everywhere, in the release of aws-cdk-lib that synthesizes an app.
 * Findings that are not really acknowledged have to be reported as `fatal` there, which cannot be.
 *
 * @param root the app
 */
export function acknowledgesAppWide(root: IConstruct): boolean {
  return minorRelease(root) < SCOPED_ACKNOWLEDGEMENTS;
}

/**
 * Whether the release of aws-cdk-lib that synthesizes an app leaves its report to the command line. Older ones are no peers, but
 * npm alone insists; and none reports on a Stage without an App.
 *
 * @param root the app
 */
export function reportsToCommandLine(root: IConstruct): boolean {
  return App.isApp(root) && minorRelease(root) >= REPORT_FOR_COMMAND_LINE;
}

/**
 * The 2.x release of the app's own aws-cdk-lib. Ours need not be the same: in a monorepo there may be one beside this package and
 * another beside the app, which is the one that counts. A release that does not tell is taken for the oldest, which is trusted least.
 */
function minorRelease(root: IConstruct): number {
  const version = classOf(root, (name) => name.startsWith('aws-cdk-lib.'))?.version ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 ? Infinity : major === 2 ? minor : 0;
}
