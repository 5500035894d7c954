/** The written form of a value, as offsets in the text. */
export type WrittenValue =
  /** A text, a number or a word: the characters between its quotes, if any. For a block text, its lines without the indentation. */
  | { readonly kind: 'scalar'; readonly start: number; readonly end: number }
  /** An object or a list. */
  | {
      readonly kind: 'object' | 'list';
      /** Whether indentation delimits it instead of brackets. */
      readonly isBlock: boolean;
      /** The opening bracket; in a block, the first member. */
      readonly start: number;
      /** The first key or item; for an item in a block, the dash. Undefined if it is empty. */
      readonly first: number | undefined;
    };
