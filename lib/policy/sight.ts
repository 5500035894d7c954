import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { BaselineEntry } from './baseline-entry';
import type { FindingOfFile } from './exemption';
import { identityOf } from './policy-files';

/** How standard input is named where files are. */
export const NO_FILE = '-';

/** What a check has looked at: there, what it did not find is gone. */
export interface Coverage {
  /** The absolute path of the template that a finding is in; `-` for standard input. */
  readonly pathOf: (finding: FindingOfFile) => string;
  /**
   * Whether the file was looked at, or would have been were it still there.
   *
   * @param path as `realPathOf` gives it, or `-`; undefined for the file of an entry that does not tell
   */
  readonly covers: (path: string | undefined) => boolean;
}

/** What can be told of the entries of a baseline, and of the files that they are in. */
export interface Sight {
  /** The file of a finding as entries name it. */
  readonly fileOf: (finding: FindingOfFile) => string | undefined;
  /** Whether its finding would have been found. */
  readonly sees: (entry: BaselineEntry) => boolean;
  /** Whether the file that it was found in is there no longer. */
  readonly hasLostFile: (entry: BaselineEntry) => boolean;
}

/** Every entry's finding would have been found, in whatever file. */
export const ALL_IN_SIGHT: Sight = { fileOf: () => undefined, sees: () => true, hasLostFile: () => false };

/**
 * The sight of a check on a baseline. Entries name files relative to the baseline's folder, so that they are the same from every
 * working folder, and on every machine.
 *
 * @param baseline its absolute path
 * @param switchedOff the rules that look for nothing
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

/** Many findings are in few files, and the file system is slow. */
function remembered<K, V>(ask: (key: K) => V): (key: K) => V {
  const answers = new Map<K, { readonly answer: V }>();
  return (key) => {
    const known = answers.get(key) ?? { answer: ask(key) };
    answers.set(key, known);
    return known.answer;
  };
}

/** The same for every name of a file, also of one that is not there: the symbolic links of the folders that are lead somewhere. */
export function realPathOf(path: string): string {
  const absolute = resolve(path);
  const folder = dirname(absolute);
  return existsSync(absolute) || folder === absolute ? identityOf(absolute) : join(realPathOf(folder), basename(absolute));
}

/** Whether a path is a folder, or in it. */
export function isWithinFolder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
