import type { Fragment } from '../fragment';
import { HeldScripts } from './held-scripts';
import { readLineScript } from './line-script';
import { unitCommands, unitPrograms } from './lines/unit-programs';
import { mountFunctionLines } from './mount-function';
import { RunFiles } from './run-files';
import { readShellScript, type SharedShell } from './shell-script';
import type { Branch, EmbeddedText, ScriptReading, Statement } from './statement';

/** Scripts that write scripts that write scripts. */
const DEEPEST = 10;

/** A statement with what a finding about it tells. */
export interface PlacedStatement extends Statement {
  readonly where: readonly string[];
  /** The lines of the text it is in, of which the first is `firstLine`. */
  readonly lines: readonly string[];
  readonly firstLine: number;
  /** It is of the function that `NitroVolumeMount` brings along, and knows Nitro for itself, not for the script around it. */
  readonly isBroughtAlong: boolean;
}

export interface PlacedReading {
  readonly statements: readonly PlacedStatement[];
  /** What has not been read, a clause each. */
  readonly problems: readonly string[];
}

/** Reads fragments as scripts, with the files they write and the texts they hand to interpreters. */
export function readScripts(fragments: readonly Fragment[]): readonly PlacedStatement[] {
  return readScriptsFully(fragments).statements;
}

interface Inner {
  readonly fragment: Fragment;
  readonly depth: number;
  readonly branches: readonly Branch[];
}

/** A text in a file whose language its own text does not tell. */
interface WrittenText extends Inner {
  readonly file: string;
}

/** What scripts of one launch that are read one after the other know of each other. Each reading adds what it finds. */
export class SharedScripts {
  /** The languages of files that are run, by path. */
  public readonly filesRun = new RunFiles();
  /** Texts in files that may be run later. */
  public written: WrittenText[] = [];
  public readonly held = new HeldScripts();
}

/**
 * Reads fragments as `readScripts` does, with what has not been read.
 *
 * @param shared what other scripts of the launch run and hold
 */
export function readScriptsFully(fragments: readonly Fragment[], shared = new SharedScripts()): PlacedReading {
  return new ScriptsReader(shared).read(fragments);
}

class ScriptsReader {
  private readonly problems: string[] = [];
  private readonly shell: SharedShell;

  public constructor(private readonly shared: SharedScripts) {
    this.shell = { functions: new Map(), filesRun: shared.filesRun };
  }

  public read(fragments: readonly Fragment[]): PlacedReading {
    const statements = fragments.flatMap((fragment) => this.fragment({ fragment, depth: 0, branches: [] }));
    // What is written, or held by a variable, in one of them may be run by another.
    let next: readonly PlacedStatement[] = statements;
    do {
      next = [...this.shared.held.runIn(next).flatMap((script) => this.fragment({ ...script, depth: 1 })), ...this.writtenAndRun()];
      for (const statement of next) statements.push(statement);
    } while (next.length > 0);
    return { statements, problems: this.problems };
  }

  /** Reads the texts in files that are known to be run by now. */
  private writtenAndRun(): readonly PlacedStatement[] {
    const { written, filesRun } = this.shared;
    const isRun = ({ file }: WrittenText): boolean => filesRun.has(file);
    this.shared.written = written.filter((text) => !isRun(text));
    return written.filter(isRun).flatMap((text) => {
      const kind = filesRun.get(text.file) ?? text.fragment.kind;
      return this.fragment({ ...text, fragment: { ...text.fragment, kind } });
    });
  }

  private fragment({ fragment, depth, branches }: Inner): readonly PlacedStatement[] {
    const { kind, text, where, line, file } = fragment;
    if (kind === 'other') {
      if (file !== undefined) this.shared.written.push({ fragment, depth, branches, file });
      return [];
    }
    if (depth > DEEPEST) {
      this.problems.push([...where, `the script in line ${line.toString()} is within too many others to be read`].join(', '));
      return [];
    }
    const lines = text.split('\n');
    const broughtAlong = mountFunctionLines(lines);
    const placed = (statement: Statement): PlacedStatement => {
      const [first] = statement.uses;
      return { ...statement, where, lines, firstLine: line, isBroughtAlong: first !== undefined && broughtAlong.has(first.line - line) };
    };
    const reading: ScriptReading & { readonly again?: () => readonly Statement[] } =
      kind === 'shell' ? readShellScript(text, line, this.shell, branches) : readLineScript(kind, text, line, branches);
    for (const problem of reading.problems) this.problems.push([...where, problem].join(', '));
    const commands = kind === 'settings' ? unitCommands(text, line) : [];
    if (kind === 'settings') for (const program of unitPrograms(text)) this.shared.filesRun.set(program, 'shell');
    const ofUnit = commands.map((command): EmbeddedText => ({ ...command, kind: 'shell', file: undefined, branches }));
    const before = this.shell.functions.size;
    const inner = [...reading.embedded, ...ofUnit].flatMap((each) => this.embedded(each, where, depth));
    // A function that it writes to a file, and then reads in, is called with arguments.
    const statements = this.shell.functions.size > before ? (reading.again?.() ?? reading.statements) : reading.statements;
    return [...statements.map(placed), ...inner];
  }

  private embedded(
    { kind, text, line, file, branches }: EmbeddedText,
    where: readonly string[],
    depth: number,
  ): readonly PlacedStatement[] {
    if (file === undefined) return this.fragment({ fragment: { kind, text, line, where }, depth: depth + 1, branches });
    // A file that is added to has the language that its first line tells.
    if (kind !== 'other') this.shared.filesRun.set(file, kind);
    return this.fragment({ fragment: { kind, text, line, where: [...where, `file ${file}`], file }, depth: depth + 1, branches });
  }
}
