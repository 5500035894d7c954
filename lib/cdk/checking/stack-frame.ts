import { posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place in a source file. */
export interface SourcePlace {
  /** The path of the file, as the operating system writes it. */
  readonly file: string;
  readonly line: number;
  /** Undefined if the recorded frame has lost it. */
  readonly column?: number;
}

/**
 * Reads the place from a stack frame, in any form that construct libraries record: `new Web (/app/bin/web.ts:3:5)`,
 * `file:///app/bin/web.mjs:3:5`, `main (C:\app\web.js:3:5)`, `<module> (app.py:3)`. Undefined for a frame in Node.js itself and for one
 * without a place.
 */
export function placeOf(frame: string): SourcePlace | undefined {
  const text = frame.trim().replace(/^at /, '');
  return damagedPlace(text) ?? writtenPlaces(text).find((place) => place !== undefined);
}

/**
 * Reads a frame without a function name in the form that aws-cdk-lib records. It mistakes the place for a name, removes two characters, and
 * appends the rest of the place: `/app/web.js:3: (/app/web.js:3:1)` for `/app/web.js:3:14`, and `/app/web.js:3 (:)` for `/app/web.js:3:5`.
 * So the line is complete, and the last digit of the column is lost.
 */
function damagedPlace(text: string): SourcePlace | undefined {
  const { name = '', rest = '' } = /^(?<name>.*:\d+(?::\d*)?) \((?<rest>.*)\)$/s.exec(text)?.groups ?? {};
  if (rest !== ':' && !rest.startsWith(name)) return undefined;
  const { file, line } = /^(?<file>.*?):(?<line>\d+)(?::\d*)?$/s.exec(name)?.groups ?? {};
  return file === undefined || line === undefined ? undefined : placeAt(file, line);
}

/**
 * Lists the possible places in a text: its parts in parentheses, because names of functions and folders may have some too, and the whole.
 */
function writtenPlaces(text: string): readonly (SourcePlace | undefined)[] {
  if (!text.endsWith(')')) return [readPlace(text)];
  const starts = [...text.matchAll(/\(/g)].map(({ index }) => index);
  return starts.map((start) => readPlace(text.slice(start + 1, -1)));
}

function readPlace(text: string): SourcePlace | undefined {
  const { file, line, column } = /^(?:async )?(?<file>.+?):(?<line>\d+)(?::(?<column>\d+))?$/s.exec(text)?.groups ?? {};
  return file === undefined || line === undefined ? undefined : placeAt(file, line, column);
}

function placeAt(url: string, line: string, column?: string): SourcePlace | undefined {
  const file = pathOf(url);
  return file === undefined ? undefined : { file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}

/** Returns the path that a frame names as a path or a URL; undefined for another scheme than `file:`, such as `node:` and `webpack:`. */
function pathOf(url: string): string | undefined {
  // The place of code in an `eval` is in its text.
  if (url.includes('<anonymous>')) return undefined;
  if (url.startsWith('file:')) return pathOfUrl(url);
  if (isAbsolutePath(url)) return url;
  // The frames of other languages may have paths as the program was started with: `python app.py`.
  return /^[\w.][^:()<>]*\.\w+$/.test(url) ? url : undefined;
}

export function pathOfUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url, { windows: /^file:\/\/\/[A-Za-z]:/.test(url) || process.platform === 'win32' });
  } catch {
    // The URL is not of a file on this machine, such as one with a host.
    return undefined;
  }
}

function isAbsolutePath(path: string): boolean {
  return posix.isAbsolute(path) || /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/** Renders a place as the CDK and editors do, relative to a folder: `bin/web.ts:3:5`. */
export function renderPlaceIn(folder: string, { file, line, column }: SourcePlace): string {
  const isWindows = !posix.isAbsolute(file) && win32.isAbsolute(file);
  const path = isAbsolutePath(file) ? (isWindows ? win32.relative(folder, file) : posix.relative(folder, file)) : file;
  return [path, line, ...(column === undefined ? [] : [column])].join(':');
}
