import type { Json, Pointer } from './json';
import type { Position } from './position';
import type { WrittenValue } from './written-value';

/** The value of a text, and where its parts are written. */
export interface Document {
  readonly value: Json;
  /**
   * Returns the position of the key or list item that the pointer ends in; where that does not exist, of the innermost value
   * around it that does. The first call indexes the whole text.
   */
  readonly locate: (pointer: Pointer) => Position;
  /** The text that is read, without a byte order mark: offsets count in it. */
  readonly text: string;
  /** Returns how the value is written that the pointer names exactly; undefined if a merge key, a loop or nothing has it. */
  readonly writtenAt: (pointer: Pointer) => WrittenValue | undefined;
  /**
   * Returns the value with each number that the engine prints otherwise than it is written, such as `1.0`, as the text that is written: a template's
   * values are texts. Absent where all numbers are printed as they are written.
   */
  readonly asWritten?: () => Json;
}
