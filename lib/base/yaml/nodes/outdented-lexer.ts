import type { Lexer } from 'yaml';
import type { YamlPackage } from './nodes';

/** The lexer's state within quotes and brackets. The package keeps it private; a test pins its effect. */
interface LexerState {
  /** The number of columns by which a line must be indented to continue the value. */
  indentNext: number;
  parseQuotedScalar?: () => Generator<string, unknown>;
  parseFlowCollection?: () => Generator<string, unknown>;
}

/**
 * Returns a lexer that continues a quoted text, a list or an object until it is closed, however little its lines are indented. YAML 1.2
 * requires more indentation than the key's. CloudFormation, libyaml and PyYAML do not.
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
