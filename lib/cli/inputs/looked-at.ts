import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isWithinFolder, NO_FILE, realPathOf } from '../../policy/sight';
import type { SearchedFolder } from './candidate';

/** The files and folders that a check covered. A finding of an earlier check that is no longer found in them is gone. */
export class LookedAt {
  private readonly files: ReadonlySet<string>;
  private readonly folders: ReadonlySet<string>;
  private readonly assemblies: readonly string[];
  private readonly failed: readonly string[];

  /**
   * @param files the files that were read, including files without a template; `-` for standard input
   * @param failed files and folders that could not be read
   */
  public constructor(files: readonly string[], folders: readonly SearchedFolder[], failed: readonly string[]) {
    const pathsOf = (isAssembly: boolean): string[] =>
      folders.filter((folder) => folder.isAssembly === isAssembly).map(({ path }) => realPathOf(path));
    this.files = new Set(files.map((file) => (file === NO_FILE ? file : realPathOf(file))));
    this.failed = failed.map((path) => (path === NO_FILE ? path : realPathOf(path)));
    this.folders = new Set(pathsOf(false));
    // An assembly that was read only in part may have more templates than were found.
    this.assemblies = pathsOf(true).filter((folder) => !this.failed.some((path) => isWithinFolder(path, folder)));
  }

  /**
   * Tells whether a file was read, or would have been read if it still existed. A baseline entry without a file name counts as covered
   * where folders were searched and every input could be read, since a baseline is recorded from such a check.
   */
  public covers(path: string | undefined): boolean {
    if (path === undefined) return this.failed.length === 0 && this.folders.size + this.assemblies.length > 0;
    if (this.failed.some((failed) => isWithinFolder(path, failed))) return false;
    if (this.files.has(path) || this.assemblies.some((folder) => isWithinFolder(path, folder))) return true;
    // A file that exists and was not read is not one that a search takes for a template.
    return path !== NO_FILE && !existsSync(path) && this.folders.has(nearestFolder(path));
  }
}

function nearestFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : nearestFolder(folder);
}
