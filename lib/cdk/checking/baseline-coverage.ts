import type { IConstruct } from 'constructs';
import { join } from 'node:path';
import { type Coverage, isWithinFolder, realPathOf } from '../../policy/sight';
import { outermostStage, type StackTemplate } from './stack-templates';

/**
 * What synthesis looks at for a baseline. Of the app's cloud assembly that is everything below the scopes that follow the
 * baseline, and what no stack of the app writes any more. Files elsewhere are another check's.
 *
 * @param templates those of the whole app
 */
export function coverageOf(templates: readonly StackTemplate[], scopes: readonly IConstruct[]): Coverage {
  const [scope] = scopes;
  const outdir = scope === undefined ? undefined : outermostStage(scope)?.outdir;
  let known: ReadonlyMap<string, StackTemplate> | undefined;
  return {
    pathOf: ({ template }) => join(outdir ?? '', template),
    covers: (path) => {
      if (path === undefined) return true;
      if (outdir === undefined || !isWithinFolder(path, realPathOf(outdir))) return false;
      known ??= new Map(templates.map((template) => [realPathOf(template.path), template]));
      const stack = known.get(path)?.stack;
      return stack === undefined || scopes.some((each) => stack.node.scopes.includes(each));
    },
  };
}
