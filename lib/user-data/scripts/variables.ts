import { circularNames } from './circular-names';
import { NAME_OF_NITRO } from '../disk-names';
import { Arrays } from './arrays';
import { operated } from './shell/expansions';
import type { Statement, Use } from './statement';

interface Mention {
  readonly use: Use;
  readonly statement: Statement;
}

/** The number of values of one variable, and of spellings of one word. Above it, the rest is cut, which a problem reports. */
const MOST_VALUES = 100;
const MOST_SPELLINGS = 256;
/** The number of characters of a word that is combined as a whole. Paths and lists of paths are shorter. */
const LONGEST_WORD = 500;
/** The number of characters of all spellings of a script. */
const MOST_CHARACTERS = 300_000;

/** The number of times that a variable is inserted into itself: `D=$D/x`, and the number of its values. */
const MOST_ROUNDS = 3;
const MOST_OF_CIRCLE = 16;
/** The levels of variables within variables. */
const LONGEST_CHAIN = 50;

/** `$bios = ...`, `bios = ...` in languages other than shell. */
const LINE_ASSIGNMENT = /^\s*(?:(?:my|const|let|var)\s+)?[$@]?(\w+)\s*=(?![=~])/;

const ASSIGNMENT = /^(\w+)(?:\[[^\]]*\])?\+?=([^]*)$/;

/** `$name`, or `${name...}` with any operation on the value. */
const REFERENCE = /(\$\w+|\$\{[!#]?\w+[^}]*\})/;
const REFERRED = /^\$\{?([!#]?)(\w+)(?:\[[^\]]*\])?([^]*?)\}?$/;

/** `{a,b}` */
const BRACES = /\{([^{}$\s]*,[^{}$\s]*)\}/;

/** The mentions of variables in shell scripts, and the values that the scripts assign. */
export class Variables {
  /** Returns the variables of a script's statements. Each script is read only once. */
  public static of(statements: readonly Statement[]): Variables {
    const known = variablesOf.get(statements) ?? new Variables(statements);
    variablesOf.set(statements, known);
    return known;
  }

  private mentions: Map<string, Mention[]> | undefined;
  private readonly assigned = new Map<string, string[]>();
  /** Arrays as one text, without an assignment of that text. */
  private readonly joined = new Map<string, string[]>();
  /** Variables with more values than are tried. */
  private readonly overfull = new Set<string>();
  /** Variables that contain themselves, directly or through others. */
  private readonly circular: ReadonlySet<string>;
  /** By word. */
  private readonly spellings = new Map<string, Spellings>();
  /** By round and name. */
  private readonly values = new Map<string, Spellings>();
  private charactersLeft = MOST_CHARACTERS;
  /** The name in a variable is being followed. */
  private isIndirect = false;

  private constructor(private readonly statements: readonly Statement[]) {
    const seen = new Map<string, Set<string>>();
    const take = (name: string, word: string): void => {
      const words = seen.get(name) ?? new Set();
      seen.set(name, words);
      if (words.has(word)) return;
      words.add(word);
      if (words.size > MOST_VALUES) this.overfull.add(name);
      else entryOf(this.assigned, name).push(word);
    };
    const sums = new Map<string, Sum>();
    const takeSum = (name: string): void => {
      const { value, pieces } = sums.get(name) ?? { value: '', pieces: 0 };
      if (pieces > 1 && value.length <= LONGEST_WORD) take(name, `${name}=${value}`);
    };
    const lists = new Arrays();
    for (const { uses } of statements) {
      for (const { role, word } of uses) {
        const [, name] = role === 'assignment' ? (ASSIGNMENT.exec(word) ?? []) : [];
        if (name === undefined) continue;
        take(name, word);
        lists.take(name, word);
        const [, sign, value = ''] = /^\w+(\+?)=([^]*)$/.exec(word) ?? [];
        const before = sums.get(name);
        if (sign === '') takeSum(name);
        if (sign !== undefined) {
          const isAdded = sign === '+' && before !== undefined;
          sums.set(name, isAdded ? { value: before.value + value, pieces: before.pieces + 1 } : { value, pieces: 1 });
        }
      }
    }
    for (const name of sums.keys()) takeSum(name);
    for (const [name, value] of lists.joined()) entryOf(this.joined, name).push(`${name}=${value}`);
    this.circular = circularNames(new Map([...this.assigned].map(([name, words]) => [name, words.flatMap(namesReferred)])));
  }

  /** Returns the other mentions of the variable that an assignment sets; empty for other words. */
  public mentionsOf(use: Use): readonly Mention[] {
    const [, name] = (use.role === 'assignment' ? ASSIGNMENT : use.role === 'line' ? LINE_ASSIGNMENT : undefined)?.exec(use.word) ?? [];
    if (name === undefined) return [];
    this.mentions ??= mentionsIn(this.statements);
    return (this.mentions.get(name) ?? []).filter((mention) => mention.use !== use);
  }

  /** Returns the assignments to the variables that a word mentions. */
  public assignmentsFor(word: string): readonly string[] {
    return namesReferred(word).flatMap((name) => this.assigned.get(name) ?? []);
  }

  /** Returns the known values of a word with variables replaced and braces expanded; empty for most words. */
  public spellingsOf(word: string): readonly string[] {
    return this.spelled(word).texts;
  }

  /** Tells whether a word has more spellings than are tried. */
  public isCut(word: string): boolean {
    return this.spelled(word).isCut;
  }

  private spelled(word: string): Spellings {
    let spellings = this.spellings.get(word);
    if (spellings === undefined) {
      const { texts, isCut } = allOf(
        piecesOf(word)
          .filter(isVariable)
          .map((piece) => this.spell(piece, 0, 0)),
      );
      spellings = { texts: texts.filter((text) => text !== word), isCut };
      this.spellings.set(word, spellings);
    }
    return spellings;
  }

  private spell(word: string, round: number, level: number): Spellings {
    if (word.length > LONGEST_WORD || this.charactersLeft < 0) return { texts: [word], isCut: isVariable(word) };
    let texts: readonly string[] = [''];
    let isCut = false;
    for (const piece of word.split(REFERENCE)) {
      const values = this.valuesOf(piece, round, level);
      isCut ||= values.isCut || texts.length * values.texts.length > MOST_SPELLINGS;
      texts = texts.slice(0, MOST_SPELLINGS / values.texts.length).flatMap((start) => values.texts.map((value) => start + value));
    }
    const all = texts.flatMap(withoutBraces);
    const kept = all.slice(0, MOST_SPELLINGS);
    this.charactersLeft -= kept.reduce((sum, text) => sum + text.length, 0);
    return this.charactersLeft < 0 ? { texts: [word], isCut: true } : { texts: kept, isCut: isCut || all.length > kept.length };
  }

  /** Returns the possible values of a piece. A piece with an unknown value keeps its written form. */
  private valuesOf(piece: string, round: number, level: number): Spellings {
    const [, sign, name = '', operation = ''] = REFERRED.exec(piece) ?? [];
    // `${#name}` is a number.
    if (sign === undefined || sign === '#') return { texts: [piece], isCut: false };
    const values = this.valuesOfName(name, piece, round, level);
    if (sign === '!') return this.valuesOfNames(values, piece, round, level);
    if (operation === '') return values;
    const made = values.texts.map((text) => (text === piece ? text : (operated(operation, text) ?? text)));
    // The input of an operation stays too: it shows the origin of the value. An input with a Nitro name goes if the result has none.
    const kept = operation.startsWith('|') ? [] : values.texts.filter((text, index) => !isCutFromAnswer(text, made[index] ?? text));
    return { texts: [...new Set([...made, ...kept])], isCut: values.isCut };
  }

  /**
   * Returns the values of `${!name}`, where the variable holds the name of another variable. A second level of these names is not followed.
   */
  private valuesOfNames({ texts, isCut }: Spellings, piece: string, round: number, level: number): Spellings {
    if (this.isIndirect) return { texts: [piece], isCut: false };
    this.isIndirect = true;
    const all = texts.map((text) =>
      /^\w+$/.test(text) ? this.valuesOfName(text, piece, round, level + 1) : { texts: [piece], isCut: false },
    );
    this.isIndirect = false;
    const found = allOf(all);
    const distinct = [...new Set(found.texts)];
    return { texts: distinct.slice(0, MOST_VALUES), isCut: isCut || found.isCut || distinct.length > MOST_VALUES };
  }

  private valuesOfName(name: string, piece: string, round: number, level: number): Spellings {
    const words = [...(this.assigned.get(name) ?? []), ...(this.joined.get(name) ?? [])];
    if (words.length === 0) return { texts: [piece], isCut: false };
    const isCircular = this.circular.has(name);
    if (isCircular && round >= MOST_ROUNDS) return { texts: [piece], isCut: false };
    if (level >= LONGEST_CHAIN) return { texts: [piece], isCut: true };
    const key = `${isCircular ? round.toString() : ''} ${name}`;
    let values = this.values.get(key);
    if (values === undefined) {
      const next = isCircular ? round + 1 : round;
      const { texts, isCut } = allOf(words.map((word) => this.spell(ASSIGNMENT.exec(word)?.[2] ?? '', next, level + 1)));
      const distinct = [...new Set(texts)];
      // A variable that contains itself would never end. Scripts add to lists in this way, so such a value is left out.
      values = isCircular
        ? { texts: distinct.slice(0, MOST_OF_CIRCLE), isCut: false }
        : { texts: distinct.slice(0, MOST_VALUES), isCut: isCut || this.overfull.has(name) || distinct.length > MOST_VALUES };
      this.values.set(key, values);
    }
    return values;
  }
}

/** Tells whether an operation cuts the Nitro device off an answer: `${pair%:*}` of `/dev/xvdf:/dev/nvme1n1`. */
function isCutFromAnswer(whole: string, made: string): boolean {
  return whole !== made && NAME_OF_NITRO.test(whole) && !NAME_OF_NITRO.test(made);
}

/** A value combined with `+=`. */
interface Sum {
  readonly value: string;
  readonly pieces: number;
}

interface Spellings {
  readonly texts: readonly string[];
  /** The word has further spellings. */
  readonly isCut: boolean;
}

const variablesOf = new WeakMap<readonly Statement[], Variables>();

function allOf(all: readonly Spellings[]): Spellings {
  return { texts: all.flatMap(({ texts }) => texts), isCut: all.some(({ isCut }) => isCut) };
}

function isVariable(word: string): boolean {
  return word.includes('$') || BRACES.test(word);
}

/** Splits a long word, which is a text of several words such as JSON. Each of its words counts. */
function piecesOf(word: string): readonly string[] {
  return word.length <= LONGEST_WORD ? [word] : word.split(/[\s"',;]+/);
}

function namesReferred(word: string): readonly string[] {
  return [...word.matchAll(/\$\{?[!#]?(\w+)/g)].map(([, name = '']) => name);
}

function mentionsIn(statements: readonly Statement[]): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const statement of statements) {
    for (const use of statement.uses) for (const name of namesIn(use)) entryOf(mentions, name).push({ use, statement });
  }
  return mentions;
}

/** Returns the names in a word. In languages other than shell, a name may have no sign. */
function namesIn({ role, word }: Use): ReadonlySet<string> {
  const names = role === 'line' ? word.match(/\b[A-Za-z_]\w*/g) : undefined;
  return new Set(names ?? namesReferred(word));
}

function withoutBraces(word: string): readonly string[] {
  let words = [word];
  for (let at = 0; at < words.length && words.length <= MOST_SPELLINGS;) {
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
