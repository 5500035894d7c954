/**
 * The longest JSON text that is read, in UTF-16 code units. CloudFormation accepts templates of 1 MB; a template that the CDK writes
 * may be larger before it is split up or its indentation removed. A longer text is refused.
 */
export const LONGEST_JSON = 50 * 1024 * 1024;

/**
 * The longest YAML text that is read, in UTF-16 code units. Where something is out of the ordinary or wrong, YAML takes about two seconds for
 * each MB, a hundred times as long as JSON. A longer text is refused.
 */
export const LONGEST_YAML = 4 * 1024 * 1024;

/** Levels of objects and lists within each other: CloudFormation's own templates stay below 40. A deeper text is refused. */
export const DEEPEST = 200;

/** Values that aliases and merge keys may add to a YAML document: a template has at most 500 resources. With more, it is refused. */
export const MOST_ALIASED_VALUES = 100_000;
