import { readdirSync, type Dirent } from 'node:fs';
import { join, posix } from 'node:path';
import { realPath } from '../../base/real-path';
import { mergeFound, type FoundInputs } from './candidate';
import { findInAssembly } from './cloud-assembly';
import { statOf } from './file-access';
import { unreadable } from './read-data';
import { UNUSUAL_TEMPLATE_FILE } from './skipped-files';

const TEMPLATE_FILE = /\.(?:json|ya?ml|template)$/i;

/** Tells whether a file or folder is left out, by its absolute path. */
export type IsLeftOut = (path: string) => boolean;

/** Finds the possible templates and the cloud assemblies below a folder. Skips hidden folders, `node_modules` and excluded paths. */
export function findInFolder(folder: string, name: string, isLeftOut: IsLeftOut = () => false): FoundInputs {
  return find(folder, name, { visited: new Set(), isLeftOut });
}

interface Search {
  readonly visited: Set<string>;
  readonly isLeftOut: IsLeftOut;
}

function find(folder: string, name: string, search: Search): FoundInputs {
  const { visited, isLeftOut } = search;
  // A symbolic link may point to a folder above.
  const identity = realPath(folder);
  if (visited.has(identity)) return { candidates: [], unreadable: [] };
  visited.add(identity);
  const assembly = findInAssembly(folder, name);
  if (assembly !== undefined) return { ...assembly, candidates: assembly.candidates.filter(({ path }) => !isLeftOut(path)) };
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return mergeFound([
      { candidates: [], unreadable: [], folders: [{ path: folder, isAssembly: false }] },
      ...entries.map((entry) => findEntry(entry, join(folder, entry.name), posix.join(name, entry.name), search)),
    ]);
  } catch (error) {
    return { candidates: [], unreadable: [unreadable(name, error)] };
  }
}

function findEntry(entry: Dirent, path: string, name: string, search: Search): FoundInputs {
  const nothing = { candidates: [], unreadable: [] };
  const isHidden = entry.name.startsWith('.');
  const mayBeTemplate = TEMPLATE_FILE.test(entry.name);
  if (search.isLeftOut(path)) return nothing;
  try {
    const stat = entry.isSymbolicLink() ? statOf(path) : entry;
    if (stat?.isDirectory()) return isHidden || entry.name === 'node_modules' ? nothing : find(path, name, search);
    if (stat?.isFile()) {
      if (mayBeTemplate) return { candidates: [{ path, name, isExpected: false }], unreadable: [] };
      const isUnusual = !isHidden && UNUSUAL_TEMPLATE_FILE.test(entry.name);
      return isUnusual ? { candidates: [{ path, name, isExpected: false, isUnusual }], unreadable: [] } : nothing;
    }
    // Editors use hidden, broken links as locks. Pipes and devices are not files.
    if (stat !== undefined || isHidden || !mayBeTemplate) return nothing;
    return { candidates: [], unreadable: [{ file: name, message: 'the symbolic link is broken: fix or remove it' }] };
  } catch (error) {
    return isHidden || !mayBeTemplate ? nothing : { candidates: [], unreadable: [unreadable(name, error)] };
  }
}
