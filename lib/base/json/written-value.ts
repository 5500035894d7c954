/** How a value is written, as offsets in the text. */
export type WrittenValue =
  /** A text, a number or a word: the characters between its quotes, if it has any; of a block text, its lines without the indentation. */
  | { readonly kind: 'scalar'; readonly start: number; readonly end: number }
  /** An object or a list. */
  | {
      readonly kind: 'object' | 'list';
      /** Whether indentation holds it together, not brackets. */
      readonly isBlock: boolean;
      /** Its bracket; in a block, its first member. */
      readonly start: number;
      /** Its first key or item; of an item in a block, the dash. Undefined if it is empty. */
      readonly first: number | undefined;
    };
