import { describePath, type RefuseMember } from '../base/foreign-object';
import { lineOfMergeConflict } from '../base/merge-conflict';
import { MalformedImagesError } from './malformed-images-error';

/** A line of the file that starts or ends an object. Every other line is a whole member. */
const WHOLE_LINE = /^\s*(?:\{|\},?|"(?:[^"\\]|\\.)*"\s*:\s*\{)?\s*$/;
const MEMBER_LINE = /^\s*("(?:[^"\\]|\\.)*"\s*:.*?),?\s*$/;

/**
 * Parses JSON. An error is one line: the file, the line, the error and the remedy.
 *
 * @throws MalformedImagesError
 */
export function parseJson(text: string, file: string): unknown {
  const conflict = lineOfMergeConflict(text);
  if (conflict !== undefined) {
    throw new MalformedImagesError(
      `${file}:${conflict}: a merge conflict is not resolved: keep the lines of both sides, and remove the markers`,
    );
  }
  const content = text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new MalformedImagesError(`${file}:${describeSyntaxError(content, error)}`);
  }
  refuseDuplicates(text, file);
  return value;
}

/** Returns a function that refuses a member with its file, line and path. */
export function refuseAt(text: string, file: string): RefuseMember {
  return (path, problem, at) => {
    const where = path.length === 0 ? '' : ` ${describePath(path)}:`;
    throw new MalformedImagesError(`${file}:${lineAt(text, offsetOf(text, at))}:${where} ${problem}`);
  };
}

/** Describes a syntax error with its line. The engine gives a position for some errors only, and words them differently from version to version. */
function describeSyntaxError(text: string, error: unknown): string {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : String(error)) ?? [];
  const end = text.trimEnd().length;
  const at = position === undefined ? offsetOfBadLine(text) : Number(position);
  if (at === undefined || at >= end || isInLastString(text, at)) {
    return `${lineAt(text, end)}: the file ends before it is complete: restore it, since it was probably cut off`;
  }
  return `${lineAt(text, at)}: not JSON: correct the line, or restore the file`;
}

function offsetOfBadLine(text: string): number | undefined {
  let offset = 0;
  for (const line of text.split('\n')) {
    if (!isGoodLine(line)) return offset;
    offset += line.length + 1;
  }
  return undefined;
}

function isGoodLine(line: string): boolean {
  if (WHOLE_LINE.test(line)) return true;
  const [, member] = MEMBER_LINE.exec(line) ?? [];
  try {
    JSON.parse(`{${member ?? line}}`);
    return true;
  } catch {
    return false;
  }
}

/** Tells whether a file ends inside a text. Engines then report the start of the text, or the end. */
function isInLastString(text: string, at: number): boolean {
  return /^"[^"\\]*(?:\\.[^"\\]*)*\\?$/s.test(text.slice(at)) && !text.slice(at).includes('\n');
}

/** Refuses two members with the same name. JSON keeps the last, so a careless merge would lose an image, or facts about one. */
function refuseDuplicates(text: string, file: string): void {
  const seen = new Map<number, Set<string>>();
  for (const { object, around, name, offset } of membersIn(text)) {
    const names = seen.get(object) ?? new Set();
    seen.set(object, names);
    if (names.has(name)) {
      const path = [...around, name];
      throw new MalformedImagesError(`${file}:${lineAt(text, offset)}: ${describePath(path)}: written twice: ${cureFor(path)}`);
    }
    names.add(name);
  }
}

function cureFor({ length, 0: first }: readonly string[]): string {
  if (length === 3) return 'keep one of the lines';
  return length < 3 && first === 'images' ? 'join the two' : 'keep one of the two';
}

/** Finds the offset of the name of the member at a path; 0 if there is none. */
function offsetOf(text: string, path: readonly string[]): number {
  for (const { around, name, offset } of membersIn(text)) {
    if (around.length === path.length - 1 && name === path.at(-1) && around.every((each, depth) => each === path[depth])) return offset;
  }
  return 0;
}

/** A member of an object, with the offset of its name. */
interface WrittenMember {
  /** The offset of the object. */
  readonly object: number;
  /** The names that lead to the object, and the positions in lists. */
  readonly around: readonly string[];
  readonly name: string;
  readonly offset: number;
}

/** A text, which is a name if a colon follows, or the beginning or end of an object or a list. */
const TOKEN = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[{}[\]]/g;

/** An object or a list that has begun. */
interface Opened {
  readonly name: string;
  readonly offset: number;
  readonly isList: boolean;
  /** The objects and lists in it so far. */
  items: number;
}

/** Yields the members of all objects in a text that is JSON, in the order in which they are written. */
function* membersIn(text: string): Generator<WrittenMember> {
  const open: Opened[] = [];
  let name = '';
  let around: readonly string[] = [];
  for (const { 0: token, 1: written = '', 2: colon, index } of text.matchAll(TOKEN)) {
    const outer = open.at(-1);
    if (token === '{' || token === '[') {
      open.push({ name: outer?.isList === true ? String(outer.items++) : name, offset: index, isList: token === '[', items: 0 });
    } else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      name = written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written;
      yield { object: outer?.offset ?? 0, around, name, offset: index };
      continue;
    } else continue;
    // The document itself has no name.
    around = open.slice(1).map((opened) => opened.name);
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
