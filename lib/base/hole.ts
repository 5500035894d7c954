/** Stands in a text for a part that only the deployment knows: U+FFFC, the object replacement character. */
export const HOLE = '\uFFFC';

/**
 * Slots stand in a text for a part that has several values in the template: one private-use character, U+E000 to U+F8FF, for each
 * part. A reader of the text takes a slot for a hole; a search for words inserts the slot's values.
 */
export const FIRST_SLOT = 0xe000;
export const LAST_SLOT = 0xf8ff;

/** A character class of holes and slots, for regular expressions. */
export const UNKNOWN_CHARACTERS = '\uFFFC\uE000-\uF8FF';
