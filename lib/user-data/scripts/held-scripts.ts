import { interpreterLanguage } from '../file-language';
import type { Fragment, FragmentKind, FragmentPlace } from '../fragment';
import { HeldValues } from './held-values';
import { quoteWords } from './quote';
import type { RunFiles } from './run-files';
import type { Branch, Statement, Use } from './statement';

/** The parts of a statement that show the values of variables and the commands that run. */
type PlacedUses = Pick<Statement, 'uses' | 'held' | 'branches'> & Pick<FragmentPlace, 'where'> & { readonly isOfText?: boolean };

/** A script in a variable, at the place of the assignment. */
export interface HeldScript {
  readonly fragment: Fragment;
  readonly branches: readonly Branch[];
}

/** A value of several words, which may be a script. A value of one word is followed at its uses. */
const HELD = /^(\w+)(?:\[[^\]]*\])?\+?=([^]*\S\s+\S[^]*)$/;
const HELD_TEXT = /^(\w+)(?:\[[^\]]*\])?\+?=([^]+)$/;

/** `OTHER="$SCRIPT"`, `command=${commands[@]}` */
const PASSED_ON = /^(\w+)(?:\[[^\]]*\])?\+?=\s*\$\{?[!#]?(\w+)[^\s]*\s*$/;

/** `"$SCRIPT"` or `${1}` in the place of a command. */
const RUN = /^\$\{?[!#]?(\w+)/;
/** A word that is one variable. */
const ONLY = /^\$\{?(\w+)(?:\[[@*]\])?\}?$/;
const REFERENCE = /\$\{?[!#]?(\w+)/g;
/** Syntax that makes a shell read more than one word. */
const SYNTAX = /[|;&\n`]|\$\(/;

/** The number of characters combined from variables, for a launch. Errs towards reporting a problem. */
const MOST_CHARACTERS = 400_000;

export const TOO_MANY_PIECES = 'its variables hold too many pieces of scripts to combine';

/** Finds the scripts in variables that are run: `bash -c "$SCRIPT"`, `eval "$1"`, `echo "$SCRIPT" | sh`. */
export class HeldScripts {
  /** By variable and text. */
  private readonly texts = new Map<string, Map<string, HeldScript>>();
  /** By variable, the variables that it may be a copy of. */
  private readonly originals = new Map<string, Set<string>>();
  /** By variable, the languages in which it is run. */
  private readonly run = new Map<string, Set<FragmentKind>>();
  private readonly values = new HeldValues();
  private readonly putTogether = new Set<string>();
  private found: HeldScript[] = [];
  private charactersLeft = MOST_CHARACTERS;

  public constructor(private readonly filesRun: RunFiles) {}

  /** Tells whether some pieces were not combined. */
  public get isCut(): boolean {
    return this.charactersLeft < 0 || this.values.isCut;
  }

  /** Takes further statements of the script. Returns the scripts that are now known to be run, and were not before. */
  public runIn(statements: readonly PlacedUses[]): readonly HeldScript[] {
    this.found = [];
    for (const statement of statements) {
      const { uses, held = [], branches = [], where } = statement;
      for (const { role, word, line } of uses) {
        if (role === 'assignment') this.assignment(word, HELD, { line, where }, branches, statement);
        else if (role === 'program') this.runs(RUN.exec(word)?.[1]);
      }
      for (const { word, line } of held) this.assignment(word, HELD_TEXT, { line, where }, branches, statement);
    }
    for (const statement of statements) this.putInto(statement);
    return this.found;
  }

  /** Returns the texts of a word, with its variables replaced by their values. */
  public expanded(word: string): readonly string[] {
    return this.values.expanded(word);
  }

  /** Takes a text that is passed to an interpreter. A line that is one variable holds code in the interpreter's language. */
  public runAs(text: string, kind: FragmentKind): readonly HeldScript[] {
    this.found = [];
    if (text.includes('$')) for (const [, name] of text.matchAll(/^\s*\$\{?(\w+)\}?\s*$/gm)) this.runs(name, kind);
    return this.found;
  }

  private assignment(word: string, pattern: RegExp, place: FragmentPlace, branches: readonly Branch[], statement: object): void {
    this.values.add(word, place, branches, statement);
    const [, copy, original] = PASSED_ON.exec(word) ?? [];
    if (copy !== undefined && original !== undefined) {
      entryOf(this.originals, copy, () => new Set<string>()).add(original);
      for (const kind of this.run.get(copy) ?? []) this.runs(original, kind);
    }
    const [, name, text] = pattern.exec(word) ?? [];
    if (name === undefined || text === undefined) return;
    const texts = entryOf(this.texts, name, () => new Map<string, HeldScript>());
    if (texts.has(text)) return;
    const script: HeldScript = { fragment: { kind: 'shell', text, ...place }, branches };
    texts.set(text, script);
    for (const kind of this.run.get(name) ?? []) this.find(script, kind);
  }

  private runs(first: string | undefined, kind: FragmentKind = 'shell'): void {
    const pending = first === undefined ? [] : [first];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const kinds = entryOf(this.run, name, () => new Set<FragmentKind>());
      if (kinds.has(kind)) continue;
      kinds.add(kind);
      const file = this.filesRun.fileOf(name);
      if (file !== undefined) this.filesRun.set(file, kind);
      for (const script of this.texts.get(name)?.values() ?? []) this.find(script, kind);
      pending.push(...(this.originals.get(name) ?? []));
    }
  }

  private find(script: HeldScript, kind: FragmentKind): void {
    this.putTogether.add(script.fragment.text.trim());
    this.found.push(inLanguage(script, kind));
  }

  /** Reads a statement that runs variables again, with their values inserted. */
  private putInto({ uses, branches = [], where, isOfText = false }: PlacedUses): void {
    const isRun = uses.some(({ role, word }) => role === 'program' && this.isHeld(RUN.exec(word)?.[1]));
    if (!isRun && !(isOfText && uses.some((use) => this.holdsSyntax(use)))) return;
    const line = uses.find(({ role }) => role === 'program')?.line ?? 1;
    const commands = commandsIn(uses);
    const [, only] = ONLY.exec(commands) ?? [];
    const values = only === undefined ? [] : this.values.valuesOf(only);
    // A value of one variable is reported at its assignment.
    const texts = values.length > 0 ? values : this.values.expanded(commands).map((text) => ({ text, where, line, branches }));
    for (const { text, branches: own, ...place } of texts) {
      if (this.putTogether.has(text.trim())) continue;
      this.putTogether.add(text.trim());
      this.charactersLeft -= text.length;
      if (this.charactersLeft < 0) return;
      this.found.push({ fragment: { kind: 'shell', text, where: place.where, line: place.line }, branches: own });
    }
  }

  private isHeld(name: string | undefined): boolean {
    return name !== undefined && this.values.has(name);
  }

  private holdsSyntax({ role, word }: Use): boolean {
    if (role === 'assignment' || role === 'spoken' || role === 'line' || !word.includes('$')) return false;
    return [...word.matchAll(REFERENCE)].some(([, name = '']) => this.values.valuesOf(name).some(({ text }) => SYNTAX.test(text)));
  }
}

/** Writes the commands of a statement as one pipeline. A shell would read the variables there in the same way. */
function commandsIn(uses: readonly Use[]): string {
  let text = '';
  for (const { role, word } of uses) {
    if (role === 'assignment' || role === 'line') continue;
    const written = /\$\{?[!#]?\w/.test(word) ? word : quoteWords([word]);
    text += role === 'program' ? `${text === '' ? '' : ' | '}${written}` : text === '' ? '' : ` ${written}`;
  }
  return text;
}

function inLanguage(script: HeldScript, kind: FragmentKind): HeldScript {
  const { fragment } = script;
  const own = interpreterLanguage(fragment.text) ?? kind;
  return own === fragment.kind ? script : { ...script, fragment: { ...fragment, kind: own } };
}

function entryOf<Entry>(entries: Map<string, Entry>, name: string, create: () => Entry): Entry {
  const entry = entries.get(name) ?? create();
  entries.set(name, entry);
  return entry;
}
