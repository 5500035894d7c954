/** How a language quotes. */
export interface Quoting {
  readonly quotes: string;
  /** The character that takes the next one as it is. */
  readonly escape: string;
}

/**
 * Visits the characters of a line that stand outside quotes, until one is what is looked for. Returns the quote that is open at the end
 * of what was visited.
 */
export function visitUnquoted(
  line: string,
  { quotes, escape }: Quoting,
  isFound: (at: number) => boolean,
  from = 0,
  to = line.length,
): string | undefined {
  let quote: string | undefined;
  for (let at = from; at < to; at++) {
    const char = line.charAt(at);
    if (char === escape) at++;
    else if (quote !== undefined) quote = char === quote ? undefined : quote;
    else if (isFound(at)) return undefined;
    else if (quotes.includes(char)) quote = char;
  }
  return quote;
}
