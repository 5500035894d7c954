import { HOLE } from '../../../base/hole';
import { isList, isObject, type Json } from '../../../base/json/json';
import { intrinsicName } from '../../../template/values/evaluation';
import { runTimeValue } from '../../../template/values/intrinsics/run-time';

/** The values that a script gives to a variable. */
interface Variable {
  readonly values: Set<string>;
  /** The variable may have other values that the script does not show. */
  isOpen: boolean;
}

/** The characters around the number of a replaced part, while its text is read as something else: noncharacters of Unicode. */
const OPEN_MARK = '\uFDD0';
const END_MARK = '\uFDD1';
const MARKED = new RegExp(`${OPEN_MARK}(\\d+)${END_MARK}`);

/** A variable, the output of a command in one line, a placeholder of a format or template engine, or a hole. */
const REFERENCE = new RegExp(
  String.raw`(?<!\\)\$\{(?<braced>\w+)(?:\[[^\]\n]*\])?(?<more>[^}\n]*)\}|(?<!\\)\$\((?:[^()\n]|\([^()\n]*\))*\)|(?<!\\)\$(?<plain>\w+)|\{\{.*?\}\}|%(?:\(\w+\))?s\b|${HOLE}+`,
  'g',
);

const REFERENCE_IN_CODE = new RegExp(String.raw`${REFERENCE.source}|(?<![\w$])\{\w+\}`, 'g');

/** The number of values of one variable. Errs towards undecided: above it, the variable may have any value. */
const MOST_VALUES = 20;
/** The levels of variables within variables. */
const DEEPEST = 5;

/** The variables of a script, with the values that its text shows. */
export class ScriptValues {
  private readonly pattern: RegExp;
  private readonly variables = new Map<string, Variable>();
  private readonly parts: { readonly value: Json; readonly written: string }[] = [];

  /**
   * @param assignments `NAME=value` of every assignment, without quotes
   * @param text the script; a variable with a default may be set by the caller
   * @param isCode tells that the script is not shell: `{name}` is a variable too
   */
  public constructor(assignments: readonly string[], text: string, isCode = false) {
    this.pattern = isCode ? REFERENCE_IN_CODE : REFERENCE;
    for (const assignment of assignments) {
      const [, name = '', element, append, value = ''] = /^(\w+)(\[[^\]]*\])?(\+)?=([^]*)$/.exec(assignment) ?? [];
      if (name === '') continue;
      const variable = this.variables.get(name) ?? { values: new Set<string>(), isOpen: false };
      this.variables.set(name, variable);
      // An added list item is a further value.
      if (append !== undefined && element === undefined) variable.isOpen = true;
      // A variable whose default is its own value: `T=${T:-m5.large}`.
      else if (new RegExp(`^\\$\\{?${name}\\b`).test(value)) variable.isOpen = true;
      else if (variable.values.size >= MOST_VALUES) variable.isOpen = true;
      else variable.values.add(value);
    }
    for (const [, name = ''] of text.matchAll(/\$\{(\w+):?[-=]/g)) {
      const variable = this.variables.get(name);
      if (variable !== undefined) variable.isOpen = true;
    }
  }

  /** Returns a text with marks in place of references: its other parts can then be read. */
  public marked(text: string): string {
    return text.replace(this.pattern, (...match: unknown[]) => {
      const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
      return this.mark(this.valueOf(groups), String(match[0]));
    });
  }

  /** Returns the possible values of a text with marks or references. */
  public valueOfText(text: string): Json {
    const parts = this.marked(text)
      .split(MARKED)
      .map((part, index): Json => (index % 2 === 0 ? part : (this.parts[Number(part)]?.value ?? part)))
      .filter((part) => part !== '');
    const [only] = parts;
    if (parts.length <= 1) return only ?? '';
    return { 'Fn::Join': ['', parts] };
  }

  /** Replaces the marks and references in a document by their values. */
  public filledIn(document: Json): Json {
    if (typeof document === 'string') return this.valueOfText(document);
    if (isList(document)) return document.map((item) => this.filledIn(item));
    if (!isObject(document) || intrinsicName(document) !== undefined) return document;
    return Object.fromEntries(Object.entries(document).map(([key, item]) => [key, this.filledIn(item)]));
  }

  /** Returns a text with each mark turned back into its reference. */
  public unmarked(text: string): string {
    return text
      .split(MARKED)
      .map((part, index) => (index % 2 === 0 ? part : (this.parts[Number(part)]?.written ?? part)))
      .join('');
  }

  private mark(value: Json, written: string): string {
    if (typeof value === 'string') return value;
    return `${OPEN_MARK}${String(this.parts.push({ value, written }) - 1)}${END_MARK}`;
  }

  private valueOf({ braced, more = '', plain }: Readonly<Record<string, string | undefined>>): Json {
    const name = braced ?? plain;
    if (name === undefined) return UNKNOWN_PART;
    const [, byDefault] = /^:?[-=]["']?([^"']*)/.exec(more) ?? [];
    const values = new Set(this.textsOf(name, 0));
    const isOpen = this.isOpen(name, 0) || (more !== '' && byDefault === undefined);
    if (byDefault !== undefined && /^[\w.-]+$/.test(byDefault)) values.add(byDefault);
    const [only] = values;
    if (values.size === 1 && only !== undefined && !isOpen) return only;
    return runTimeValue([...values], isOpen || values.size === 0 ? `'${name}' is known only when the script runs` : undefined);
  }

  private textsOf(name: string, depth: number): readonly string[] {
    const values = [...(this.variables.get(name)?.values ?? [])];
    if (depth >= DEEPEST) return [];
    return values.flatMap((value) => {
      const [, other] = IS_VARIABLE.exec(value) ?? [];
      if (other !== undefined) return this.textsOf(other, depth + 1);
      return /[$`]/.test(value) || value.includes(HOLE) ? [] : [value];
    });
  }

  private isOpen(name: string, depth: number): boolean {
    const variable = this.variables.get(name);
    if (variable === undefined || variable.isOpen || depth >= DEEPEST) return true;
    return [...variable.values].some((value) => {
      const [, other] = IS_VARIABLE.exec(value) ?? [];
      return other === undefined ? /[$`]/.test(value) || value.includes(HOLE) : this.isOpen(other, depth + 1);
    });
  }
}

const UNKNOWN_PART: Json = runTimeValue([], 'a part of it is known only when the script runs');

/** `$T`, `${T}`, `${TYPES[@]}` */
const IS_VARIABLE = /^\$\{?(\w+)(?:\[[^\]]*\])?\}?$/;

const ASSIGNED = /^[ \t]*(?:export|local|readonly|declare|set)?[ \t]*(\w+)=("[^"\n]*"|'[^'\n]*'|(?!\()[^\s;&|]*)/gm;

/** Finds shell assignments in a text of any language. */
export function assignmentsIn(text: string): readonly string[] {
  return [...text.matchAll(ASSIGNED)].map(([, name = '', value = '']) => `${name}=${value.replace(/^(["'])(.*)\1$/, '$2')}`);
}
