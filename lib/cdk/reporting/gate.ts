import { Stage } from 'aws-cdk-lib/core';
import { FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { reportsToCommandLine } from './cdk-library';
import { renderStop } from './gate-text';
import type { AppResult } from '../checking/app-result';
import { isOpen, type PlacedFinding } from '../checking/placed-finding';

/** Context that leaves everything to the CDK's own report, for commands that only list or destroy. */
const GATE_CONTEXT = 'cdk-nitro:gate';

/** Ends the synthesis of an app with an error, where it has to end and the CDK's own validation report would not end it. */
export function stopAtGate(result: AppResult, root: IConstruct): void {
  const stopping = result.findings.filter((finding) => isOpen(finding) && finding.severity === 'error');
  if (stopping.length === 0 || isGateOff(root)) return;
  if (commandLineReports(root) && stopping.every((finding) => isReported(finding, root))) return;
  const error = new Error(renderStop(stopping, result));
  // Our own frames tell nobody anything, and would bury what does.
  error.stack = error.message;
  throw error;
}

function isGateOff(root: IConstruct): boolean {
  const gate: unknown = root.node.tryGetContext(GATE_CONTEXT);
  return gate === false || gate === 'false';
}

/**
 * Whether the CDK command line started this process and will read, print and act on the validation report. Otherwise
 * it is up to the library, and the older that is the less it does: with 2.258, `app.synth()` in Jest just returns.
 */
export function commandLineReports(root: IConstruct): boolean {
  const left: unknown = root.node.tryGetContext(FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT);
  return (
    (left === false || left === 'false') &&
    process.env['CDK_OUTDIR'] !== undefined &&
    process.env['NODE_ENV'] !== 'test' &&
    reportsToCommandLine(root)
  );
}

/** The command line drops what is in stacks it does not select, and without a selector it selects none that is in a Stage. */
function isReported({ stackTemplate }: PlacedFinding, root: IConstruct): boolean {
  return Stage.of(stackTemplate.topLevelStack) === root;
}
