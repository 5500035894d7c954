import type { Stage } from 'aws-cdk-lib/core';
import type { CloudAssemblyBuilder } from 'aws-cdk-lib/cx-api';

/** What is done once all templates are written. */
type Callback = (assembly: CloudAssemblyBuilder) => void;

/** What the CDK keeps in a Stage, and in an App, which is one. */
interface StageInternals {
  /** What the stacks of the Stage write to; it writes the manifest of the cloud assembly itself when they have. */
  readonly _assemblyBuilder?: CloudAssemblyBuilder;
  /** What the last synthesis wrote. */
  readonly assembly?: unknown;
}

const callbacks = new WeakMap<Stage, Callback[]>();

/** Stages whose templates were all written by their last synthesis, whatever became of that afterwards. */
const written = new WeakSet<Stage>();

/** What the construct tree was, by stage, when a synthesis ended in an error after every template was written. */
const stoppedTrees = new WeakMap<Stage, string>();

/**
 * Calls back whenever every template below `root` is written, in Stages too, and before the manifest of the cloud assembly is. That is
 * the one step that no synthesis leaves out: hooks on constructs run in the midst of templates, a construct has room for one only, and
 * `skipValidation` takes those with it that validate the tree. Throws where there is no such step.
 */
export function whenTemplatesAreWritten(root: Stage, callback: Callback): void {
  const known = callbacks.get(root);
  if (known !== undefined) {
    known.push(callback);
    return;
  }
  const { _assemblyBuilder: builder } = internalsOf(root);
  if (typeof builder?.buildAssembly !== 'function')
    throw new Error('this release of aws-cdk-lib does not tell when templates are written: take an earlier one, and report it');
  const added = [callback];
  callbacks.set(root, added);
  const buildAssembly = builder.buildAssembly.bind(builder);
  builder.buildAssembly = (options) => {
    written.add(root);
    for (const each of added) each(builder);
    return buildAssembly(options);
  };
}

/** Whether a Stage is synthesized already: to synthesize it again does nothing, unless it is forced to. */
export function isSynthesized(stage: Stage): boolean {
  return internalsOf(stage).assembly !== undefined;
}

/**
 * Synthesizes, unless that is done, for the templates alone. What stops synthesis once they are written, a gate or the
 * report of a validation plugin, is no matter here, and stops the next synthesis as it would have done.
 * Throws what stops it before.
 */
export function writeTemplates(stage: Stage): void {
  if (stoppedTrees.get(stage) === treeOf(stage)) return;
  whenTemplatesAreWritten(stage, () => undefined);
  written.delete(stage);
  try {
    stage.synth();
  } catch (error) {
    if (!written.has(stage)) throw error;
    // To be synthesized once: an Aspect that adds constructs fails the second time.
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
