import { App } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { classOf } from '../checking/jsii-class';

/** The first 2.x release whose acknowledgements apply to a construct and below. Before, each applied to the whole app. */
const SCOPED_ACKNOWLEDGEMENTS = 271;

/** The first 2.x release that writes its validation report where the command line reads it. */
const REPORT_FOR_COMMAND_LINE = 258;

/**
 * Tells whether an acknowledgement on any construct hides findings on all constructs, in the release of aws-cdk-lib that synthesizes an
 * app. In such a release, findings without an acknowledgement must be reported as `fatal`, which no acknowledgement hides.
 *
 * @param root the app
 */
export function acknowledgesAppWide(root: IConstruct): boolean {
  return minorRelease(root) < SCOPED_ACKNOWLEDGEMENTS;
}

/**
 * Tells whether the release of aws-cdk-lib that synthesizes an app leaves its report to the command line. Older releases are outside the
 * peer range, but only npm enforces that. No release reports on a Stage without an App.
 *
 * @param root the app
 */
export function reportsToCommandLine(root: IConstruct): boolean {
  return App.isApp(root) && minorRelease(root) >= REPORT_FOR_COMMAND_LINE;
}

/**
 * Finds the 2.x release of the app's own aws-cdk-lib. In a monorepo, this package may load another copy, but the app's copy counts. A
 * release without a version counts as the oldest, which is trusted least.
 */
function minorRelease(root: IConstruct): number {
  const version = classOf(root, (name) => name.startsWith('aws-cdk-lib.'))?.version ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 ? Infinity : major === 2 ? minor : 0;
}
