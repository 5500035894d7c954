import { statOf } from './file-access';

const IS_GLOB = /[*{]/;

/** An argument that is a glob, as one in quotes is: the shell has not expanded it. */
export interface GlobArgument {
  /** The folder to search: the part before the first glob. */
  readonly folder: string;
  readonly glob: string;
}

/** Reads an argument as a glob; undefined for a path, also for that of a file with such characters in its name. */
export function globArgument(argument: string, absolute: string): GlobArgument | undefined {
  if (!IS_GLOB.test(argument) || statOf(absolute) !== undefined) return undefined;
  const segments = argument.replaceAll('\\', '/').split('/');
  const first = segments.findIndex((segment) => IS_GLOB.test(segment));
  const folder = segments.slice(0, first).join('/');
  return { folder: folder === '' && argument.startsWith('/') ? '/' : folder === '' ? '.' : folder, glob: segments.slice(first).join('/') };
}
