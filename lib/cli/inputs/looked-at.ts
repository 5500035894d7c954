import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isWithinFolder, NO_FILE, realPathOf } from '../../policy/sight';
import type { SearchedFolder } from './candidate';

/** The files and folders that were looked at for templates: what is no longer found there is gone. */
export class LookedAt {
  private readonly files: ReadonlySet<string>;
  private readonly folders: ReadonlySet<string>;
  private readonly assemblies: readonly string[];
  private readonly failed: readonly string[];

  /**
   * @param files what was read, whether it holds a template or not; `-` for standard input
   * @param failed files and folders that could not be read
   */
  public constructor(files: readonly string[], folders: readonly SearchedFolder[], failed: readonly string[]) {
    const pathsOf = (isAssembly: boolean): string[] =>
      folders.filter((folder) => folder.isAssembly === isAssembly).map(({ path }) => realPathOf(path));
    this.files = new Set(files.map((file) => (file === NO_FILE ? file : realPathOf(file))));
    this.failed = failed.map((path) => (path === NO_FILE ? path : realPathOf(path)));
    this.folders = new Set(pathsOf(false));
    // Of one that was read in part nobody knows what else its manifests would have told.
    this.assemblies = pathsOf(true).filter((folder) => !this.failed.some((path) => isWithinFolder(path, folder)));
  }

  /**
   * Whether a file was read, or would have been were it still there. Of a file whose name is not known that is so where folders
   * were searched, and everything could be read: that is what a baseline is made from.
   */
  public covers(path: string | undefined): boolean {
    if (path === undefined) return this.failed.length === 0 && this.folders.size + this.assemblies.length > 0;
    if (this.failed.some((failed) => isWithinFolder(path, failed))) return false;
    if (this.files.has(path) || this.assemblies.some((folder) => isWithinFolder(path, folder))) return true;
    // A file that is there and was not read is none that a search takes for a template.
    return path !== NO_FILE && !existsSync(path) && this.folders.has(nearestFolder(path));
  }
}

function nearestFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : nearestFolder(folder);
}
