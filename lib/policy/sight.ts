import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { realPath } from '../base/real-path';
import type { BaselineEntry } from './baseline-entry';
import type { FindingOfFile } from './exemption';

/** The name of standard input in lists of files. */
export const NO_FILE = '-';

/** The files that a check covered. A baseline entry for one of these files without a finding is fixed. */
export interface Coverage {
  /** Returns the absolute path of a finding's template; `-` for standard input. */
  readonly pathOf: (finding: FindingOfFile) => string;
  /**
   * Tells whether the check looked at a file, or would have if it still existed.
   *
   * @param path from `realPathOf`, or `-`; undefined for the file of an entry that names none
   */
  readonly covers: (path: string | undefined) => boolean;
}

/** The relation of a baseline's entries to the files of a check. */
export interface Sight {
  /** Returns the file of a finding as entries name it. */
  readonly fileOf: (finding: FindingOfFile) => string | undefined;
  /** Tells whether the check would have found the entry's finding. */
  readonly sees: (entry: BaselineEntry) => boolean;
  /** Tells whether the entry's file no longer exists. */
  readonly hasLostFile: (entry: BaselineEntry) => boolean;
}

/** The check would have found the finding of every entry. */
export const ALL_IN_SIGHT: Sight = { fileOf: () => undefined, sees: () => true, hasLostFile: () => false };

/**
 * Relates a baseline to a check. Entries name files relative to the baseline's folder, so they do not depend on the working folder
 * or the machine.
 *
 * @param baseline its absolute path
 * @param switchedOff the rules that are off
 */
export function sightOf(baseline: string, { pathOf, covers }: Coverage, switchedOff: ReadonlySet<string>): Sight {
  const folder = realPathOf(dirname(baseline));
  const nameOf = remembered((path: string) => {
    const name = relative(folder, realPathOf(path));
    return isAbsolute(name) ? name : name.split(sep).join('/');
  });
  const pathIn = (file: string): string => realPathOf(resolve(folder, file));
  const seesFile = remembered((file: string | undefined) => covers(file === undefined || file === NO_FILE ? file : pathIn(file)));
  const isLost = remembered((file: string) => !existsSync(pathIn(file)));
  return {
    fileOf: (finding) => {
      const path = pathOf(finding);
      return path === NO_FILE ? NO_FILE : nameOf(path);
    },
    sees: ({ rule, template }) => !switchedOff.has(rule) && seesFile(template),
    hasLostFile: ({ template }) => template !== undefined && template !== NO_FILE && isLost(template),
  };
}

/** Remembers answers: many findings are in few files, and the file system is slow. */
function remembered<K, V>(ask: (key: K) => V): (key: K) => V {
  const answers = new Map<K, { readonly answer: V }>();
  return (key) => {
    const known = answers.get(key) ?? { answer: ask(key) };
    answers.set(key, known);
    return known.answer;
  };
}

/** Returns one path for all names of a file. For a missing file, resolves the symbolic links of its existing folders. */
export function realPathOf(path: string): string {
  const absolute = resolve(path);
  const folder = dirname(absolute);
  return existsSync(absolute) || folder === absolute ? realPath(absolute) : join(realPathOf(folder), basename(absolute));
}

/** Tells whether a path is a folder, or is in it. */
export function isWithinFolder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
