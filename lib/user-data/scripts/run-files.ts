import type { FragmentKind } from '../fragment';
import { ANY_VALUE } from './shell/fields';
import type { FilterWords } from './shell/text-filters';

/** The levels of copies of copies. Errs towards an unread script: a name in it is found where the copy is made. */
const LONGEST_CHAIN = 20;

/** The number of calls of one file. Errs towards fewer. */
const MOST_CALLS = 20;

/** The number of ways in which one file is read. Above it, each value in the file counts: more values than are read, never fewer. */
const MOST_READERS = 20;

/** What programs take from a file, and the variable that stands for it. */
export interface FileReader {
  readonly name: string;
  readonly filters: readonly FilterWords[];
}

/** The files that scripts run, by path, with their languages. A file counts as run if a copy of it is run. */
export class RunFiles {
  private readonly languages = new Map<string, FragmentKind>();
  /** By file, the paths that it is moved or copied to. */
  private readonly copies = new Map<string, Set<string>>();

  private readonly calls = new Map<string, Map<string, readonly string[]>>();
  /** By file, and by the programs that its content goes through. */
  private readonly readers = new Map<string, Map<string, FileReader>>();
  private readonly byVariable = new Map<string, string>();
  private readonly data = new Set<string>();

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
    for (const [file, readers] of [...this.readers]) {
      if (!file.includes('$')) continue;
      for (const path of pathsOf(file)) {
        const ofPath = this.readers.get(path) ?? new Map<string, FileReader>();
        this.readers.set(path, ofPath);
        for (const [key, reader] of readers) if (ofPath.size < MOST_READERS * 2) ofPath.set(`${file}\n${key}`, reader);
      }
    }
  }

  /** Takes that a script in another language than shell reads a file. */
  public setData(file: string): void {
    this.data.add(file);
  }

  public isData(file: string): boolean {
    return this.withCopies(file).some((each) => this.data.has(each));
  }

  public setCopy(from: string, to: string): void {
    const copies = this.copies.get(from) ?? new Set();
    this.copies.set(from, copies.add(to));
  }

  /** Returns the variable that stands for the values that programs take from a file, and creates it if necessary. */
  public variableOf(file: string, filters: readonly FilterWords[] = []): string {
    const readers = this.readers.get(file) ?? new Map<string, FileReader>();
    this.readers.set(file, readers);
    const taken = readers.size >= MOST_READERS ? [ANY_VALUE] : filters;
    const key = taken.map((words) => words.join('\n')).join('\n\n');
    const reader = readers.get(key) ?? { name: `file__${this.byVariable.size.toString()}`, filters: taken };
    readers.set(key, reader);
    this.byVariable.set(reader.name, file);
    return reader.name;
  }

  /** Returns the variables that stand for the values taken from a file; none if nothing reads the file. */
  public readersOf(file: string): readonly FileReader[] {
    return this.withCopies(file).flatMap((each) => [...(this.readers.get(each)?.values() ?? [])]);
  }

  /** Returns the file that a variable stands for; undefined for any other variable. */
  public fileOf(variable: string): string | undefined {
    return this.byVariable.get(variable);
  }

  /** Returns the language of a file; undefined if the file is not known to be run. */
  public get(file: string): FragmentKind | undefined {
    return this.withCopies(file)
      .map((each) => this.languages.get(each))
      .find((language) => language !== undefined);
  }

  /** Lists a file and what it is copied to, as far as that is followed. */
  private withCopies(file: string): readonly string[] {
    if (!this.copies.has(file)) return [file];
    const all = new Set([file]);
    let files = [file];
    for (let step = 0; step < LONGEST_CHAIN && files.length > 0; step++) {
      files = files.flatMap((each) => [...(this.copies.get(each) ?? [])]).filter((each) => !all.has(each));
      for (const each of files) all.add(each);
    }
    return [...all];
  }

  public has(file: string): boolean {
    return this.get(file) !== undefined;
  }
}
