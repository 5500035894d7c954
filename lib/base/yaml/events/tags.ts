import { coreMeaning, CORE_TAG, type TagMeaning, type YamlDialect } from '../dialect';

/** Tags without handles of their own, escapes and the like. */
const ORDINARY_TAG = /^!!?[\w-]+$/;

/** Returns the meaning of a tag as it is written; undefined if the parsers' views of it might differ. */
export function writtenMeaning(written: string, dialect: YamlDialect): TagMeaning | undefined {
  if (written !== '!' && !ORDINARY_TAG.test(written)) return undefined;
  const tag = written.startsWith('!!') ? CORE_TAG + written.slice(2) : written;
  const meaning = coreMeaning(tag) ?? dialect.meaningOf(tag);
  return meaning.kind === 'text' || meaning.kind === 'function' ? meaning : undefined;
}
