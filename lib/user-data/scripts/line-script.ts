import { codeLines, type CodeLine } from './lines/code-lines';
import { handedOn } from './lines/handed-on';
import { foldedTexts, heldTexts } from './lines/folded-texts';
import { LANGUAGES, type LineKind, type LineLanguage } from './lines/languages';
import { runTexts } from './lines/run-texts';
import { spokenParts } from './lines/spoken-parts';
import { foldedForWindows, heldByWindows } from './lines/windows-texts';
import type { Branch, EmbeddedText, ScriptReading, Statement, Use } from './statement';

interface OpenStatement extends Statement {
  readonly uses: Use[];
}

/** The number of answers to one question. Above it, an answer is read on its own. */
const MOST_ANSWERS = 200;

/** Reads a script or a settings file line by line. A line and its continuations are one statement. */
export function readLineScript(kind: LineKind, text: string, firstLine: number, branches: readonly Branch[] = []): ScriptReading {
  const language = LANGUAGES[kind];
  const problems = new Set<string>();
  const embedded: EmbeddedText[] = [];
  const statements: OpenStatement[] = [];
  const questions = new Questions(language);
  const lines = codeLines(text, language);
  const fold = folding(kind, lines);
  const coded: CodeLine[] = [];
  for (const { text: written, index, isContinued } of lines) {
    if (written.trim() === '') continue;
    const line = firstLine + index;
    const { code = '', spoken } = spokenParts(fold(written), language);
    for (const inner of handedOn(kind, code, problems, line)) embedded.push({ ...inner, line, file: undefined, branches });
    coded.push({ text: code, index, isContinued });
    const before = isContinued ? statements.at(-1) : undefined;
    const statement = before ?? { uses: [], branches };
    if (before === undefined) statements.push(statement);
    if (code.trim() !== '') statement.uses.push({ word: code, role: 'line', program: '', line });
    if (spoken !== undefined) statement.uses.push({ word: spoken, role: 'spoken', program: '', line });
    questions.take(code, line, statement);
  }
  if (kind === 'script') {
    for (const { index, ...inner } of runTexts(text, coded))
      embedded.push({ ...inner, line: firstLine + index, file: undefined, branches });
  }
  return { statements: statements.filter(({ uses }) => uses.length > 0), embedded, problems: [...problems] };
}

/** Returns a function that combines the texts of a line. */
function folding(kind: LineKind, lines: readonly CodeLine[]): (line: string) => string {
  const written = lines.map(({ text }) => text);
  switch (kind) {
    case 'script': {
      const held = heldTexts(written);
      return (line) => foldedTexts(line, held);
    }
    case 'powershell':
    case 'batch': {
      const held = heldByWindows(kind, written);
      return (line) => foldedForWindows(kind, line, held);
    }
    case 'settings':
      return (line) => line;
  }
}

/** Adds the answers of `switch`, `case` and `match` to the statement with the question. */
class Questions {
  private asking: OpenStatement | undefined;
  private answers = 0;
  private depth = 0;

  public constructor(private readonly language: LineLanguage) {}

  public take(code: string, line: number, statement: OpenStatement): void {
    const { fork, answer } = this.language;
    if (fork === undefined || answer === undefined) return;
    const isAsked = fork.test(code) && !/^\s*case\b.*:\s*$/.test(code);
    if (isAsked) {
      this.asking = statement;
      this.answers = 0;
      this.depth = 0;
    } else if (this.asking !== undefined && this.depth >= 0 && answer.test(code) && this.answers++ < MOST_ANSWERS) {
      this.asking.uses.push({ word: code, role: 'pattern', program: '', line });
    }
    this.depth += bracesOf(code, '{') - bracesOf(code, '}');
    if (!isAsked && this.depth < 0) this.asking = undefined;
  }
}

function bracesOf(code: string, brace: string): number {
  return code.split(brace).length - 1;
}
