import { longForm, similarTag } from './short-forms';

/** The prefix of the tags that YAML itself defines, in the parser's long spelling. */
const CORE = 'tag:yaml.org,2002:';
const PLAIN_TAGS: ReadonlySet<string> = new Set(['bool', 'float', 'int', 'null'].map((name) => CORE + name));
const TEXT_TAGS: ReadonlySet<string> = new Set(['!', `${CORE}str`]);
const COLLECTION_TAGS: ReadonlySet<string> = new Set([`${CORE}map`, `${CORE}seq`]);

/** The meaning of a node's tag. */
export type TagMeaning =
  | { readonly kind: 'none' }
  /** A text, whatever it looks like. */
  | { readonly kind: 'text' }
  /** The short form of an intrinsic function. */
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'unknown'; readonly message: string };

const NONE: TagMeaning = { kind: 'none' };
const TEXT: TagMeaning = { kind: 'text' };

export function meaningOf(tag: string | undefined): TagMeaning {
  if (tag === undefined || PLAIN_TAGS.has(tag) || COLLECTION_TAGS.has(tag)) return NONE;
  if (TEXT_TAGS.has(tag)) return TEXT;
  const name = longForm(tag);
  if (name !== undefined) return { kind: 'function', name };
  const written = tag.startsWith(CORE) ? `!!${tag.slice(CORE.length)}` : tag;
  const similar = similarTag(tag);
  return {
    kind: 'unknown',
    message: `CloudFormation knows no tag '${written}': ${similar === undefined ? 'write a function it knows, or quote the text' : `write '${similar}'`}`,
  };
}
