import { regularExpression } from './patterns';

/** Lines that a pattern is found in; all of them for a pattern that is not read. */
export function searched(text: string, rest: readonly string[]): string | undefined {
  const options = rest.filter((word) => word.startsWith('-')).join('');
  if (/o|P|[ABCcLlf]/.test(options)) return undefined;
  const [pattern, ...others] = rest.filter((word) => !word.startsWith('-'));
  if (pattern === undefined || others.length > 0) return undefined;
  const search = searchOf(pattern, options.includes('i'));
  if (search === undefined) return text;
  const isInverted = /-[A-Za-z]*v/.test(options);
  return text
    .split('\n')
    .filter((line) => search.test(line) !== isInverted)
    .join('\n');
}

/** Returns a pattern without groups and repetitions of repetitions, which could take very long; undefined for any other. */
export function searchOf(pattern: string, ignoresCase = false): RegExp | undefined {
  if (/\$[({\w]|[()\\+?{}]/.test(pattern) || (pattern.match(/\*/g) ?? []).length > 2 || pattern.length > 200) return undefined;
  return regularExpression(pattern, ignoresCase ? 'i' : '');
}
