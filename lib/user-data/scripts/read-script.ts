import { decode } from '../decoding';
import { fileLanguage } from '../file-language';
import type { Fragment, FragmentKind } from '../fragment';
import { cronScript } from './cron-script';
import { HeldScripts, TOO_MANY_PIECES } from './held-scripts';
import { readLineScript } from './line-script';
import { unitCommands, unitPrograms } from './lines/unit-programs';
import { mountFunctionLines } from './mount-function';
import { RunFiles } from './run-files';
import { mentionsArguments, withArguments } from './shell/script-arguments';
import { readShellScript, type SharedShell, type ShellReading } from './shell-script';
import type { Branch, EmbeddedText, ScriptReading, Statement, Use } from './statement';

/** The levels of scripts that write scripts. */
const DEEPEST = 10;

/** The number of lines of a file that are read into variables. Errs towards fewer values. */
const MOST_LINES = 100;

/** A statement with the data for a finding. */
export interface PlacedStatement extends Statement {
  readonly where: readonly string[];
  /** The lines of the statement's text. The first one is `firstLine`. */
  readonly lines: readonly string[];
  readonly firstLine: number;
  /**
   * The statement is in the function that `NitroVolumeMount` adds. That function accounts for Nitro itself, but not for the script around
   * it.
   */
  readonly isBroughtAlong: boolean;
  /** The statement is in a text that another script runs. */
  readonly isOfText?: true;
}

export interface PlacedReading {
  readonly statements: readonly PlacedStatement[];
  /** The parts that were not read, a clause each. */
  readonly problems: readonly string[];
}

/** Reads fragments as scripts, with the files that they write and the texts that they pass to interpreters. */
export function readScripts(fragments: readonly Fragment[]): readonly PlacedStatement[] {
  return readScriptsFully(fragments).statements;
}

interface Inner {
  readonly fragment: Fragment;
  readonly depth: number;
  readonly branches: readonly Branch[];
  /** The text begins with its name and arguments. */
  readonly isCalled?: true;
}

/** A text in a file that does not itself show its language. */
interface TextInFile extends Inner {
  readonly file: string;
}

/** The state that the scripts of one launch share. Scripts are read one after another, and each adds to it. */
export class SharedScripts {
  /** The languages of the files that are run, by path. */
  public readonly filesRun = new RunFiles();
  /** Texts in files that may be run later. */
  public written: TextInFile[] = [];
  /** Scripts in files that mention their arguments. */
  public called: TextInFile[] = [];
  /** Texts in files that nothing reads yet. */
  public unread: TextInFile[] = [];
  public readonly held = new HeldScripts(this.filesRun);
  /** Functions whose output a script captures. */
  public readonly captured = new Set<string>();
}

/**
 * Reads fragments as `readScripts` does, and returns the unread parts too.
 *
 * @param shared the state shared with the other scripts of the launch
 */
export function readScriptsFully(fragments: readonly Fragment[], shared = new SharedScripts()): PlacedReading {
  return new ScriptsReader(shared).read(fragments);
}

class ScriptsReader {
  private readonly problems: string[] = [];
  private readonly shell: SharedShell;

  public constructor(private readonly shared: SharedScripts) {
    this.shell = { functions: new Map(), captured: shared.captured, filesRun: shared.filesRun };
  }

  public read(fragments: readonly Fragment[]): PlacedReading {
    const statements = fragments.flatMap((fragment) => this.fragment({ fragment, depth: 0, branches: [] }));
    // A file or variable of one script may be run by another.
    let next: readonly PlacedStatement[] = statements;
    do {
      next = [
        ...this.shared.held.runIn(next).flatMap((script) => this.fragment({ ...script, depth: 1 })),
        ...this.writtenAndRun(),
        ...this.writtenAndRead(),
      ];
      for (const statement of next) statements.push(statement);
    } while (next.length > 0);
    if (this.shared.held.isCut && !this.problems.includes(TOO_MANY_PIECES)) this.problems.push(TOO_MANY_PIECES);
    return { statements, problems: this.problems };
  }

  /** Reads the texts in files that are now known to be run. */
  private writtenAndRun(): readonly PlacedStatement[] {
    const { written, called, filesRun, held } = this.shared;
    filesRun.setPaths((file) => held.expanded(file));
    const pathOf = (file: string): string => {
      if (!file.includes('$') || filesRun.has(file)) return file;
      return held.expanded(file).find((path) => filesRun.has(path) || fileLanguage(path, '') !== 'other') ?? file;
    };
    const kindOf = ({ file, fragment: { text } }: TextInFile): FragmentKind => {
      const path = pathOf(file);
      return filesRun.get(path) ?? (path === file ? 'other' : fileLanguage(path, text));
    };
    const isRun = (text: TextInFile): boolean => kindOf(text) !== 'other';
    this.shared.written = written.filter((text) => !isRun(text));
    const run = written.filter(isRun).flatMap((text) => {
      const { fragment } = text;
      return this.fragment({ ...text, fragment: { ...fragment, kind: kindOf(text), text: decode(fragment.text).text ?? fragment.text } });
    });
    const isCalled = ({ file }: TextInFile): boolean => filesRun.argumentsOf(pathOf(file)).length > 0;
    this.shared.called = called.filter((text) => !isCalled(text));
    const again = called.filter(isCalled).flatMap((text) => this.withArguments(text, filesRun.argumentsOf(pathOf(text.file))));
    return [...run, ...again];
  }

  /** Sets the variables that stand for the lines of files: `xargs -I{} mkfs.xfs /dev/{} < file`. */
  private writtenAndRead(): readonly PlacedStatement[] {
    const { unread, filesRun } = this.shared;
    const read = unread.filter(({ file }) => filesRun.variableFor(file) !== undefined);
    if (read.length === 0) return [];
    this.shared.unread = unread.filter(({ file }) => filesRun.variableFor(file) === undefined);
    return read.map(({ fragment: { text, where, line }, file, branches }) => {
      const name = filesRun.variableFor(file) ?? '';
      const lines = text.split('\n');
      const uses = lines.slice(0, MOST_LINES).flatMap((each, index): readonly Use[] => {
        const word = `${name}=${each.trim()}`;
        return each.trim() === '' ? [] : [{ role: 'assignment', word, program: '', line: line + index }];
      });
      return { uses, branches, where, lines, firstLine: line, isBroughtAlong: false };
    });
  }

  /** Reads a script with the arguments of its calls. */
  private withArguments(text: TextInFile, calls: readonly (readonly string[])[]): readonly PlacedStatement[] {
    const set = calls.map((words) => withArguments('$@', ['', ...words]).replace(/ \$@$/, ' ')).join('');
    return this.fragment({ ...text, fragment: { ...text.fragment, text: `${set}${text.fragment.text}` }, isCalled: true });
  }

  private fragment({ fragment, depth, branches, isCalled }: Inner): readonly PlacedStatement[] {
    const { kind, text, where, line, file } = fragment;
    if (kind === 'shell' && file !== undefined && isCalled !== true && mentionsArguments(text))
      this.shared.called.push({ fragment, depth, branches, file });
    if (file !== undefined && isCalled !== true) this.shared.unread.push({ fragment, depth, branches, file });
    if (kind === 'other') {
      if (file !== undefined) this.shared.written.push({ fragment, depth, branches, file });
      return [];
    }
    if (depth > DEEPEST) {
      this.problems.push([...where, `the script in line ${line.toString()} is nested too deeply to read`].join(', '));
      return [];
    }
    const lines = text.split('\n');
    const broughtAlong = mountFunctionLines(lines);
    const placed = (statement: Statement): PlacedStatement => {
      const [first] = statement.uses;
      const isBroughtAlong = first !== undefined && broughtAlong.has(first.line - line);
      return {
        ...statement,
        where,
        lines,
        firstLine: line,
        isBroughtAlong,
        ...(depth > 0 && file === undefined ? { isOfText: true } : {}),
      };
    };
    const reading: ScriptReading & Partial<Pick<ShellReading, 'again'>> =
      kind === 'shell' || kind === 'cron'
        ? readShellScript(kind === 'cron' ? cronScript(text, file) : text, line, this.shell, branches)
        : readLineScript(kind, text, line, branches);
    for (const problem of reading.problems) this.problems.push([...where, problem].join(', '));
    const commands = kind === 'settings' ? unitCommands(text, line) : [];
    if (kind === 'settings') for (const program of unitPrograms(text)) this.shared.filesRun.set(program, 'shell');
    const ofUnit = commands.map((command): EmbeddedText => ({ ...command, kind: 'shell', file: undefined, branches }));
    const before = this.shell.functions.size;
    const inner = [...reading.embedded, ...ofUnit].flatMap((each) => this.embedded(each, where, depth));
    // A function that the script writes to a file and then sources has arguments and an output.
    const again = this.shell.functions.size > before ? reading.again?.() : undefined;
    const others = again === undefined ? [] : this.newTexts(again.embedded, reading.embedded, where, depth);
    const { statements } = again ?? reading;
    const held =
      kind === 'shell' ? [] : this.shared.held.runAs(text, kind).flatMap((script) => this.fragment({ ...script, depth: depth + 1 }));
    return [...statements.map(placed), ...inner, ...others, ...held];
  }

  private newTexts(
    texts: readonly EmbeddedText[],
    known: readonly EmbeddedText[],
    where: readonly string[],
    depth: number,
  ): readonly PlacedStatement[] {
    const keyOf = ({ kind, text, line, file = '' }: EmbeddedText): string => [kind, line, file, text].join('\n');
    const keys = new Set(known.map(keyOf));
    return texts.filter((text) => !keys.has(keyOf(text))).flatMap((text) => this.embedded(text, where, depth));
  }

  private embedded(
    { kind, text, line, file, branches }: EmbeddedText,
    where: readonly string[],
    depth: number,
  ): readonly PlacedStatement[] {
    if (file === undefined) return this.fragment({ fragment: { kind, text, line, where }, depth: depth + 1, branches });
    // A file that is appended to has the language of its first line.
    if (kind !== 'other') this.shared.filesRun.set(file, kind);
    return this.fragment({ fragment: { kind, text, line, where: [...where, `file ${file}`], file }, depth: depth + 1, branches });
  }
}
