import { MalformedImagesError } from './malformed-images-error';
import { describePath, type RefuseMember } from './strict-object';

const CONFLICT_MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?\r?$/m;
/** What a line of the file can hold: the start or the end of an object, or a whole member. */
const WHOLE_LINE = /^\s*(?:\{|\},?|"(?:[^"\\]|\\.)*"\s*:\s*\{)?\s*$/;
const MEMBER_LINE = /^\s*("(?:[^"\\]|\\.)*"\s*:.*?),?\s*$/;

/** `JSON.parse`, with errors in one line: the file, the line, what is wrong and what to do. Throws MalformedImagesError. */
export function parseJson(text: string, file: string): unknown {
  const conflict = CONFLICT_MARKER.exec(text);
  if (conflict !== null) {
    throw new MalformedImagesError(
      `${file}:${lineAt(text, conflict.index)}: a merge conflict is not resolved: keep the lines of both sides, and remove the markers`,
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

/** Names the file, the line and the path of a member. */
export function refuseAt(text: string, file: string): RefuseMember {
  return (path, problem, at) => {
    const where = path.length === 0 ? '' : ` ${describePath(path)}:`;
    throw new MalformedImagesError(`${file}:${lineAt(text, offsetOf(text, at))}:${where} ${problem}`);
  };
}

/** The engine tells a position for some errors only, and words them differently from version to version. */
function describeSyntaxError(text: string, error: unknown): string {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : String(error)) ?? [];
  const end = text.trimEnd().length;
  const at = position === undefined ? offsetOfBadLine(text) : Number(position);
  if (at === undefined || at >= end || isInLastString(text, at)) {
    return `${lineAt(text, end)}: the file ends before it is complete: restore it, it may have been cut off`;
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

/** A file that ends inside a text: engines blame the text's start, or the end. */
function isInLastString(text: string, at: number): boolean {
  return /^"[^"\\]*(?:\\.[^"\\]*)*\\?$/s.test(text.slice(at)) && !text.slice(at).includes('\n');
}

/** Of two members of one name JSON keeps the last, so that a careless merge would lose an image, or what is known of one. */
function refuseDuplicates(text: string, file: string): void {
  const seen: Set<string>[] = [];
  for (const { around, name, offset } of membersIn(text)) {
    // Objects that were left are forgotten: what comes next at their depth is another one.
    seen.length = Math.min(seen.length, around.length + 1);
    const names = (seen[around.length] ??= new Set());
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

/** Where the name of a member that a path leads to is written; 0 where there is none. */
function offsetOf(text: string, path: readonly string[]): number {
  for (const { around, name, offset } of membersIn(text)) {
    if (around.length === path.length - 1 && name === path.at(-1) && around.every((each, depth) => each === path[depth])) return offset;
  }
  return 0;
}

/** A member of an object, where its name is written. */
interface WrittenMember {
  /** The names that lead to the object. */
  readonly around: readonly string[];
  readonly name: string;
  readonly offset: number;
}

/** A text, which is a name where a colon follows, and where an object begins and ends. */
const TOKEN = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[{}]/g;

/** The members of all objects in a text that is JSON, as they are written. */
function* membersIn(text: string): Generator<WrittenMember> {
  // The document itself has no name.
  const open: string[] = [];
  let name = '';
  let around: readonly string[] = [];
  for (const { 0: token, 1: written = '', 2: colon, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '}') {
      if (token === '{') open.push(name);
      else open.pop();
      around = open.slice(1);
    } else if (colon !== undefined) {
      name = written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written;
      yield { around, name, offset: index };
    }
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
