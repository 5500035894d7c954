import { realpathSync } from 'node:fs';

/** Resolves symbolic links: all paths to one file have the same result. Returns a path that cannot be resolved unchanged. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
