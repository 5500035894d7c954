import type { Statement, Use } from './statement';

interface Mention {
  readonly use: Use;
  readonly statement: Statement;
}

/** Values of one variable, and spellings of one word, beyond which no more are tried. */
const MOST_VALUES = 16;
const MOST_SPELLINGS = 32;
/** Characters: paths and lists of them are shorter. */
const LONGEST_WORD = 500;

/** Variables that hold variables. */
const DEEPEST = 3;

/** `$bios = ...`, `bios = ...` in other languages than shell. */
const LINE_ASSIGNMENT = /^\s*(?:(?:my|const|let|var)\s+)?[$@]?(\w+)\s*=(?![=~])/;

const ASSIGNMENT = /^(\w+)(?:\[[^\]]*\])?\+?=([^]*)$/;

/** `$name`, or `${name...}` with whatever is done to the value. */
const REFERENCE = /(\$\w+|\$\{[!#]?\w+[^}]*\})/;
const REFERRED = /^\$\{?[!#]?(\w+)/;

/** `{a,b}` */
const BRACES = /\{([^{}$\s]*,[^{}$\s]*)\}/;

/** Where shell scripts mention their variables, and what they set them to. */
export class Variables {
  private mentions: Map<string, Mention[]> | undefined;
  private readonly assigned = new Map<string, string[]>();
  /** By word. */
  private readonly spellings = new Map<string, readonly string[]>();
  /** By depth and name. */
  private readonly values = new Map<string, readonly string[]>();

  public constructor(private readonly statements: readonly Statement[]) {
    for (const { uses } of statements) {
      for (const { role, word } of uses) {
        const [, name] = role === 'assignment' ? (ASSIGNMENT.exec(word) ?? []) : [];
        const words = name === undefined ? undefined : entryOf(this.assigned, name);
        if (words !== undefined && words.length < MOST_VALUES && !words.includes(word)) words.push(word);
      }
    }
  }

  /** The other mentions of the variable that an assignment sets; none for anything else. */
  public mentionsOf(use: Use): readonly Mention[] {
    const [, name] = (use.role === 'assignment' ? ASSIGNMENT : use.role === 'line' ? LINE_ASSIGNMENT : undefined)?.exec(use.word) ?? [];
    if (name === undefined) return [];
    this.mentions ??= mentionsIn(this.statements);
    return (this.mentions.get(name) ?? []).filter((mention) => mention.use !== use);
  }

  /** The assignments, as words, to the variables that a word mentions. */
  public assignmentsFor(word: string): readonly string[] {
    return [...word.matchAll(/\$\{?[!#]?(\w+)/g)].flatMap(([, name = '']) => this.assigned.get(name) ?? []);
  }

  /** What a word comes to with its variables put in and its braces expanded, as far as the script itself says; none for most words. */
  public spellingsOf(word: string): readonly string[] {
    let spellings = this.spellings.get(word);
    if (spellings === undefined) {
      spellings =
        word.length <= LONGEST_WORD && (word.includes('$') || BRACES.test(word))
          ? this.spell(word, 0).filter((spelling) => spelling !== word)
          : [];
      this.spellings.set(word, spellings);
    }
    return spellings;
  }

  private spell(word: string, depth: number): readonly string[] {
    let spellings = [''];
    for (const piece of word.split(REFERENCE)) {
      const values = this.valuesOf(piece, depth);
      spellings = spellings.slice(0, MOST_SPELLINGS / values.length).flatMap((start) => values.map((value) => start + value));
    }
    return spellings.flatMap(withoutBraces).slice(0, MOST_SPELLINGS);
  }

  /** What a piece may come to. One whose value is not known stays as it is written. */
  private valuesOf(piece: string, depth: number): readonly string[] {
    const [, name] = REFERRED.exec(piece) ?? [];
    const words = name === undefined || depth >= DEEPEST ? [] : (this.assigned.get(name) ?? []);
    if (name === undefined || words.length === 0) return [piece];
    const key = `${depth.toString()} ${name}`;
    let values = this.values.get(key);
    if (values === undefined) {
      values = words.flatMap((word) => this.spell(ASSIGNMENT.exec(word)?.[2] ?? '', depth + 1)).slice(0, MOST_VALUES);
      this.values.set(key, values);
    }
    return values;
  }
}

function mentionsIn(statements: readonly Statement[]): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const statement of statements) {
    for (const use of statement.uses) for (const name of namesIn(use)) entryOf(mentions, name).push({ use, statement });
  }
  return mentions;
}

/** In other languages than shell, names are written with and without a sign. */
function namesIn({ role, word }: Use): ReadonlySet<string> {
  const names = role === 'line' ? word.match(/\b[A-Za-z_]\w*/g) : undefined;
  return new Set(names ?? [...word.matchAll(/\$\{?[!#]?(\w+)/g)].map(([, name = '']) => name));
}

function withoutBraces(word: string): readonly string[] {
  let words = [word];
  for (let at = 0; at < words.length && words.length < MOST_SPELLINGS;) {
    const [braces = '', alternatives] = BRACES.exec(words[at] ?? '') ?? [];
    if (alternatives === undefined) at++;
    else
      words = [
        ...words.slice(0, at),
        ...alternatives.split(',').map((each) => (words[at] ?? '').replace(braces, () => each)),
        ...words.slice(at + 1),
      ];
  }
  return words;
}

function entryOf<T>(map: Map<string, T[]>, key: string): T[] {
  let entry = map.get(key);
  if (entry === undefined) {
    entry = [];
    map.set(key, entry);
  }
  return entry;
}
