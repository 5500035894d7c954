/** A word of a command line, as `parseArgs` of Node.js tells with `tokens`. */
type Token =
  | { readonly kind: 'option'; readonly name: string; readonly value?: string | undefined }
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' };

/** The words that belong to an option, and those that belong to none. */
export interface OptionWords {
  readonly of: (option: string) => readonly string[];
  readonly others: readonly string[];
}

/**
 * Reads options that take several words, as in `--parameters A=1 B=2`.
 *
 * @param options how a further word of each of them looks; the first one is always its own
 */
export function readOptionWords(tokens: readonly Token[], options: ReadonlyMap<string, RegExp>): OptionWords {
  const words = new Map<string, string[]>();
  const others: string[] = [];
  let taking: string | undefined;
  const take = (option: string, word: string): void => {
    words.set(option, [...(words.get(option) ?? []), word]);
  };
  for (const token of tokens) {
    if (token.kind === 'option') {
      taking = options.has(token.name) ? token.name : undefined;
      if (taking !== undefined && token.value !== undefined) take(taking, token.value);
    } else if (token.kind === 'option-terminator') {
      taking = undefined;
    } else if (taking !== undefined && options.get(taking)?.test(token.value) === true) {
      take(taking, token.value);
    } else {
      taking = undefined;
      others.push(token.value);
    }
  }
  return { of: (option) => words.get(option) ?? [], others };
}
