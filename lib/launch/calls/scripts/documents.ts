import { HOLE } from '../../../base/hole';
import { isList, isObject, type Json } from '../../../base/json/json';
import { readDocument } from '../../../template/reading/read-template';
import { isTooDeep } from '../written-text';

/** A document in the text of a script. */
export interface ScriptDocument {
  readonly value: Json;
  readonly start: number;
  readonly end: number;
}

/** The member `apiVersion` of a Kubernetes manifest, with the text before it in its line. */
const MANIFEST = /^([ \t]*)((?:- )?|[^\n]*?["'`(]+(?:\\n)?)["']?apiVersion["']?[ \t]*:[ \t]*["']?[\w.$]/;
const IN_BRACES = /\\?["']?(?:apiVersion|requirements)\\?["']?\s*:/g;
/** A member, an item, a comment, or a placeholder on its own line. */
const LINE = /^(?:["']?[\w./$-]+["']?[ \t]*:(?:\s|$)|- |-$|#|\uFDD0)/;

/** The number of documents read in one script. Errs towards a pass; no known script has as many. */
const MOST = 500;

/** Finds Kubernetes manifests and patches of node pools in a text of any language: in here documents, quotes and written files. */
export function manifestsIn(text: string): readonly ScriptDocument[] {
  if (!mayHoldManifests(text)) return [];
  const found: ScriptDocument[] = [];
  // A patch in braces may be part of a manifest in lines.
  const longestFirst = [...inBraces(text), ...inLines(text)].sort((one, other) => other.end - other.start - (one.end - one.start));
  for (const each of longestFirst) if (!found.some(({ start, end }) => each.start < end && start < each.end)) found.push(each);
  return found.sort((one, other) => one.start - other.start);
}

/** A patch by RFC 6902 of the requirements of a node pool. */
const PATCHES_POOL = /path\\?["']?\s*:\s*\\?["']?\/spec\/template\/spec(?:\/requirements|\\?["'\s,}])/;

/** Tells whether a text patches the requirements of a node pool that is defined elsewhere. */
export function patchesPool(text: string): boolean {
  return text.includes('/spec/template/spec') && /node-?(?:pool|claim)s?/i.test(text) && PATCHES_POOL.test(text);
}

/** Tells whether a text may hold manifests or chart values. A cheap test: errs towards yes. */
export function mayHoldManifests(text: string): boolean {
  return text.includes('apiVersion') || patchesPool(text) || /(?:requirements|[Ff]amil(?:y|ies))\\?["']?\s*:/.test(text);
}

/** Reads JSON, and objects of Python and JavaScript that are also YAML. */
function inBraces(text: string): readonly ScriptDocument[] {
  const found: ScriptDocument[] = [];
  const seen = new Set<number>();
  let hits = 0;
  for (const { index } of text.matchAll(IN_BRACES)) {
    if (++hits > MOST) break;
    if (found.some(({ start, end }) => index >= start && index < end)) continue;
    const start = openingBefore(text, index);
    if (start === undefined || seen.has(start)) continue;
    seen.add(start);
    const end = closingAfter(text, start);
    if (end === undefined) continue;
    const written = text.slice(start, end);
    const value = parsed(written) ?? parsed(written.replaceAll('\\"', '"')) ?? parsedObject(written);
    if (isObject(value)) found.push({ value, start, end });
  }
  return found;
}

/** A value in an object of code that is not a literal: `values: [event.family]`. */
const VARIABLE =
  /(?<=[:[,]\s*)(?!(?:true|false|null|None|True|False|undefined)\b)[A-Za-z_$][\w.$]*(?:\([^()]*\)|\[[^[\]]*\])?(?=\s*[,\]}])/g;
const IS_CODE = /(?:apiVersion|operator)["']?\s*:\s*["'`]/;

/** Reads an object of Python, JavaScript or YAML. */
function parsedObject(written: string): Json | undefined {
  const line = written.replace(/\s*\n\s*/g, ' ').replaceAll('`', "'");
  // In quotes, `[` and `,` do not begin or separate a list.
  const parts = IS_CODE.test(line) ? line.split(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/) : [line];
  const literal = parts.length === 1 ? line : withoutVariables(parts);
  const value = parsed(`- ${literal}`);
  return isList(value) ? value[0] : undefined;
}

function withoutVariables(parts: readonly string[]): string {
  const quoted: string[] = [];
  const bare = parts.map((part, index) => (index % 2 === 0 ? part : `"${String(quoted.push(part) - 1)}"`)).join('');
  return bare.replace(VARIABLE, HOLE).replace(/"(\d+)"/g, (_, index: string) => quoted[Number(index)] ?? '');
}

/** The number of characters of an object that are searched. */
const LONGEST = 100_000;

function openingBefore(text: string, index: number): number | undefined {
  let open = 0;
  for (let at = index - 1; at >= Math.max(0, index - LONGEST); at--) {
    const char = text[at];
    if (char === '}' || char === ']') open++;
    else if (char === '{' || char === '[') {
      if (open === 0) return char === '{' ? at : undefined;
      open--;
    } else if (char === '\n' && open === 0 && /^\s*[\w.-]+:\s*$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))) return undefined;
  }
  return undefined;
}

function closingAfter(text: string, start: number): number | undefined {
  let open = 0;
  for (let at = start; at < Math.min(text.length, start + LONGEST); at++) {
    const char = text[at];
    if (char === '{' || char === '[') open++;
    else if ((char === '}' || char === ']') && --open === 0) return at + 1;
  }
  return undefined;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Reads YAML by its indentation. */
function inLines(text: string): readonly ScriptDocument[] {
  const lines = linesOf(text);
  const found: ScriptDocument[] = [];
  for (let index = 0; index < lines.length && found.length < MOST; index++) {
    const match = MANIFEST.exec(lines[index]?.text ?? '');
    if (match === null) continue;
    const block = blockAt(lines, index, match);
    const value = parsed(block.text) ?? parsed(withoutEnd(block.text));
    if (isObject(value) || isList(value)) found.push({ value, start: block.start, end: block.end });
    index = Math.max(index, block.last);
  }
  return found;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const at = start;
    start += line.length + 1;
    return { text: line, start: at };
  });
}

interface Block {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The number of the last line. */
  readonly last: number;
}

function blockAt(lines: readonly Line[], index: number, [, blanks = '', before = '']: RegExpExecArray): Block {
  const isQuoted = before !== '' && before !== '- ';
  // A quoted text continues in lines with another indentation.
  const next = lines.slice(index + 1).find(({ text }) => text.trim() !== '');
  const indent = isQuoted ? indentOf(next?.text ?? '') : blanks.length;
  const isPart = ({ text }: Line): boolean => {
    if (text.trim() === '') return true;
    const own = indentOf(text);
    return own > indent || (own === indent && LINE.test(text.slice(own)));
  };
  let first = index;
  if (!isQuoted) while (first > 0 && isPart(lines[first - 1] ?? NO_LINE) && lines[first - 1]?.text.trim() !== '') first--;
  let last = index;
  while (last + 1 < lines.length && isPart(lines[last + 1] ?? NO_LINE)) last++;
  const { text: firstText, start } = lines[first] ?? NO_LINE;
  const skipped = isQuoted ? blanks.length + before.length : 0;
  const rest = lines.slice(first + 1, last + 1).map(({ text }) => text);
  const end = (lines[last]?.start ?? 0) + (lines[last]?.text.length ?? 0);
  const opening = isQuoted ? `${' '.repeat(indent)}${firstText.slice(skipped)}` : firstText;
  return { text: withBreaks([opening, ...rest].join('\n').replace(/^\t+/gm, '')), start: start + skipped, end, last };
}

const NO_LINE: Line = { text: '', start: 0 };

function indentOf(text: string): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}

/** Reads `\n` as a line break if one line holds the whole document: `printf 'apiVersion: v1\nkind: List\n'`. */
function withBreaks(text: string): string {
  return /\\n\s*(?:kind|metadata|spec)\s*:/.test(text) ? text.replaceAll('\\n', '\n') : text;
}

/** Removes the closing quotes of a document, and the text after them. */
function withoutEnd(text: string): string {
  return text.replace(/["'`]+[)\];, ]*(?:\|.*|>.*|,.*)?\s*$/, '');
}

const HERE_DOCUMENT = /<<-?[ \t]*\\?(["']?)(\w+)\1/;

/** A here document and its destination file. */
export interface HereDocument {
  readonly file: string | undefined;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Finds the here documents of a shell script. */
export function hereDocumentsIn(text: string): readonly HereDocument[] {
  if (!text.includes('<<')) return [];
  const lines = linesOf(text);
  const ends = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const word = line.text.trim();
    if (!/^\w+$/.test(word)) continue;
    const others = ends.get(word);
    if (others === undefined) ends.set(word, [index]);
    else others.push(index);
  }
  /** The position from which the next end of each word is searched. */
  const next = new Map<string, number>();
  const found: HereDocument[] = [];
  for (let index = 0; index < lines.length; index++) {
    const { text: command } = lines[index] ?? NO_LINE;
    const [whole, , word = ''] = HERE_DOCUMENT.exec(command) ?? [];
    const lastOnes = whole === undefined ? undefined : ends.get(word);
    if (lastOnes === undefined) continue;
    let at = next.get(word) ?? 0;
    while (at < lastOnes.length && (lastOnes[at] ?? 0) <= index) at++;
    next.set(word, at);
    const last = lastOnes[at];
    if (last === undefined) continue;
    const start = lines[index + 1]?.start ?? text.length;
    const end = Math.max(start, (lines[last]?.start ?? start) - 1);
    found.push({ file: fileIn(command), text: text.slice(start, end), start, end });
    index = last;
  }
  return found;
}

function fileIn(command: string): string | undefined {
  const written = /(?<![<\d])>{1,2}\s*["']?([^\s"';|&]+)/.exec(command) ?? /\btee\s+(?:-\S+\s+)*["']?([^\s"';|&>]+)/.exec(command);
  return written?.[1];
}

/** Reads JSON or YAML; undefined for any other text. */
export function parsed(text: string): Json | undefined {
  try {
    const { value } = readDocument(text, 'text');
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}
