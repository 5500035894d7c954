/** A word of a command line: a token of Node.js's `parseArgs`. */
type Token =
  | { readonly kind: 'option'; readonly name: string; readonly value?: string | undefined }
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' };

/** The words of each option (`of`) and the positional words (`others`). */
export interface OptionWords {
  readonly of: (option: string) => readonly string[];
  readonly others: readonly string[];
}

/**
 * Reads options that take several words, as in `--parameters A=1 B=2`.
 *
 * @param options the options, each with a pattern for its second and later words; the first word always belongs to the option
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
