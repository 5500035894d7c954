/** The number of stars in a pattern that is matched. Above it, the value stays as it is. */
const MOST_STARS = 2;

/**
 * Returns the source of a regular expression for a shell pattern, with `*`, `?` and `[a-z]`; undefined for other patterns.
 *
 * @param isGreedy whether a star matches as much as it can
 */
export function patternSource(pattern: string, isGreedy: boolean): string | undefined {
  if (/\$|[?*+@!]\(/.test(pattern) || (pattern.match(/\*/g) ?? []).length > MOST_STARS) return undefined;
  const source = pattern.replace(/\\([^])|\[[!^]?\]?[^\]]*\]|[*?]|[\\^$.|+()[\]{}]/g, (all, escaped?: string) => {
    if (escaped !== undefined) return escaped.replace(/[^\w\s]/, '\\$&');
    if (all === '*') return isGreedy ? '[^]*' : '[^]*?';
    if (all === '?') return '[^]';
    if (all.length > 1) return all.replace(/^\[!/, '[^').replace(/\[:(\w+):\]/g, (_, name: string) => CHARACTER_CLASSES[name] ?? '');
    return `\\${all}`;
  });
  return source;
}

/** Character classes, as ranges. */
export const CHARACTER_CLASSES: Readonly<Record<string, string>> = {
  upper: 'A-Z',
  lower: 'a-z',
  digit: '0-9',
  alpha: 'A-Za-z',
  alnum: 'A-Za-z0-9',
  space: ' \t\n\r\v\f',
  blank: ' \t',
};

export function regularExpression(source: string, flags = ''): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
