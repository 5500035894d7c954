import type { Json } from '../json/json';

/** The meaning of a node's tag. */
export type TagMeaning =
  | { readonly kind: 'none' }
  /** A text of any form, which `convert` may decode. */
  | { readonly kind: 'text'; readonly convert?: (written: string) => string }
  /** A function. The value becomes the only member of an object, with the function's name as its key. */
  | { readonly kind: 'function'; readonly name: string; readonly argument: (written: Json) => Json }
  | { readonly kind: 'unknown'; readonly message: string };

/** The meaning of tags for a reader of YAML, and the messages for texts that it rejects. */
export interface YamlDialect {
  /** Returns the meaning of a tag in its long spelling: `tag:yaml.org,2002:str` for `!!str`. */
  readonly meaningOf: (tag: string) => TagMeaning;
  /** Whether the last of several equal keys counts. Otherwise, the second one is refused. */
  readonly lastKeyCounts: boolean;
  readonly messages: {
    readonly empty: string;
    readonly secondDocument: string;
    readonly tooDeep: string;
  };
}

/** The prefix of the tags that YAML itself defines. */
export const CORE_TAG = 'tag:yaml.org,2002:';

const NONE: TagMeaning = { kind: 'none' };
const TEXT: TagMeaning = { kind: 'text' };
const PLAIN_TAGS: ReadonlySet<string> = new Set(['bool', 'float', 'int', 'map', 'null', 'seq'].map((name) => CORE_TAG + name));

/** Returns the meaning of a tag that every dialect knows; undefined for any other. */
export function coreMeaning(tag: string): TagMeaning | undefined {
  if (PLAIN_TAGS.has(tag)) return NONE;
  return tag === '!' || tag === `${CORE_TAG}str` ? TEXT : undefined;
}

/** Returns the meaning of a tag, or of none. */
export function meaningIn(dialect: YamlDialect, tag: string | undefined): TagMeaning {
  return tag === undefined ? NONE : (coreMeaning(tag) ?? dialect.meaningOf(tag));
}
