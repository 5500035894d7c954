import type { Json, Pointer } from './json';
import type { Position } from './position';
import type { WrittenValue } from './written-value';

/** The value of a text, and where its parts are written. */
export interface Document {
  readonly value: Json;
  /**
   * Returns the position of the pointer's key or list item. If that does not exist, returns the position of the innermost existing value
   * around it. The first call indexes the whole text.
   */
  readonly locate: (pointer: Pointer) => Position;
  /** The text that is read, without a byte order mark. Offsets refer to it. */
  readonly text: string;
  /** Returns the written form of the value at the pointer; undefined if a merge key, a loop or nothing provides the value. */
  readonly writtenAt: (pointer: Pointer) => WrittenValue | undefined;
  /**
   * Returns the value with numbers as written. A number that the engine prints differently, such as `1.0`, becomes a text, because the
   * values of a template are texts. Absent if all numbers are printed as written.
   */
  readonly asWritten?: () => Json;
}
