import type { Stack } from 'aws-cdk-lib/core';
import type { KnownImages } from '../../images/judge-image';
import type { QueriedImages } from '../../images/queried-images';
import { engine } from './engine';
import type { StackTemplates } from './stack-templates';

/** The internals of a Stack in the CDK: the look-ups that the command line has not made yet. */
interface StackInternals {
  readonly _missingContext?: unknown;
}

/** Adds the image look-ups of an app: those answered in the context, and those that stacks still wait for. */
export function withQueries(images: KnownImages, templates: StackTemplates): KnownImages {
  const queried = new engine.QueriedImages();
  const isAny = addContext(queried, templates);
  const isOpen = templates.all.map(({ id, stack }) => addOpen(queried, stack, id)).includes(true);
  return isAny || isOpen ? { ...images, queried } : images;
}

function addContext(queried: QueriedImages, { all }: StackTemplates): boolean {
  const [first] = all;
  if (first === undefined) return false;
  const context: unknown = first.stack.node.root.node.getAllContext();
  const entries = Object.entries(typeof context === 'object' && context !== null ? context : {});
  queried.addContext(entries);
  return entries.some(([key]) => /^(?:ami|ssm):/.test(key));
}

function addOpen(queried: QueriedImages, stack: Stack, template: string): boolean {
  const { _missingContext: missing } = stack as unknown as StackInternals;
  if (!Array.isArray(missing)) return false;
  for (const each of missing as readonly unknown[]) {
    const key: unknown = typeof each === 'object' && each !== null && 'key' in each ? each.key : undefined;
    if (typeof key === 'string') queried.addOpen(key, template);
  }
  return missing.length > 0;
}
