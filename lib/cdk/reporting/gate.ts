import { Stage } from 'aws-cdk-lib/core';
import { FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { reportsToCommandLine } from './cdk-library';
import { renderStop } from './gate-text';
import type { AppResult } from '../checking/app-result';
import { isOpen, type PlacedFinding } from '../checking/placed-finding';

/** The context key that switches the gate off, for commands that only list or destroy. Only the CDK's own report remains. */
const GATE_CONTEXT = 'cdk-nitro:gate';

/**
 * Stops the synthesis of an app that has errors, unless the CDK's own validation report will stop it.
 *
 * @throws an error whose message lists the findings
 */
export function stopAtGate(result: AppResult, root: IConstruct): void {
  const stopping = result.findings.filter((finding) => isOpen(finding) && finding.severity === 'error');
  if (stopping.length === 0 || isGateOff(root)) return;
  if (commandLineReports(root) && stopping.every((finding) => isReported(finding, root))) return;
  const error = new Error(renderStop(stopping, result));
  // The frames of this package would hide the message.
  error.stack = error.message;
  throw error;
}

function isGateOff(root: IConstruct): boolean {
  const gate: unknown = root.node.tryGetContext(GATE_CONTEXT);
  return gate === false || gate === 'false';
}

/**
 * Whether the CDK command line started this process and will read, print and act on the validation report. Otherwise the library decides
 * what follows from the report, and older releases do less: with 2.258, `app.synth()` in Jest returns.
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

/** Whether the command line reports a finding. It drops findings in stacks that it does not select, and by default selects none in a Stage. */
function isReported({ stackTemplate }: PlacedFinding, root: IConstruct): boolean {
  return Stage.of(stackTemplate.topLevelStack) === root;
}
