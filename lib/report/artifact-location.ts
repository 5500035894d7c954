import { STANDARD_INPUT } from './report';

/** SARIF's `artifactLocation`. */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
  readonly description?: { readonly text: string };
}

/** The root of the sources, which code scanning takes to be the root of the repository. */
const SOURCE_ROOT = '%SRCROOT%';

/**
 * Turns a file's name into a URI: absolute for an absolute path, else relative to the root of the sources. Standard input has no
 * file, and gets a name that consumers can show.
 */
export function artifactLocation(file: string): ArtifactLocation {
  if (file === STANDARD_INPUT) return { uri: 'stdin', description: { text: 'standard input' } };
  const [drive] = /^[A-Za-z]:(?=\/)/.exec(file) ?? [];
  if (drive !== undefined) return { uri: `file:///${drive}${encodePath(file.slice(drive.length))}` };
  // A Windows share, `//server/folder`, names its host.
  if (file.startsWith('//')) return { uri: `file:${encodePath(file)}` };
  if (file.startsWith('/')) return { uri: `file://${encodePath(file)}` };
  return { uri: encodePath(file), uriBaseId: SOURCE_ROOT };
}

function encodePath(path: string): string {
  // A lone surrogate, which a file name on Windows may hold, has no encoding.
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
