import { MalformedImagesError } from './malformed-images-error';
import type { RefuseMember } from './strict-object';

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
    const where = path.length === 0 ? '' : ` ${path.join('/')}:`;
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
  return /^"?(?:[^"\\]|\\.)*\\?$/s.test(text.slice(at)) && !text.slice(at).includes('\n');
}

/** Of two members of one name JSON keeps the last, so that a careless merge would lose an image. */
function refuseDuplicates(text: string, file: string): void {
  let seen = new Set<string>();
  let region = '';
  const regions = new Set<string>();
  for (const { 1: key = '', index } of text.matchAll(/"((?:ami-|[a-z]{2,4}-[a-z-]+-\d)[^"\\]*)"\s*:\s*\{/g)) {
    const isId = key.startsWith('ami-');
    const before = isId ? seen : regions;
    if (before.has(key)) {
      throw new MalformedImagesError(
        `${file}:${lineAt(text, index)}: images/${isId ? `${region}/` : ''}${key}: written twice: ${isId ? 'keep one of the lines' : 'join the two'}`,
      );
    }
    before.add(key);
    if (!isId) {
      region = key;
      seen = new Set();
    }
  }
}

/** Where the last key of a path, which exists, is written. Quotes inside texts are escaped, so that a quoted name and a colon are a key. */
function offsetOf(text: string, path: readonly string[]): number {
  let offset = 0;
  for (const key of path) {
    const written = JSON.stringify(key);
    for (let at = text.indexOf(written, offset); at >= 0; at = text.indexOf(written, at + 1)) {
      if (/^\s*:/.test(text.slice(at + written.length, at + written.length + 20))) {
        offset = at;
        break;
      }
    }
  }
  return offset;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
