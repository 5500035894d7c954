import type { CST, Document, Lexer, YAMLError } from 'yaml';
import { DEEPEST } from '../../json/limits';
import type { RefuseOffset } from '../../json/unreadable-text-error';
import type { YamlDialect } from '../dialect';
import type { YamlPackage } from './nodes';
import { outdentedLexer } from './outdented-lexer';

/**
 * Parses the only document of a YAML text. Every scalar is still the written text. Refuses a text that is not YAML, is nested too deeply
 * for the parser, or has several documents.
 */
export function parseNodes(yaml: YamlPackage, text: string, { messages }: YamlDialect, refuse: RefuseOffset): Document.Parsed {
  const strict = composeDocuments(yaml, new yaml.Lexer(), text);
  const { documents, tooDeepAt } = errorOf(strict) === undefined ? strict : readAnyhowIndented(yaml, text, strict);
  if (tooDeepAt !== undefined) refuse(tooDeepAt, messages.tooDeep);
  const [document, second] = documents;
  const error = document?.errors[0];
  if (error !== undefined) refuse(error.pos[0], explain(error, text));
  if (second !== undefined) refuse(second.range[0], messages.secondDocument);
  return document ?? refuse(0, messages.empty);
}

interface Composed {
  readonly documents: readonly Document.Parsed[];
  /** The offset at which the nesting became too deep. */
  readonly tooDeepAt?: number;
}

function composeDocuments({ Composer, Parser }: YamlPackage, lexer: Lexer, text: string): Composed {
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const parser = new Parser();
  const documents: Document.Parsed[] = [];
  const compose = (tokens: Iterable<CST.Token>): void => {
    for (const token of tokens) for (const document of composer.next(token)) documents.push(document);
  };
  for (const lexeme of lexer.lex(text)) {
    compose(parser.next(lexeme));
    // The composer recurses for every level, so this check must come first.
    if (parser.stack.length > DEEPEST) return { documents, tooDeepAt: parser.offset };
  }
  compose(parser.end());
  for (const document of composer.end(true, text.length)) documents.push(document);
  return { documents };
}

/** Reads the text again, and lets quotes and brackets continue at any column. The remaining errors are those of strict YAML. */
function readAnyhowIndented(yaml: YamlPackage, text: string, strict: Composed): Composed {
  const composed = composeDocuments(yaml, outdentedLexer(yaml), text);
  return composed.tooDeepAt === undefined && composed.documents.length === 1 && errorOf(composed) === undefined ? composed : strict;
}

function errorOf({ documents: [document] }: Composed): YAMLError | undefined {
  return document?.errors[0];
}

/** Rewords the parser's error. An error that already says what to do, or that templates do not have, keeps the parser's wording. */
function explain({ code, message, pos: [start, end] }: YAMLError, text: string): string {
  const own = message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '').replaceAll('\n', ' ');
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab cannot indent YAML: use spaces';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return "a second ':' inside one value: put the value in quotes, or align the line with the keys it belongs to";
    case 'MULTIPLE_TAGS':
      return "a value can have only one short form: write the outer function in its long form, for example 'Fn::Base64: !Sub ...'";
    case 'BAD_ALIAS':
      return `'${text.slice(start, end)}' is not a name for an anchor or alias: rename it`;
    case 'BAD_SCALAR_START':
      return `${own}: put it in quotes`;
    case 'MISSING_CHAR':
      if (message.startsWith('Missing closing')) return 'a text in quotes is never closed: close it';
      return message.startsWith('Implicit map keys') ? "a key without a ':' after it: add one, or check the indentation" : own;
    default:
      return own;
  }
}
