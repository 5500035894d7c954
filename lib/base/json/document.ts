import type { Json, Pointer } from './json';
import type { Position } from './position';

/** A text that has been read, and where its values are written. */
export interface Document {
  readonly value: Json;
  /**
   * The position of the key that the pointer ends in, or of the list item; of the innermost value around it that exists,
   * where it points to nothing. The first call indexes the whole text.
   */
  readonly locate: (pointer: Pointer) => Position;
}
