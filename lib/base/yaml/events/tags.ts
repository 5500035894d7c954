import { coreMeaning, CORE_TAG, type TagMeaning, type YamlDialect } from '../dialect';

/** Tags without handles of their own and without escapes. */
const ORDINARY_TAG = /^!!?[\w-]+$/;

/** Returns the meaning of a written tag; undefined if the parsers may disagree on it. */
export function writtenMeaning(written: string, dialect: YamlDialect): TagMeaning | undefined {
  if (written !== '!' && !ORDINARY_TAG.test(written)) return undefined;
  const tag = written.startsWith('!!') ? CORE_TAG + written.slice(2) : written;
  const meaning = coreMeaning(tag) ?? dialect.meaningOf(tag);
  return meaning.kind === 'text' || meaning.kind === 'function' ? meaning : undefined;
}
