import { decodeBase64 } from '../../decoding';
import { CHARACTER_CLASSES } from './patterns';

/** A program and its arguments that change a text. */
export type FilterWords = readonly [program: string, ...rest: readonly string[]];

type Filter = (text: string, rest: readonly string[]) => string | undefined;

/** The number of characters of a filtered text. A longer text stays as it is. */
const LONGEST = 100_000;

const FILTERS: Readonly<Record<string, Filter>> = {
  cat: onlyInput,
  tee: onlyInput,
  envsubst: (text) => text,
  sort: onlyInput,
  base64: (text, rest) => (rest.some((word) => /^-\w*[dD]|^--decode$/.test(word)) ? decodeBase64(text).text : undefined),
  openssl: (text, rest) => (isBase64OfOpenssl(rest) ? decodeBase64(text).text : undefined),
  gunzip: (text) => text,
  zcat: (text) => text,
  gzip: (text, rest) => (rest.some((word) => /^-\w*d/.test(word)) ? text : undefined),
  xxd: (text, rest) =>
    rest.some((word) => /^-\w*r/.test(word)) && rest.some((word) => /^-r?ps?|plain/.test(word)) ? fromHex(text) : undefined,
  rev: (text) => eachLine(text, (line) => [...line].reverse().join('')),
  tac: (text) => text.split('\n').reverse().join('\n'),
  tr: translated,
  cut: cutOut,
  sed: substituted,
  awk: field,
  gawk: field,
  mawk: field,
  head: firstLines,
  tail: lastLines,
};

/** Programs that decode their input. Their output never resembles the written text. */
const DECODES = /^(?:base32|basenc|uudecode|gpg|gpg2)$/;
const DECODES_BY_OPTION = /^(?:base64|openssl|gzip|xz|bzip2|zstd|xxd|age)$/;

/** Returns the output of a program for a text; undefined if it is unknown. */
export function filteredText([program, ...rest]: FilterWords, text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const filter = Object.hasOwn(FILTERS, program) ? FILTERS[program] : undefined;
  return filter?.(text, rest);
}

/** Tells whether a program decodes a text. Its output is then not visible in the text. */
export function decodesText([program, ...rest]: FilterWords): boolean {
  const isOption = rest.some((word) => /^-\w*[dDr]|^--(?:decode|decrypt|decompress)/.test(word));
  if (program === 'openssl') return isOption && /^(?:enc|base64|aes|des|rsautl|pkeyutl|smime|cms)/.test(rest[0] ?? '');
  return DECODES.test(program) ? isOption || program === 'uudecode' : DECODES_BY_OPTION.test(program) && isOption;
}

/** Tells whether a program changes each character separately. */
export function isByCharacter([program, ...rest]: FilterWords): boolean {
  return program === 'tr' && !rest.some((word) => /^-\w*[cCs]/.test(word));
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}

/** Returns the text if the program has no file to read instead. */
function onlyInput(text: string, rest: readonly string[]): string | undefined {
  return rest.every((word) => word.startsWith('-')) ? text : undefined;
}

function isBase64OfOpenssl(rest: readonly string[]): boolean {
  return (
    rest.includes('-d') &&
    (rest[0] === 'base64' ||
      (rest[0] === 'enc' && rest.some((word) => /^-(?:base64|a|A)$/.test(word)) && !rest.some((word) => /^-(?:aes|k|pass)/.test(word))))
  );
}

function fromHex(text: string): string | undefined {
  const digits = text.replace(/\s+/g, '');
  return /^(?:[0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, 'hex').toString('utf8') : undefined;
}

function translated(text: string, rest: readonly string[]): string | undefined {
  const options = rest.filter((word) => /^-\w+$|^--\w/.test(word)).join('');
  const [from, to] = rest.filter((word) => !/^-\w+$|^--\w/.test(word)).map(charactersOf);
  if (from === undefined) return undefined;
  const members = new Set(from);
  const isMember = (char: string): boolean => members.has(char) !== /[cC]|complement/.test(options);
  if (options.includes('d')) return [...text].filter((char) => !isMember(char)).join('');
  if (to === undefined) return options.includes('s') ? text : undefined;
  const last = to.at(-1) ?? '';
  const changes = new Map(from.map((char, index) => [char, to[index] ?? last]));
  return [...text].map((char) => (isMember(char) ? (changes.get(char) ?? last) : char)).join('');
}

function charactersOf(set: string): readonly string[] {
  const written = set
    .replace(/\[:(\w+):\]/g, (all, name: string) => CHARACTER_CLASSES[name] ?? all)
    .replace(/\\([0-7]{3}|[nrt\\])/g, (_, code: string) =>
      /\d/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : ({ n: '\n', r: '\r', t: '\t' }[code] ?? code),
    );
  return [...written.matchAll(/([^])-([^])|([^])/g)].flatMap(([, first, last, single = '']) => {
    if (first === undefined || last === undefined) return [single];
    const start = first.charCodeAt(0);
    return Array.from({ length: Math.max(0, Math.min(last.charCodeAt(0) - start + 1, 256)) }, (_, index) =>
      String.fromCharCode(start + index),
    );
  });
}

/** Returns the fields or characters that `cut` selects: `-d: -f2`, `-c 1-3`. */
function cutOut(text: string, rest: readonly string[]): string | undefined {
  const valueOf = (option: string): string | undefined => {
    const at = rest.findIndex((word) => word.startsWith(option));
    const word = rest[at];
    return word === option ? rest[at + 1] : word?.slice(option.length);
  };
  const characters = valueOf('-c') ?? valueOf('-b');
  const fields = valueOf('-f');
  const [, first, dash, last] = /^(\d*)(-?)(\d*)$/.exec(characters ?? fields ?? '?') ?? [];
  if (dash === undefined) return undefined;
  const from = Number(first === '' ? 1 : first) - 1;
  const to = dash === '' ? from + 1 : last === '' ? undefined : Number(last);
  if (characters !== undefined) return eachLine(text, (line) => line.slice(from, to));
  const delimiter = valueOf('-d') ?? '\t';
  return eachLine(text, (line) => (line.includes(delimiter) ? line.split(delimiter).slice(from, to).join(delimiter) : line));
}

/** Returns the result of one `s/old/new/` with a plain pattern. */
function substituted(text: string, rest: readonly string[]): string | undefined {
  const [script = '', ...others] = rest.filter((word) => !/^-[eErnu]+$|^--(?:expression|regexp-extended|quiet)$/.test(word));
  const [, , pattern, replacement, flags = ''] = /^s([^\w\s\\])((?:(?!\1)[^\\]|\\.)*)\1((?:(?!\1)[^\\]|\\.)*)\1([gI]*)$/.exec(script) ?? [];
  if (pattern === undefined || replacement === undefined || others.length > 0 || rest.some((word) => /^-\w*i/.test(word))) return undefined;
  const search = searchOf(
    pattern,
    rest.some((word) => /^-\w*[Er]/.test(word)),
    flags,
  );
  const written = replacement.replace(/\\([^\d&])/g, '$1');
  if (search === undefined || /\\\d|&/.test(replacement)) return undefined;
  return eachLine(text, (line) => line.replace(search, () => written));
}

function searchOf(pattern: string, isExtended: boolean, flags: string): RegExp | undefined {
  const source = pattern.replace(/\\([/#|,@!:])/g, '$1');
  if (/[()+?{}|]/.test(source) && (isExtended || /\\[()+?{}|]/.test(source))) return undefined;
  // Nested repetitions could take very long.
  if ((source.match(/\*/g) ?? []).length > 2) return undefined;
  try {
    return new RegExp(source.replace(/[()+?{}|]/g, '\\$&'), `${flags.includes('g') ? 'g' : ''}${flags.includes('I') ? 'i' : ''}`);
  } catch {
    return undefined;
  }
}

/** Returns the field that `awk '{print $2}'` selects. */
function field(text: string, rest: readonly string[]): string | undefined {
  const separator = rest.flatMap((word, index) =>
    word === '-F' ? [rest[index + 1] ?? ''] : word.startsWith('-F') ? [word.slice(2)] : [],
  )[0];
  const scripts = rest.filter((word, index) => !word.startsWith('-F') && rest[index - 1] !== '-F');
  const [, number] = /^\s*\{\s*print\s+\$(\d+|NF)\s*;?\s*\}\s*$/.exec(scripts.length === 1 ? (scripts[0] ?? '') : '') ?? [];
  if (number === undefined || (separator !== undefined && separator.length > 1)) return undefined;
  return eachLine(text, (line) => {
    const fields = separator === undefined || separator === ' ' ? line.trim().split(/\s+/) : line.split(separator);
    return (number === 'NF' ? fields.at(-1) : number === '0' ? line : fields[Number(number) - 1]) ?? '';
  });
}

function countIn(rest: readonly string[]): { readonly lines?: number; readonly characters?: number } | undefined {
  const [, option, number] = /^-(?:(n|c)\s*)?(\d+)$/.exec(rest.join(' ')) ?? [];
  if (number === undefined) return rest.length === 0 ? { lines: 10 } : undefined;
  return option === 'c' ? { characters: Number(number) } : { lines: Number(number) };
}

function firstLines(text: string, rest: readonly string[]): string | undefined {
  const { lines, characters } = countIn(rest) ?? {};
  return characters === undefined
    ? lines === undefined
      ? undefined
      : text.split('\n').slice(0, lines).join('\n')
    : text.slice(0, characters);
}

function lastLines(text: string, rest: readonly string[]): string | undefined {
  const { lines, characters } = countIn(rest) ?? {};
  if (lines === 0 || characters === 0) return '';
  return characters === undefined ? (lines === undefined ? undefined : text.split('\n').slice(-lines).join('\n')) : text.slice(-characters);
}

/** Returns a path without its folder, and without the given ending. */
export function baseNameOf([path = '', ending = '']: readonly string[]): string {
  const name = path.replace(/\/+$/, '').replace(/^.*\//, '');
  return ending !== '' && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
}
