const SLASHED = /([=!]~\s*m?|\b(?:match|test|search|when|scan)\w*\??\s*\(?\s*)\/([^/\n]*)\//g;

/** Returns a line without the slashes around its patterns: the text in `=~ /xen/` and `.match(/xen/)` is not a path. */
export function withoutSlashes(line: string): string {
  return line.includes('/') ? line.replace(SLASHED, '$1 $2 ') : line;
}
