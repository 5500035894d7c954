import { existsSync, readFileSync, statSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { pathToFileURL } from 'node:url';
import { pathOfUrl, type SourcePlace } from './stack-frame';

/** The number of bytes of a file that is read for a map, or as one. Above it, places stay those of the compiled file. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** The number of times that a source may itself be compiled. Above it, places stay those of a compiled file. */
const MOST_STEPS = 4;

/** A source map, with the URL that its sources are relative to. */
interface MappedFile {
  readonly map: SourceMap;
  readonly base: URL;
}

const mapped = new Map<string, MappedFile | undefined>();

/**
 * Returns the place in the source of a place in a compiled file, by the file's source map; without a map, the place itself. Node.js does
 * this only with `--enable-source-maps`, and tools such as tsx only for files that they compile.
 */
export function originalPlace(place: SourcePlace, steps = MOST_STEPS): SourcePlace {
  const source = steps === 0 ? undefined : sourceOf(place);
  return source === undefined ? place : originalPlace(source, steps - 1);
}

function sourceOf({ file, line, column = 1 }: SourcePlace): SourcePlace | undefined {
  if (!/\.[cm]?jsx?$/.test(file)) return undefined;
  if (!mapped.has(file)) mapped.set(file, readMap(file));
  const mappedFile = mapped.get(file);
  if (mappedFile === undefined) return undefined;
  const entry = entryAt(mappedFile.map, line - 1, column - 1);
  if (entry === undefined) return undefined;
  const source = sourceFile(entry.originalSource, mappedFile);
  // A line of a missing file helps less than one of the compiled file.
  if (source === undefined || source === file || !existsSync(source)) return undefined;
  return { file: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

interface Entry {
  readonly originalSource: string;
  readonly originalLine: number;
  readonly originalColumn: number;
}

/** Finds the entry of a place; undefined for a line that comes from no source. */
function entryAt(map: SourceMap, line: number, column: number): Entry | undefined {
  const entry = map.findEntry(line, column) as Partial<Entry> & { readonly generatedLine?: number };
  const { originalSource, originalLine, originalColumn } = entry;
  if (typeof originalSource !== 'string' || typeof originalLine !== 'number' || typeof originalColumn !== 'number') return undefined;
  // Before the first entry of a line, the last one of an earlier line applies.
  return entry.generatedLine === line ? { originalSource, originalLine, originalColumn } : undefined;
}

function sourceFile(source: string, { map, base }: MappedFile): string | undefined {
  const root = map.payload.sourceRoot;
  const path = typeof root === 'string' && root !== '' ? `${root.replace(/\/?$/, '/')}${source}` : source;
  const url = /^[A-Za-z]:[\\/]/.test(path) ? pathToFileURL(path) : new URL(path, base);
  return url.protocol === 'file:' ? pathOfUrl(url.href) : undefined;
}

/** Reads the source map that a compiled file names in its last comment: a file beside it, or the data itself. */
function readMap(file: string): MappedFile | undefined {
  try {
    const text = readIfSmall(file);
    const url = [...(text ?? '').matchAll(/^\/\/[#@][ \t]*sourceMappingURL=(\S+)[ \t]*$/gm)].at(-1)?.[1];
    if (url === undefined) return undefined;
    const base = pathToFileURL(file);
    if (url.startsWith('data:')) return { map: parsed(dataOf(url)), base };
    const location = new URL(url, base);
    const path = location.protocol === 'file:' ? pathOfUrl(location.href) : undefined;
    const written = path === undefined ? undefined : readIfSmall(path);
    return written === undefined ? undefined : { map: parsed(written), base: location };
  } catch {
    // A missing or broken map counts as none: places stay those of the compiled file.
    return undefined;
  }
}

function readIfSmall(path: string): string | undefined {
  return statSync(path).size > LARGEST_FILE ? undefined : readFileSync(path, 'utf8');
}

function parsed(text: string): SourceMap {
  // Some tools put a line before the JSON to prevent its use as a script.
  return new SourceMap(JSON.parse(text.replace(/^\)\]\}'.*\n/, '')) as SourceMapPayload);
}

function dataOf(url: string): string {
  const { encoding, data = '' } = /^data:[^,]*?(?<encoding>;base64)?,(?<data>.*)$/s.exec(url)?.groups ?? {};
  return encoding === undefined ? decodeURIComponent(data) : Buffer.from(data, 'base64').toString('utf8');
}
