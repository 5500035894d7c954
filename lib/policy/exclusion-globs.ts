import { relative, sep } from 'node:path';
import { matchesPath } from './path-glob';

/** Globs of files that are left out, relative to a folder. */
export interface ExclusionGlobs {
  /** Absolute. */
  readonly folder: string;
  readonly globs: readonly string[];
}

/**
 * Tells whether globs leave out a file or folder. As in `.gitignore`, a glob without a slash covers that name in any folder, and one
 * that covers a folder covers everything in it. Never covers a path outside the folder of the globs.
 *
 * @param path absolute
 */
export function isExcluded(path: string, exclusions: readonly ExclusionGlobs[]): boolean {
  return exclusions.some(({ folder, globs }) => {
    if (globs.length === 0) return false;
    const segments = relative(folder, path).split(sep);
    if (segments[0] === '..' || segments[0] === '') return false;
    const within = segments.map((_, index) => segments.slice(0, index + 1).join('/'));
    return globs.flatMap(spellings).some((glob) => within.some((each) => matchesPath(glob, each)));
  });
}

/** `{a,b}` is written out; a glob without a slash is of any folder. */
function spellings(glob: string): readonly string[] {
  const plain = glob.replace(/^\.\//, '').replace(/\/+$/, '');
  return withoutBraces(plain).map((each) => (each.includes('/') ? each.replace(/^\//, '') : `**/${each}`));
}

/** The most spellings of one glob. Errs on the side of leaving out less. */
const MOST_SPELLINGS = 1000;

/** Writes out `{a,b}`. */
export function withoutBraces(glob: string): readonly string[] {
  const all = [glob];
  for (let at = 0; at < all.length && all.length <= MOST_SPELLINGS;) {
    const written = all[at] ?? '';
    const [braces, alternatives] = /\{([^{}]*,[^{}]*)\}/.exec(written) ?? [];
    if (braces === undefined || alternatives === undefined) at++;
    else all.splice(at, 1, ...alternatives.split(',').map((each) => written.replace(braces, () => each)));
  }
  return all;
}
