/** The quoting of a language. */
export interface Quoting {
  readonly quotes: string;
  /** The escape character: the next character loses its meaning. */
  readonly escape: string;
}

/** Visits the characters of a line outside quotes, up to the wanted one. Returns the quote that is open at the end, if any. */
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
