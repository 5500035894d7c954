import type { Stage } from 'aws-cdk-lib/core';
import type { CloudAssemblyBuilder } from 'aws-cdk-lib/cx-api';

/** A function to call when all templates are written. */
type Callback = (assembly: CloudAssemblyBuilder) => void;

/** The internals of a Stage in the CDK. An App is a Stage. */
interface StageInternals {
  /** The builder that the stacks of the Stage write to. It writes the manifest of the cloud assembly after them. */
  readonly _assemblyBuilder?: CloudAssemblyBuilder;
  /** The cloud assembly of the last synthesis. */
  readonly assembly?: unknown;
}

const callbacks = new WeakMap<Stage, Callback[]>();

/** Stages whose last synthesis wrote all templates, whether it failed afterwards or not. */
const written = new WeakSet<Stage>();

/** The construct tree of each Stage whose synthesis failed after it had written every template. */
const stoppedTrees = new WeakMap<Stage, string>();

/**
 * Calls back whenever every template below `root` is written, including those of Stages, and before the manifest of the cloud assembly is
 * written. No synthesis omits this step. Other hooks do not serve. Hooks on constructs run while templates are still being written, and a
 * construct holds only one. Hooks that validate the tree do not run with `skipValidation`.
 *
 * @throws if the release of aws-cdk-lib has no such step
 */
export function whenTemplatesAreWritten(root: Stage, callback: Callback): void {
  const known = callbacks.get(root);
  if (known !== undefined) {
    known.push(callback);
    return;
  }
  const { _assemblyBuilder: builder } = internalsOf(root);
  if (typeof builder?.buildAssembly !== 'function')
    throw new Error(
      'this release of aws-cdk-lib does not reveal when templates are written: use an earlier release, and report the problem',
    );
  const added = [callback];
  callbacks.set(root, added);
  const buildAssembly = builder.buildAssembly.bind(builder);
  builder.buildAssembly = (options) => {
    written.add(root);
    for (const each of added) each(builder);
    return buildAssembly(options);
  };
}

/** Tells whether a Stage is already synthesized. Synthesizing it again then does nothing, unless forced. */
export function isSynthesized(stage: Stage): boolean {
  return internalsOf(stage).assembly !== undefined;
}

/**
 * Synthesizes a Stage for its templates, unless that is done. Ignores errors after all templates are written, such as those of a gate or of
 * a validation plugin's report. They stop the next synthesis as usual.
 *
 * @throws the error that stops synthesis before all templates are written
 */
export function writeTemplates(stage: Stage): void {
  if (stoppedTrees.get(stage) === treeOf(stage)) return;
  whenTemplatesAreWritten(stage, () => undefined);
  written.delete(stage);
  try {
    stage.synth();
  } catch (error) {
    if (!written.has(stage)) throw error;
    // A second call must not synthesize again: an Aspect that adds constructs would fail.
    stoppedTrees.set(stage, treeOf(stage));
  }
}

function internalsOf(stage: Stage): StageInternals {
  return stage as unknown as StageInternals;
}

function treeOf(stage: Stage): string {
  return stage.node
    .findAll()
    .map(({ node }) => node.path)
    .join('\n');
}
