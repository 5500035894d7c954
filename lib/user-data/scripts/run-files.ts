import type { FragmentKind } from '../fragment';

/** The levels of copies of copies. Errs towards an unread script: a name in it is found where the copy is made. */
const LONGEST_CHAIN = 20;

/** The number of calls of one file. Errs towards fewer. */
const MOST_CALLS = 20;

/** The files that scripts run, by path, with their languages. A file counts as run if a copy of it is run. */
export class RunFiles {
  private readonly languages = new Map<string, FragmentKind>();
  /** By file, the paths that it is moved or copied to. */
  private readonly copies = new Map<string, Set<string>>();

  private readonly calls = new Map<string, Map<string, readonly string[]>>();
  private readonly variables = new Map<string, string>();
  private readonly byVariable = new Map<string, string>();

  public set(file: string, language: FragmentKind): void {
    this.languages.set(file, language);
  }

  /** Takes the arguments of a call of a file. */
  public setArguments(file: string, words: readonly string[]): void {
    const calls = this.calls.get(file) ?? new Map<string, readonly string[]>();
    this.calls.set(file, calls);
    if (calls.size < MOST_CALLS) calls.set(words.join('\n'), words);
  }

  /** Returns the arguments of each call of a file. */
  public argumentsOf(file: string): readonly (readonly string[])[] {
    return [...(this.calls.get(file)?.values() ?? [])];
  }

  /** Takes the paths of names with variables. */
  public setPaths(pathsOf: (file: string) => readonly string[]): void {
    for (const [file, language] of [...this.languages]) {
      if (file.includes('$')) for (const path of pathsOf(file)) if (!this.languages.has(path)) this.languages.set(path, language);
    }
    for (const [file, calls] of [...this.calls]) {
      if (file.includes('$')) for (const path of pathsOf(file)) for (const words of calls.values()) this.setArguments(path, words);
    }
  }

  public setCopy(from: string, to: string): void {
    const copies = this.copies.get(from) ?? new Set();
    this.copies.set(from, copies.add(to));
  }

  /** Returns the variable that stands for the content of a file, and creates it if necessary. */
  public variableOf(file: string): string {
    const name = this.variables.get(file) ?? `file__${this.variables.size.toString()}`;
    this.variables.set(file, name);
    this.byVariable.set(name, file);
    return name;
  }

  /** Returns the variable that stands for the content of a file; undefined if nothing reads the file. */
  public variableFor(file: string): string | undefined {
    return this.variables.get(file);
  }

  /** Returns the file that a variable stands for; undefined for any other variable. */
  public fileOf(variable: string): string | undefined {
    return this.byVariable.get(variable);
  }

  /** Returns the language of a file; undefined if the file is not known to be run. */
  public get(file: string): FragmentKind | undefined {
    let files = new Set([file]);
    for (let step = 0; step < LONGEST_CHAIN && files.size > 0; step++) {
      const copies = new Set<string>();
      for (const each of files) {
        const language = this.languages.get(each);
        if (language !== undefined) return language;
        for (const copy of this.copies.get(each) ?? []) copies.add(copy);
      }
      files = copies;
    }
    return undefined;
  }

  public has(file: string): boolean {
    return this.get(file) !== undefined;
  }
}
