/** The number of characters of a misplaced value that a message quotes. */
const LONGEST_QUOTE = 80;

/** Cuts a value short for a message. */
export function shortened(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
}

/** Describes a value of unknown kind for a message: `nothing`, `a list`, `"text"`. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return shortened(JSON.stringify(value));
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : typeof value === 'object'
      ? 'an object'
      : `a ${typeof value}`;
}
