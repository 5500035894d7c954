import { dirname } from 'node:path';
import { Construct, type IConstruct } from 'constructs';
import { classOf, type JsiiClass } from './jsii-class';

/**
 * Throws where the app is made with another copy of the library `constructs` than this package: each takes the other's constructs for
 * something else, in places that nobody foresees.
 *
 * @param root the app
 */
export function demandOneConstructLibrary(root: IConstruct): void {
  const theirs = classOf(root, isConstruct);
  const ours = classOf(Construct.prototype, isConstruct);
  if (theirs === undefined || ours === undefined || theirs.constructor === ours.constructor) return;
  const folders = { ours: folderOf(ours), theirs: folderOf(theirs) };
  // Test runners load the same files again when they reset modules, and forget those that were loaded before.
  if (folders.ours === folders.theirs || (folders.theirs === undefined && ours.version === theirs.version)) return;
  throw new Error(
    `two copies of the library 'constructs' are loaded: the app has ${describe(theirs, folders.theirs)}, ` +
      `and cdk-nitro has ${describe(ours, folders.ours)}: leave one, that both find ('npm ls constructs' tells who asks for which, ` +
      "'npm dedupe' or 'overrides' in package.json puts it right)",
  );
}

function isConstruct(name: string): boolean {
  return name === 'constructs.Construct';
}

function describe({ version }: JsiiClass, folder = 'a bundle'): string {
  return `${version} in ${folder}`;
}

/** The folder of a copy, unless it is part of a bundle, or forgotten. */
function folderOf({ constructor }: JsiiClass): string | undefined {
  const module = Object.values(require.cache).find(
    (each) =>
      each !== undefined &&
      /[\\/]constructs[\\/]lib[\\/]construct\.js$/.test(each.filename) &&
      (each.exports as { readonly Construct?: unknown }).Construct === constructor,
  );
  return module === undefined ? undefined : dirname(dirname(module.filename));
}
