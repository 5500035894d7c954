import type { IConstruct } from 'constructs';
import { join } from 'node:path';
import { type Coverage, isWithinFolder, realPathOf } from '../../policy/sight';
import { outermostStage, type StackTemplate, type StackTemplates } from './stack-templates';

/**
 * Determines the files that a synthesis covers for a baseline. These are, within the app's cloud assembly, the templates below the scopes
 * that follow the baseline, and files that no stack of the app writes any more. Files elsewhere belong to another check.
 *
 * @param templates the templates of the whole app
 */
export function coverageOf(templates: StackTemplates, scopes: readonly IConstruct[]): Coverage {
  const [scope] = scopes;
  const outdir = scope === undefined ? undefined : outermostStage(scope)?.outdir;
  let known: ReadonlyMap<string, StackTemplate> | undefined;
  return {
    pathOf: ({ template }) => join(outdir ?? '', template),
    covers: (path) => {
      if (path === undefined) return true;
      if (outdir === undefined || !isWithinFolder(path, realPathOf(outdir))) return false;
      known ??= new Map(templates.all.map((template) => [realPathOf(template.path), template]));
      const stack = known.get(path)?.stack;
      return stack === undefined || scopes.some((each) => stack.node.scopes.includes(each));
    },
  };
}
