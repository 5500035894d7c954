/**
 * The number of UTF-16 code units of a JSON text. CloudFormation accepts templates of 1 MB, but a template of the CDK may be larger before
 * it is split or loses its indentation. A longer text is refused.
 */
export const LONGEST_JSON = 50 * 1024 * 1024;

/**
 * The number of UTF-16 code units of a YAML text. An unusual or wrong text takes about two seconds for each MB, a hundred times as long as
 * JSON. A longer text is refused.
 */
export const LONGEST_YAML = 4 * 1024 * 1024;

/** The levels of objects and lists. CloudFormation's own templates stay below 40. A deeper text is refused. */
export const DEEPEST = 200;

/**
 * The number of values that aliases and merge keys may add to a YAML document. A template has at most 500 resources. Above it, the document
 * is refused.
 */
export const MOST_ALIASED_VALUES = 100_000;
