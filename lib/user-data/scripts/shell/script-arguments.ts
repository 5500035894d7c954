import { quoteWords } from '../quote';

/** Tells whether a script mentions its arguments. */
export function mentionsArguments(script: string): boolean {
  return /\$\{?[1-9@*]/.test(script);
}

/** Adds assignments of the script's name and arguments before the script. */
export function withArguments(script: string, [name, ...rest]: readonly string[]): string {
  const named = name === undefined || !/\$\{?0/.test(script) ? script : script.replace(/\$(?:0(?!\d)|\{0\})/g, () => name);
  return rest.length === 0 || !mentionsArguments(named) ? named : `set -- ${rest.map(written).join(' ')}; ${named}`;
}

function written(word: string): string {
  return word.includes('$') ? `"${word}"` : quoteWords([word]);
}
