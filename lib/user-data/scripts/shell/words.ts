import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import { childrenOf } from './parser';
import type { LinedText, ShellSource } from './source';

/** A `$(...)`, with the text that its positions are of. */
export interface Substitution {
  readonly source: ShellSource;
  readonly part: SubstitutionPart;
}

type SubstitutionPart = Unbash.CommandExpansionPart | Unbash.ProcessSubstitutionPart | Unbash.ArithmeticCommandExpansion;

/** A word as a command gets it, as far as the script says. */
export interface ReadWord extends LinedText {
  /** What stands for `$()` in it. */
  readonly substitutions: readonly Substitution[];
  /** `NAME=value` for each `${NAME:-value}` in it. */
  readonly defaults: readonly LinedText[];
}

/** Characters without which a word is what it is written as. */
const HAS_STRUCTURE = /["'\\$`<>]/;

/** Reads words: quotes taken off, of `$(...)` only `$()` left, and of `${NAME:-value}` only `${NAME}`. */
export class WordReader {
  private readonly substitutions: Substitution[] = [];
  private readonly defaults: LinedText[] = [];

  private constructor(private readonly source: ShellSource) {}

  public static read(source: ShellSource, word: Unbash.Word): ReadWord {
    if (!HAS_STRUCTURE.test(word.text)) {
      return { text: word.text, line: source.lineAt(word.pos), substitutions: [], defaults: [] };
    }
    const reader = new WordReader(source);
    const text = reader.word(word);
    return reader.result(text, word.pos);
  }

  /** Reads an assignment; an array is one for each of its items. */
  public static readAssignment(source: ShellSource, { pos, end, value, index, name, append }: Unbash.Assignment): readonly ReadWord[] {
    const start = source.text.slice(pos, value.pos);
    const target = start.endsWith('=') ? start : `${name}${append === true ? '+' : ''}=`;
    const reader = new WordReader(source);
    if (index !== undefined) reader.word(index);
    if (value.type === 'Word') {
      const text = end > value.pos ? reader.word(value) : '';
      return [reader.result(target + text, pos)];
    }
    const items = value.elements.map((element) => {
      const item = WordReader.read(source, element);
      return { ...item, text: target + item.text.replace(/^\[[^\]]*\]\+?=/, '') };
    });
    return items.length > 0 ? items : [reader.result(target, pos)];
  }

  /** Reads the body of a here document. Lines stay where they are. */
  public static readDocument(source: ShellSource, { pos, text, parts }: Unbash.HereDocBody, stripsTabs: boolean): ReadWord {
    const reader = new WordReader(source);
    const read = parts === undefined ? text : reader.document(parts);
    const whole = reader.result(read.replace(/\n$/, ''), pos);
    return stripsTabs ? { ...whole, text: whole.text.replace(/^\t+/gm, '') } : whole;
  }

  /** Finds the substitutions in what is no word, such as arithmetic. */
  public static readOther(source: ShellSource, node: Unbash.SyntaxNode): ReadWord {
    const reader = new WordReader(source);
    reader.others(node);
    return reader.result('', node.pos);
  }

  private result(text: string, position: number): ReadWord {
    return { text, line: this.source.lineAt(position), substitutions: this.substitutions, defaults: this.defaults };
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
        return part.text;
      case 'ParameterExpansion':
        return this.parameter(part);
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        this.substitution(part);
        return '$()';
      case 'BraceExpansion':
        return part.parts === undefined ? part.text : `{${this.all(part.parts)}}`;
      case 'ArithmeticExpansion':
      case 'ExtendedGlob':
        this.others(part);
        return part.text;
    }
  }

  /** Its text is a text that a shell or another program reads later: what is put in now stays, with its lines. */
  private document(parts: readonly Unbash.WordPart[]): string {
    return parts
      .map((part) => {
        const text = this.part(part);
        // A line that goes on in the next one stays two.
        if (part.type === 'Literal') return part.text.includes('\\\n') ? part.text.replace(/\\([$`\\])/g, '$1') : text;
        if (part.type === 'CommandExpansion') return `$(${part.text.replace(/[^\n]+/g, '')})`;
        return part.text;
      })
      .join('');
  }

  private parameter({ text, parameter, prefix, index, operation, pos }: Unbash.ParameterExpansionPart): string {
    if (index !== undefined) this.word(index);
    if (operation === undefined) return text;
    if (operation.type !== 'Default') {
      this.others(operation);
      return text;
    }
    const value = this.word(operation.operand);
    if (prefix !== undefined || !/^\w+$/.test(parameter)) return text;
    if (!operation.operator.endsWith('?')) this.defaults.push({ text: `${parameter}=${value}`, line: this.source.lineAt(pos) });
    return index === undefined ? `\${${parameter}}` : `\${${parameter}[${index.text}]}`;
  }

  private others(node: Unbash.SyntaxNode): void {
    const open: Unbash.SyntaxNode[] = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.type === 'CommandExpansion' || next.type === 'ProcessSubstitution' || next.type === 'ArithmeticCommandExpansion') {
        this.substitution(next);
      } else if (next.type === 'ParameterExpansion') this.parameter(next);
      else open.push(...childrenOf(next));
    }
  }

  private substitution(part: SubstitutionPart): void {
    this.substitutions.push({ source: this.source, part });
  }
}
