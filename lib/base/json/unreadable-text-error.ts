import type { LineIndex, Position } from './position';

/** A text is no CloudFormation template. The message is lower case, has no full stop, and says what is wrong and what to do. */
export class UnreadableTemplateError extends Error {
  public override readonly name = 'UnreadableTemplateError';
  /** From 1; undefined where the text as a whole is meant. */
  public readonly line: number | undefined;
  /** From 1, in UTF-16 code units; undefined where the text as a whole is meant. */
  public readonly column: number | undefined;

  public constructor(message: string, position?: Position) {
    super(message);
    this.line = position?.line;
    this.column = position?.column;
  }
}

/** Where in a text something is wrong, and what. */
export type Refuse = (offset: number, message: string) => never;

export function refuser(lines: LineIndex): Refuse {
  return (offset, message) => {
    throw new UnreadableTemplateError(message, lines.position(offset));
  };
}

/** "line 3, column 5" of an offset, for messages. */
export function describePosition({ line, column }: Position): string {
  return `line ${line}, column ${column}`;
}

export function duplicateKey(name: string, first: Position): string {
  return `the key '${name}' is written twice in one object, first at ${describePosition(first)}: rename or remove one of them`;
}
