import type { Fragment, FragmentPlace } from '../fragment';
import type { Branch, Statement } from './statement';

/** A statement, as far as it tells what variables hold and what is run. */
type PlacedUses = Pick<Statement, 'uses' | 'held' | 'branches'> & Pick<FragmentPlace, 'where'>;

/** A script that a variable holds, where it is set. */
export interface HeldScript {
  readonly fragment: Fragment;
  readonly branches: readonly Branch[];
}

/** A value of several words, which may be a script. One word is followed where it is used. */
const HELD = /^(\w+)(?:\[[^\]]*\])?\+?=([^]*\S\s+\S[^]*)$/;

/** `OTHER="$SCRIPT"`, `command=${commands[@]}` */
const PASSED_ON = /^(\w+)(?:\[[^\]]*\])?\+?=\$\{?[!#]?(\w+)[^\s]*$/;

/** `"$SCRIPT"`, `${1}` in the place of a command. */
const RUN = /^\$\{?[!#]?(\w+)/;

/** Finds the scripts that variables hold and that are run: `bash -c "$SCRIPT"`, `eval "$1"`, `echo "$SCRIPT" | sh`. */
export class HeldScripts {
  /** By variable, and text. */
  private readonly texts = new Map<string, Map<string, HeldScript>>();
  /** By variable, those that it may be a copy of. */
  private readonly originals = new Map<string, Set<string>>();
  private readonly run = new Set<string>();
  private found: HeldScript[] = [];

  /** Takes further statements of the script, and returns the scripts that are known to be run by now and were not before. */
  public runIn(statements: readonly PlacedUses[]): readonly HeldScript[] {
    this.found = [];
    for (const { uses, held = [], branches = [], where } of statements) {
      for (const { role, word, line } of uses) {
        if (role === 'assignment') this.assignment(word, { line, where }, branches);
        else if (role === 'program') this.runs(RUN.exec(word)?.[1]);
      }
      for (const { word, line } of held) this.assignment(word, { line, where }, branches);
    }
    return this.found;
  }

  private assignment(word: string, place: FragmentPlace, branches: readonly Branch[]): void {
    const [, copy, original] = PASSED_ON.exec(word) ?? [];
    if (copy !== undefined && original !== undefined) {
      entryOf(this.originals, copy, () => new Set<string>()).add(original);
      if (this.run.has(copy)) this.runs(original);
    }
    const [, name, text] = HELD.exec(word) ?? [];
    if (name === undefined || text === undefined) return;
    const texts = entryOf(this.texts, name, () => new Map<string, HeldScript>());
    if (texts.has(text)) return;
    const script: HeldScript = { fragment: { kind: 'shell', text, ...place }, branches };
    texts.set(text, script);
    if (this.run.has(name)) this.found.push(script);
  }

  private runs(first: string | undefined): void {
    const pending = first === undefined ? [] : [first];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (this.run.has(name)) continue;
      this.run.add(name);
      for (const script of this.texts.get(name)?.values() ?? []) this.found.push(script);
      pending.push(...(this.originals.get(name) ?? []));
    }
  }
}

function entryOf<Entry>(entries: Map<string, Entry>, name: string, create: () => Entry): Entry {
  const entry = entries.get(name) ?? create();
  entries.set(name, entry);
  return entry;
}
