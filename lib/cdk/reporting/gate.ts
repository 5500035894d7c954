import { resolve } from 'node:path';
import { Stage } from 'aws-cdk-lib/core';
import { type CloudAssemblyBuilder, FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { reportsToCommandLine } from './cdk-library';
import { renderStop } from './gate-text';
import type { AppResult } from '../checking/app-result';
import { isOpen, type PlacedFinding } from '../checking/placed-finding';
import { endWithMessage } from '../checking/uncaught';

/** The context key that switches the gate off, for commands that only list or destroy. Only the CDK's own report remains. */
const GATE_CONTEXT = 'cdk-nitro:gate';

/**
 * Stops the synthesis of an app that has errors, unless the CDK's own validation report will stop it.
 *
 * @throws an error whose message lists the findings
 */
export function stopAtGate(result: AppResult, root: Stage, assembly: CloudAssemblyBuilder): void {
  const stopping = result.findings.filter((finding) => isOpen(finding) && finding.severity === 'error');
  if (stopping.length === 0 || isGateOff(root)) return;
  const selectable = pathsOfStacks(assembly);
  if (commandLineReports(root) && stopping.every((finding) => isReported(finding, root, selectable))) return;
  const error = new Error(renderStop(stopping, result));
  // The frames of this package would hide the message.
  error.stack = error.message;
  throw endWithMessage(error, error.message);
}

function isGateOff(root: IConstruct): boolean {
  const gate: unknown = root.node.tryGetContext(GATE_CONTEXT);
  return gate === false || gate === 'false';
}

/**
 * Tells whether the CDK command line started this process, and will read, print and act on the validation report. Otherwise the library
 * decides what follows from the report, and older releases do less: with 2.258, `app.synth()` in Jest returns.
 */
export function commandLineReports(root: Stage): boolean {
  const left: unknown = root.node.tryGetContext(FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT);
  const folder = process.env['CDK_OUTDIR'];
  return (
    (left === false || left === 'false') &&
    folder !== undefined &&
    // An app may write to a folder of its own that the command line never reads.
    resolve(folder) === resolve(root.outdir) &&
    process.env['NODE_ENV'] !== 'test' &&
    reportsToCommandLine(root)
  );
}

/**
 * Tells whether the command line reports a finding. It drops findings in stacks that it does not select, and by default selects none in a Stage.
 */
function isReported({ construct, stackTemplate }: PlacedFinding, root: Stage, selectable: readonly string[]): boolean {
  const { path } = construct.node;
  return Stage.of(stackTemplate.topLevelStack) === root && selectable.some((stack) => path === stack || path.startsWith(`${stack}/`));
}

/** The parts of a cloud assembly's artifact that decide whether the command line can select it. */
interface Artifact {
  readonly type: string;
  readonly displayName?: string;
}

/**
 * Returns the paths of the stacks that the command line can select: those with an artifact. Some synthesizers make only the template, and
 * no artifact; their stacks are never selected.
 */
function pathsOfStacks(assembly: CloudAssemblyBuilder): string[] {
  const { artifacts = {} } = assembly as unknown as { readonly artifacts?: Readonly<Record<string, Artifact>> };
  return Object.entries(artifacts).flatMap(([id, { type, displayName = id }]) =>
    type === 'aws:cloudformation:stack' ? [displayName] : [],
  );
}
