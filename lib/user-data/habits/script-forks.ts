import type { Branch } from '../scripts/statement';

/** One side of a fork in the text. */
export interface TextBranch extends Branch {
  /** The fork is `&&` or `||`: the command after one question may be another question. */
  readonly isOfList?: true;
}

/**
 * A part of a text with the same forks around it, up to the next change. Arm 0 is the question of a fork, arm 1 follows a positive answer,
 * and arms from 2 follow a negative one, as do `elif` and the right side of `||`.
 */
interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly branches: readonly TextBranch[];
  /** The question is negated: `[ ! -e file ]`, `! cmd`, `if not`. */
  readonly isNegated: boolean;
}

/** The forks in the text of a script: `if`, `case`, loops, `&&` and `||`. */
export class ScriptForks {
  private static readonly known = new WeakMap<readonly string[], ScriptForks>();

  /** Reads the forks of each text once. */
  public static of(lines: readonly string[], isShell: boolean): ScriptForks {
    const forks = ScriptForks.known.get(lines) ?? new ScriptForks(isShell ? shellStretches(lines) : indentedStretches(lines));
    ScriptForks.known.set(lines, forks);
    return forks;
  }

  private constructor(private readonly stretches: readonly Stretch[]) {}

  /** Returns the forks around a place. Line and column count from 0. */
  public at(line: number, column: number): Pick<Stretch, 'branches' | 'isNegated'> {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const stretch = this.stretches[middle];
      if (stretch !== undefined && (stretch.line < line || (stretch.line === line && stretch.column <= column))) low = middle + 1;
      else high = middle;
    }
    return this.stretches[low - 1] ?? { branches: [], isNegated: false };
  }
}

interface Frame {
  readonly closes: 'fi' | 'esac' | 'done' | '}' | ')';
  readonly fork: number | undefined;
  arm: number;
  /** The commands within it that `&&` and `||` join. */
  list: { readonly fork: number; arm: number } | undefined;
}

const TOKEN = /\\.|'[^']*'|"(?:[^"\\]|\\.)*"|(?:^|(?<=\s))#.*$|\|\||&&|;;&?|;&|[;|(){}&]|!(?=\s)|[^\s\\'"|&;(){}!]+|[!'"]/g;
const DOCUMENT = /<<(-?)\s*\\?(['"]?)([\w-]+)\2/;
const OPENING: ReadonlyMap<string, Frame['closes']> = new Map([
  ['if', 'fi'],
  ['case', 'esac'],
  ['while', 'done'],
  ['until', 'done'],
  ['for', 'done'],
  ['select', 'done'],
]);
/** The number of levels. A deeper part counts as on the last level. */
const DEEPEST = 100;

function shellStretches(lines: readonly string[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let nextFork = 0;
  const frames: Frame[] = [{ closes: ')', fork: undefined, arm: 0, list: undefined }];
  const top = (): Frame => frames.at(-1) ?? { closes: ')', fork: undefined, arm: 0, list: undefined };
  let isStart = true;
  let isNegated = false;
  let isJoined = false;
  const emit = (line: number, column: number): void => {
    const branches = frames.flatMap(({ fork, arm, list }) => [
      ...(fork === undefined ? [] : [{ fork, arm }]),
      ...(list === undefined ? [] : [{ fork: list.fork, arm: list.arm, isOfList: true as const }]),
    ]);
    stretches.push({ line, column, branches, isNegated });
  };
  const open = (closes: Frame['closes'], isFork: boolean): void => {
    if (frames.length <= DEEPEST) frames.push({ closes, fork: isFork ? nextFork++ : undefined, arm: 0, list: undefined });
  };
  const close = (closes: Frame['closes']): void => {
    const at = frames.findLastIndex((frame, index) => index > 0 && frame.closes === closes);
    if (at > 0) frames.splice(at);
  };
  const nextArm = (): void => {
    const frame = top();
    frame.arm++;
    frame.list = undefined;
  };
  const begin = (line: number, column: number): void => {
    if (!isStart) return;
    top().list ??= { fork: nextFork++, arm: 0 };
    isStart = false;
    emit(line, column);
  };
  let untilDelimiter: string | undefined;
  for (const [number, line] of lines.entries()) {
    if (untilDelimiter !== undefined) {
      if (line.trim() === untilDelimiter) untilDelimiter = undefined;
      continue;
    }
    if (!isJoined) {
      top().list = undefined;
      isStart = true;
      isNegated = false;
    }
    isJoined = false;
    for (const { 0: token, index } of line.matchAll(TOKEN)) {
      if (token.startsWith('#')) break;
      isJoined = token === '&&' || token === '||' || token === '|' || token === '\\';
      if (token === '&&' || token === '||') {
        const { list } = top();
        if (list !== undefined) list.arm = token === '||' ? 2 : 1;
        isStart = true;
        isNegated = false;
      } else if (token === ';' || token === '&') {
        top().list = undefined;
        isStart = true;
        isNegated = false;
      } else if (token.startsWith(';')) {
        nextArm();
        isStart = true;
      } else if (token === '(' || token === '{') {
        begin(number, index);
        open(token === '(' ? ')' : '}', false);
        isStart = true;
      } else if (token === ')' || token === '}') {
        if (token === ')' && top().closes === 'esac') isStart = true;
        else close(token);
      } else if (token === '!') {
        isNegated = true;
        if (!isStart) emit(number, index);
      } else if (token === '|') {
        continue;
      } else if (isStart && OPENING.has(token)) {
        begin(number, index);
        open(OPENING.get(token) ?? 'fi', true);
        isStart = token !== 'case' && token !== 'for' && token !== 'select';
        emit(number, index);
      } else if (isStart && (token === 'then' || token === 'do')) {
        if (top().arm === 0) nextArm();
        top().list = undefined;
        isNegated = false;
      } else if (isStart && (token === 'else' || token === 'elif')) {
        if (top().arm < 2) top().arm = 1;
        nextArm();
        isNegated = false;
      } else if (isStart && (token === 'fi' || token === 'done' || token === 'esac')) {
        close(token);
        isStart = false;
      } else if (token === 'in' && top().closes === 'esac' && top().arm === 0) {
        nextArm();
        isStart = true;
      } else begin(number, index);
    }
    isJoined ||= /\\$/.test(line);
    const [, , , delimiter] = DOCUMENT.exec(line) ?? [];
    if (delimiter !== undefined && lines.includes(delimiter, number)) untilDelimiter = delimiter;
  }
  return stretches;
}

const QUESTION = /^(?:\}\s*)?(?:if|unless|switch|case|try|begin)\b/i;
const NEXT_ARM = /^(?:\}\s*)?(?:else\s*if|elseif|elsif|elif|else|except|rescue|catch|when|default)\b/i;
/** A label of `switch`: `'Xen' { ... }`, `case 'Xen':`. */
const LABEL = /^(?:case\b|default\b|['"].*['"]\s*\{|\{\s*\$_)/i;
const NEGATED = /\bif\s+not\b|\bif\s*\(?\s*(?:!|-not\b)|^unless\b|\bnot\s+os\./i;

/** Returns the forks of languages that are read by lines, by the indentation of the lines. */
function indentedStretches(lines: readonly string[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const open: { readonly indent: number; readonly fork: number; readonly isSwitch: boolean; arm: number }[] = [];
  let nextFork = 0;
  for (const [number, line] of lines.entries()) {
    const text = line.trimStart();
    if (text === '' || text === '{') continue;
    const indent = line.length - text.length;
    const continues = NEXT_ARM.test(text);
    while ((open.at(-1)?.indent ?? -1) > indent || (!continues && open.at(-1)?.indent === indent)) open.pop();
    let isNegated = false;
    const around = open.at(-1);
    if (continues && around?.indent === indent) around.arm = Math.max(around.arm, 1) + 1;
    else if (around?.isSwitch === true && LABEL.test(text)) around.arm++;
    else if (QUESTION.test(text) && open.length < DEEPEST) {
      isNegated = NEGATED.test(text);
      open.push({ indent, fork: nextFork++, isSwitch: /^switch\b/i.test(text), arm: /^(?:try|begin)/.test(text) ? 1 : 0 });
    } else if (around?.arm === 0) around.arm = 1;
    stretches.push({ line: number, column: 0, branches: open.map(({ fork, arm }) => ({ fork, arm })), isNegated });
  }
  return stretches;
}

/** Tells whether two places are alternatives: in two arms of one fork, or one in the question and the other after a negative answer. */
export function areAlternatives(arm: number, isNegated: boolean, otherArm: number, isOtherNegated: boolean): boolean {
  if (arm === otherArm) return false;
  if (arm > 0 && otherArm > 0) return true;
  const answered = arm === 0 ? otherArm : arm;
  return (arm === 0 ? isNegated : isOtherNegated) ? answered === 1 : answered > 1;
}
