import type { Lexer } from 'yaml';
import type { YamlPackage } from './nodes';

/** What the lexer goes by within quotes and brackets. The package does not make it public; a test holds what comes of it. */
interface LexerState {
  /** Columns that a line has to be indented by to go on with what has begun. */
  indentNext: number;
  parseQuotedScalar?: () => Generator<string, unknown>;
  parseFlowCollection?: () => Generator<string, unknown>;
}

/**
 * A lexer for which a text in quotes, and a list or an object in brackets, goes on until it is closed, however little its lines are
 * indented. YAML 1.2 wants them indented more than the key; CloudFormation, as libyaml and PyYAML, does not look.
 */
export function outdentedLexer({ Lexer: StrictLexer }: YamlPackage): Lexer {
  const lexer = new StrictLexer();
  const state = lexer as unknown as LexerState;
  const { parseQuotedScalar, parseFlowCollection } = state;
  if (parseQuotedScalar !== undefined) state.parseQuotedScalar = () => anyhowIndented(state, parseQuotedScalar.call(lexer));
  if (parseFlowCollection !== undefined) state.parseFlowCollection = () => anyhowIndented(state, parseFlowCollection.call(lexer));
  return lexer;
}

function* anyhowIndented(state: LexerState, lexemes: Generator<string, unknown>): Generator<string, unknown> {
  const { indentNext } = state;
  state.indentNext = 0;
  const next = yield* lexemes;
  state.indentNext = indentNext;
  return next;
}
