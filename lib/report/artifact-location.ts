import { STANDARD_INPUT } from './report';

/** SARIF's `artifactLocation`. */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
  readonly description?: { readonly text: string };
}

/** Where the sources are: code scanning takes it for the root of the repository. */
const SOURCE_ROOT = '%SRCROOT%';

/**
 * A file's name in a report as a URI: an absolute one for an absolute path, else one relative to the root of the sources.
 * Standard input has no file; it gets a name that consumers can show.
 */
export function artifactLocation(file: string): ArtifactLocation {
  if (file === STANDARD_INPUT) return { uri: 'stdin', description: { text: 'standard input' } };
  const [drive] = /^[A-Za-z]:(?=\/)/.exec(file) ?? [];
  if (drive !== undefined) return { uri: `file:///${drive}${encodePath(file.slice(drive.length))}` };
  // A share of Windows, `//server/folder`, names its own host.
  if (file.startsWith('//')) return { uri: `file:${encodePath(file)}` };
  if (file.startsWith('/')) return { uri: `file://${encodePath(file)}` };
  return { uri: encodePath(file), uriBaseId: SOURCE_ROOT };
}

function encodePath(path: string): string {
  // Half of a surrogate pair, which a file's name on Windows may hold, is no character and has no encoding.
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
