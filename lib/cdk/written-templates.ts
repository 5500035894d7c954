import { attachCustomSynthesis, type ISynthesisSession, type Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Stages whose templates were all written by their last synthesis, whatever became of that afterwards. */
const written = new WeakSet<Stage>();

/** What the construct tree was, by stage, when a synthesis ended in an error after every template was written. */
const stoppedTrees = new WeakMap<Stage, string>();

/**
 * Calls back once every template below `root` is written. The hook is on a child of ours, as a construct has room for one
 * only, and the root's may be another library's. The CDK comes to children in the order they were made, so ours is made
 * anew when everything else is in the tree: when the tree is validated, just before templates are written.
 *
 * @param id the child's, one for each purpose
 */
export function whenTemplatesAreWritten(root: Stage, id: string, callback: (session: ISynthesisSession) => void): void {
  root.node.addValidation({
    validate: () => {
      root.node.tryRemoveChild(id);
      const onSynthesize = (session: ISynthesisSession): void => {
        written.add(root);
        callback(session);
      };
      attachCustomSynthesis(new Construct(root, id), { onSynthesize });
      return [];
    },
  });
}

/**
 * Synthesizes, unless that is done, for the templates alone. What stops synthesis once they are written, a gate or the
 * report of a validation plugin, is no matter here, and stops the next synthesis as it would have done.
 * Throws what stops it before.
 */
export function writeTemplates(stage: Stage, id: string): void {
  if (stoppedTrees.get(stage) === treeOf(stage)) return;
  whenTemplatesAreWritten(stage, id, () => undefined);
  written.delete(stage);
  try {
    stage.synth();
  } catch (error) {
    if (!written.has(stage)) throw error;
    // To be synthesized once: an Aspect that adds constructs fails the second time.
    stoppedTrees.set(stage, treeOf(stage));
  }
}

function treeOf(stage: Stage): string {
  return stage.node
    .findAll()
    .map(({ node }) => node.path)
    .join('\n');
}
