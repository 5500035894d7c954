import { basename, dirname, sep } from 'node:path';
import { placeOf } from './stack-frame';

/**
 * Finds the folder of this package's code for the CDK. Undefined in a bundle: a bundle holds the app's lines in the same file, and as an ES
 * module it has no `__filename`.
 */
export function ownFolder(): string | undefined {
  if (typeof __filename === 'undefined' || !basename(__filename).startsWith('own-folder.')) return undefined;
  return dirname(dirname(__filename)) + sep;
}

/** Finds the file into which a bundler has put this package, with everything that the app uses; undefined outside a bundle. */
export function ownBundle(): string | undefined {
  return ownFolder() === undefined ? placeOf(new Error().stack?.split('\n')[1] ?? '')?.file : undefined;
}
