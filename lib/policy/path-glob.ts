import { matchesGlob } from '../base/glob';

/**
 * Tells whether a pattern covers a whole path: `*` stands for any characters within a segment, `**` as a segment for any number of
 * segments, including none. Takes time proportional to both lengths, for every pattern.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const segments = path.split('/');
  // For each number of leading segments, whether the part of the pattern so far covers exactly those.
  let covered = [true, ...segments.map(() => false)];
  for (const part of pattern.split('/')) {
    const before = covered;
    if (part === '**') {
      const first = before.indexOf(true);
      covered = before.map((_, count) => first >= 0 && count >= first);
    } else {
      covered = before.map((_, count) => count > 0 && before[count - 1] === true && matchesGlob(part, segments[count - 1] ?? ''));
    }
  }
  return covered.at(-1) === true;
}

/** Tells whether a pattern covers the end of a path, from the start of a segment: `web.yaml` covers `templates/web.yaml`. */
export function matchesPathEnd(pattern: string, path: string): boolean {
  return matchesPath(`**/${pattern.replace(/^(?:\.?\/)+/, '')}`, path);
}
