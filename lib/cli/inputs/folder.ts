import { readdirSync, type Dirent } from 'node:fs';
import { join, posix } from 'node:path';
import { mergeFound, type Found } from './candidate';
import { findInAssembly } from './cloud-assembly';
import { identityOf, statOf } from './file-access';
import { unreadable } from './read-data';

const TEMPLATE_FILE = /\.(?:json|ya?ml|template)$/i;

/** Finds the possible templates and the cloud assemblies below a folder. Skips hidden folders and `node_modules`. */
export function findInFolder(folder: string, name: string): Found {
  return find(folder, name, new Set());
}

function find(folder: string, name: string, visited: Set<string>): Found {
  // A symbolic link may point to a folder above.
  const identity = identityOf(folder);
  if (visited.has(identity)) return { candidates: [], unreadable: [] };
  visited.add(identity);
  const assembly = findInAssembly(folder, name);
  if (assembly !== undefined) return assembly;
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return mergeFound([
      { candidates: [], unreadable: [], folders: [{ path: folder, isAssembly: false }] },
      ...entries.map((entry) => findEntry(entry, join(folder, entry.name), posix.join(name, entry.name), visited)),
    ]);
  } catch (error) {
    return { candidates: [], unreadable: [unreadable(name, error)] };
  }
}

function findEntry(entry: Dirent, path: string, name: string, visited: Set<string>): Found {
  const nothing = { candidates: [], unreadable: [] };
  const isHidden = entry.name.startsWith('.');
  const mayBeTemplate = TEMPLATE_FILE.test(entry.name);
  try {
    const stat = entry.isSymbolicLink() ? statOf(path) : entry;
    if (stat?.isDirectory()) return isHidden || entry.name === 'node_modules' ? nothing : find(path, name, visited);
    if (stat?.isFile()) return mayBeTemplate ? { candidates: [{ path, name, isExpected: false }], unreadable: [] } : nothing;
    // Editors use hidden, broken links as locks. Pipes and devices are not files.
    if (stat !== undefined || isHidden || !mayBeTemplate) return nothing;
    return { candidates: [], unreadable: [{ file: name, message: 'the symbolic link is broken: fix or remove it' }] };
  } catch (error) {
    return isHidden || !mayBeTemplate ? nothing : { candidates: [], unreadable: [unreadable(name, error)] };
  }
}
