import { dirname } from 'node:path';
import { Construct, type IConstruct } from 'constructs';
import { classOf, type JsiiClass } from './jsii-class';

/**
 * Requires the app and this package to use the same copy of the library `constructs`. Each copy misidentifies the constructs of the other,
 * with unforeseeable results.
 *
 * @param root the app
 * @throws if they use two copies
 */
export function demandOneConstructLibrary(root: IConstruct): void {
  const theirs = classOf(root, isConstruct);
  const ours = classOf(Construct.prototype, isConstruct);
  if (theirs === undefined || ours === undefined || theirs.constructor === ours.constructor) return;
  const folders = { ours: folderOf(ours), theirs: folderOf(theirs) };
  // Test runners load the same files again when they reset modules. They then no longer know the copy that was loaded first.
  if (folders.ours === folders.theirs || (folders.theirs === undefined && ours.version === theirs.version)) return;
  throw new Error(
    `two copies of the library 'constructs' are loaded: the app has ${describe(theirs, folders.theirs)}, ` +
      `and cdk-nitro has ${describe(ours, folders.ours)}: keep a single copy that both use ('npm ls constructs' shows which package ` +
      "depends on which copy; 'npm dedupe' or 'overrides' in package.json removes one)",
  );
}

function isConstruct(name: string): boolean {
  return name === 'constructs.Construct';
}

function describe({ version }: JsiiClass, folder = 'a bundle'): string {
  return `${version} in ${folder}`;
}

/** Finds the folder of a copy; undefined in a bundle, or if the module cache no longer has it. */
function folderOf({ constructor }: JsiiClass): string | undefined {
  const module = Object.values(require.cache).find(
    (each) =>
      each !== undefined &&
      /[\\/]constructs[\\/]lib[\\/]construct\.js$/.test(each.filename) &&
      (each.exports as { readonly Construct?: unknown }).Construct === constructor,
  );
  return module === undefined ? undefined : dirname(dirname(module.filename));
}
