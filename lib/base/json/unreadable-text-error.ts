import type { LineIndex, Position } from './position';

/** A text that is not a CloudFormation template. The message is lower case without a full stop: the error, then the remedy. */
export class UnreadableTemplateError extends Error {
  public override readonly name = 'UnreadableTemplateError';
  /** From 1; undefined for an error of the text as a whole. */
  public readonly line: number | undefined;
  /** From 1, in UTF-16 code units; undefined for an error of the text as a whole. */
  public readonly column: number | undefined;

  public constructor(message: string, position?: Position) {
    super(message);
    this.line = position?.line;
    this.column = position?.column;
  }
}

/** Refuses a text: throws an error with the position of the offset. */
export type RefuseOffset = (offset: number, message: string) => never;

export function refuser(lines: LineIndex): RefuseOffset {
  return (offset, message) => {
    throw new UnreadableTemplateError(message, lines.position(offset));
  };
}

/** Writes a position for a message: `line 3, column 5`. */
export function describePosition({ line, column }: Position): string {
  return `line ${line}, column ${column}`;
}

export function duplicateKey(name: string, first: Position): string {
  return `the key '${name}' is written twice in one object, first at ${describePosition(first)}: rename or remove one of them`;
}
