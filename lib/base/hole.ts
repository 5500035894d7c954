/** Stands in a text for a part that only the deployment knows: U+FFFC, the object replacement character. */
export const HOLE = '\uFFFC';
