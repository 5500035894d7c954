import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import type { ShellFunction } from './command';
import { outputVariable, parameterVariable } from './function';
import { knownOutput } from './known-output';
import { childrenOf } from './parser';
import { ShellSource, type LinedText } from './source';

/** A `$(...)`, with the text that its positions refer to. */
export interface Substitution {
  readonly source: ShellSource;
  readonly part: SubstitutionPart;
}

type SubstitutionPart = Unbash.CommandExpansionPart | Unbash.ProcessSubstitutionPart | Unbash.ArithmeticCommandExpansion;

/** A word as the command receives it, if the script shows it. */
export interface ReadWord extends LinedText {
  /** The substitutions, which are `$()` in the text. */
  readonly substitutions: readonly Substitution[];
  /** `NAME=value` for each `${NAME:-value}` in the word. */
  readonly defaults: readonly LinedText[];
  /** Some parts are nested too deeply to be read. */
  readonly isTooDeep: boolean;
}

const NONE: readonly never[] = [];

/** The levels of nested parts. Each level is parsed once more. Errs towards reporting a problem. */
const DEEPEST = 20;

/** `$(...)` whose output the script may show. */
const MAY_BE_KNOWN =
  /^(?:\$\(|`)\s*(?:(?:\S*\/)?(?:echo|printf|print|basename|base64|tr|rev|xxd|cut|sed|[gm]?awk|head|tail|openssl|uname|perl|python[\d.]*|ruby|php|node)\s|(?:\S*\/)?hostname(?:\s|\)|`)|cat\s+\/(?:etc|proc\/sys\/kernel)\/hostname\b)/;

/** Characters that give a word structure. A word without them is its written form. */
const HAS_STRUCTURE = /["'\\$`<>]/;

/** The context of a word, which decides its meaning. */
export interface WordPlace {
  readonly source: ShellSource;
  /** The function whose parameters the word mentions. */
  readonly inFunction: ShellFunction | undefined;
  /** Functions whose output is followed. */
  readonly captured: ReadonlySet<string>;
  /** The shell may split the word into several. */
  readonly isList?: true;
}

/** The outputs of substitutions, if the script shows them. They are kept because each outer level asks again. */
const outputs = new WeakMap<SubstitutionPart, { readonly text: string | undefined }>();

/** Reads words: removes quotes, and reduces `$(...)` to `$()` and `${NAME:-value}` to `${NAME}`. */
export class WordReader {
  private readonly substitutions: Substitution[] = [];
  private readonly defaults: LinedText[] = [];

  private readonly source: ShellSource;
  /** The current level of nested parts. */
  private level = 0;
  private isTooDeep = false;

  private constructor(private readonly place: WordPlace) {
    this.source = place.source;
  }

  public static read(place: WordPlace, word: Unbash.Word): ReadWord {
    if (!HAS_STRUCTURE.test(word.text)) {
      return { text: word.text, line: place.source.lineAt(word.pos), substitutions: NONE, defaults: NONE, isTooDeep: false };
    }
    const reader = new WordReader(place);
    const text = reader.word(word);
    return reader.result(text, word.pos);
  }

  /** Reads an assignment. An array becomes one assignment for each item. */
  public static readAssignment(place: WordPlace, { pos, end, value, index, name, append }: Unbash.Assignment): readonly ReadWord[] {
    const start = place.source.text.slice(pos, value.pos);
    const target = start.endsWith('=') ? start : `${name}${append === true ? '+' : ''}=`;
    const reader = new WordReader(place);
    if (index !== undefined) reader.word(index);
    if (value.type === 'Word') {
      const text = end > value.pos ? reader.word(value) : '';
      return [reader.result(target + text, pos)];
    }
    const items = value.elements.map((element) => {
      const item = WordReader.read(place, element);
      // Brackets distinguish an item from a separate value.
      return { ...item, text: target.replace(/\+?=$/, '[]$&') + item.text.replace(/^\[[^\]]*\]\+?=/, '') };
    });
    return items.length > 0 ? items : [reader.result(target, pos)];
  }

  /** Reads the body of a here document. Lines keep their places. */
  public static readDocument(place: WordPlace, { pos, text, parts }: Unbash.HereDocBody, stripsTabs: boolean): ReadWord {
    const reader = new WordReader(place);
    const read = parts === undefined ? text : reader.document(parts);
    const whole = reader.result(read.replace(/\n$/, ''), pos);
    return stripsTabs ? { ...whole, text: whole.text.replace(/^\t+/gm, '') } : whole;
  }

  /** Finds substitutions outside words, such as in arithmetic. */
  public static readOther(place: WordPlace, node: Unbash.SyntaxNode): ReadWord {
    const reader = new WordReader(place);
    reader.others(node);
    return reader.result('', node.pos);
  }

  private result(text: string, position: number): ReadWord {
    return {
      text,
      line: this.source.lineAt(position),
      substitutions: this.substitutions,
      defaults: this.defaults,
      isTooDeep: this.isTooDeep,
    };
  }

  private word({ value, parts }: Unbash.Word): string {
    return parts === undefined ? value : this.all(parts);
  }

  private all(parts: readonly Unbash.WordPart[]): string {
    let text = '';
    for (const part of parts) text += this.part(part);
    return text;
  }

  private part(part: Unbash.WordPart): string {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return part.value;
      case 'Glob':
        for (const inner of part.parts ?? []) this.part(inner);
        return part.value;
      case 'DoubleQuoted':
      case 'LocaleString':
        return this.all(part.parts);
      case 'SimpleExpansion':
        return this.simple(part.text);
      case 'ParameterExpansion':
        return this.parameter(part);
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        this.substitution(part);
        return this.output(part);
      case 'BraceExpansion':
        return part.parts === undefined ? part.text : `{${this.all(part.parts)}}`;
      case 'ArithmeticExpansion':
      case 'ExtendedGlob':
        this.others(part);
        return part.text;
    }
  }

  /** Reads the parts of a document that a program reads later. Inserted text keeps its lines. */
  private document(parts: readonly Unbash.WordPart[]): string {
    return parts
      .map((part) => {
        const text = this.part(part);
        // A continued line stays two lines.
        if (part.type === 'Literal') return part.text.includes('\\\n') ? part.text.replace(/\\([$`\\])/g, '$1') : text;
        if (part.type === 'CommandExpansion') return this.outputInDocument(part, text);
        return part.text;
      })
      .join('');
  }

  /** Returns a substitution in a document, with its line breaks: its output if that is known in a word, otherwise an empty `$()`. */
  private outputInDocument({ text }: SubstitutionPart, known: string): string {
    const lines = text.replace(/[^\n]+/g, '');
    return known === '$()' ? `$(${lines})` : `${known}${lines}`;
  }

  /** Returns the variable that stands for a parameter of a function. */
  private parameterName(parameter: string): string {
    const { inFunction } = this.place;
    if (inFunction === undefined || !/^([1-9]\d*|[@*])$/.test(parameter)) return parameter;
    const mentioned = /[@*]/.test(parameter) ? 'all' : parameter;
    inFunction.mentions.add(mentioned);
    return parameterVariable(inFunction, mentioned);
  }

  private simple(text: string): string {
    const name = text.slice(1);
    const known = this.parameterName(name);
    return known === name ? text : `\${${known}}`;
  }

  /** Returns the text in place of `$(...)`: its output if known, for a function a variable with its output. */
  private output(part: SubstitutionPart): string {
    const name = this.functionIn(part.text);
    if (name !== undefined) return `\${${outputVariable(name)}}`;
    if (part.type !== 'CommandExpansion' || part.script === undefined) return '$()';
    return this.printed(part, part.script) ?? '$()';
  }

  private functionIn(text: string): string | undefined {
    if (this.place.captured.size === 0) return undefined;
    const [, name = ''] = /^(?:\$\(|`)\s*([\w:.+-]+)/.exec(text) ?? [];
    return this.place.captured.has(name) ? name : undefined;
  }

  private printed(part: SubstitutionPart, script: Unbash.ParsedScript): string | undefined {
    if (!MAY_BE_KNOWN.test(part.text)) return undefined;
    let known = outputs.get(part);
    if (known === undefined) {
      const source = script.source === undefined ? this.source : new ShellSource(script.source, this.source.lineAt(part.pos));
      const place = { ...this.place, source };
      known = { text: knownOutput(script, this.place.isList === true, (word) => WordReader.read(place, word).text) };
      outputs.set(part, known);
    }
    return known.text;
  }

  private parameter(part: Unbash.ParameterExpansionPart): string {
    const { text } = part;
    if (this.level >= DEEPEST) {
      this.isTooDeep = true;
      return text;
    }
    this.level++;
    const read = this.readParameter(part);
    this.level--;
    return read;
  }

  private readParameter({ text, parameter, prefix, index, operation, pos }: Unbash.ParameterExpansionPart): string {
    const indexText = index === undefined ? '' : `[${this.word(index)}]`;
    const name = this.parameterName(parameter);
    const isNamed = /^\w+$/.test(name);
    const written = name === parameter ? text : text.replace(parameter, () => name);
    if (operation === undefined) return written;
    if (operation.type !== 'Default') {
      this.others(operation);
      return written;
    }
    const value = this.word(operation.operand);
    if (prefix !== undefined || !isNamed) return written;
    if (!operation.operator.endsWith('?')) this.defaults.push({ text: `${name}=${value}`, line: this.source.lineAt(pos) });
    return `\${${name}${indexText}}`;
  }

  private others(node: Unbash.SyntaxNode): void {
    if (this.level >= DEEPEST) {
      this.isTooDeep = true;
      return;
    }
    this.level++;
    const open: Unbash.SyntaxNode[] = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.type === 'CommandExpansion' || next.type === 'ProcessSubstitution' || next.type === 'ArithmeticCommandExpansion') {
        this.substitution(next);
      } else if (next.type === 'ParameterExpansion') this.parameter(next);
      else for (const child of childrenOf(next)) open.push(child);
    }
    this.level--;
  }

  private substitution(part: SubstitutionPart): void {
    this.substitutions.push({ source: this.source, part });
  }
}
