import { UNKNOWN_CHARACTERS } from '../base/hole';

/**
 * The number of characters, and of bytes after decompression, that are read. EC2 accepts 16 KB of user data, and CloudFormation a template
 * of 1 MB: more is a mistake or an attack. Errs towards reporting a problem: a longer text is reported as not read.
 */
const LARGEST = 1_048_576;

/** The number of layers of base64 that are decoded: tools produce base64 in gzip in base64. Above it, a problem is reported. */
const MOST_LAYERS = 4;

export interface Decoded {
  /** Undefined if the text cannot be decoded. */
  readonly text: string | undefined;
  /** A clause without its subject: `is not base64`. */
  readonly problem?: string;
}

/** Decodes base64 and gzip in any order, as cloud-init does. Returns a text in neither unchanged. */
export function decode(text: string): Decoded {
  if (text.length > LARGEST) return { text: undefined, problem: tooLarge(text.length) };
  let current = text;
  let problem: string | undefined;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const base64 = readBase64(current);
    if (base64 === undefined) return finished(current, problem);
    problem ??= base64.problem;
    if (base64.bytes === undefined) return { text: undefined, ...(problem === undefined ? {} : { problem }) };
    const { text: inner, problem: broken } = decodeBytes(base64.bytes);
    problem ??= broken;
    if (inner === undefined) return { text: undefined, ...(problem === undefined ? {} : { problem }) };
    current = inner;
  }
  const isEncodedStill = readBase64(current)?.bytes !== undefined;
  return finished(current, problem ?? (isEncodedStill ? `is encoded in more than ${MOST_LAYERS.toString()} layers` : undefined));
}

/** Decodes bytes as text, and decompresses gzip. */
export function decodeBytes(bytes: Buffer): Decoded {
  if (!isGzip(bytes)) return readText(bytes);
  const { data, problem } = gunzip(bytes);
  if (data === undefined) return { text: undefined, problem };
  const read = readText(data);
  return problem === undefined ? read : { ...read, problem };
}

/** Decodes a text that is declared as base64. */
export function decodeBase64(text: string): Decoded {
  if (text.length > LARGEST) return { text: undefined, problem: tooLarge(text.length) };
  const compact = text.replace(/\s+/g, '');
  const decoded = decodeBytes(Buffer.from(compact, 'base64'));
  return isWholeBase64(compact) ? decoded : { ...decoded, problem: 'is not base64' };
}

function finished(text: string, problem: string | undefined): Decoded {
  if (problem !== undefined) return { text, problem };
  return isBinary(text) ? { text: undefined, problem: 'is binary' } : { text };
}

function tooLarge(size: number): string {
  return `is ${Math.round(size / 1_048_576).toString()} MB, where EC2 takes 16 KB`;
}

const BASE64_ONLY = /^[A-Za-z0-9+/_-]+={0,2}$/;

function isWholeBase64(compact: string): boolean {
  return BASE64_ONLY.test(compact) && compact.replace(/=+$/, '').length % 4 !== 1;
}

/** The beginnings of all formats of user data. */
const HEADER =
  /^\s*(?:#!|#cloud|#include|#upstart|#part-handler|##\s*template|content-type:|mime-version:|<powershell>|<script>|\u001f\u008b)/i;

/** The number of characters without a blank above which a text is not prose. */
const LONG_RUN = 64;

interface Base64 {
  readonly bytes?: Buffer;
  readonly problem?: string;
}

/** Reads a text as base64; undefined for other texts. Plain words consist of base64 letters too, so the decoded bytes decide. */
function readBase64(text: string): Base64 | undefined {
  // The beginning of most texts shows that they are not base64.
  if (!/^\s*[A-Za-z0-9+/_-]/.test(text)) return undefined;
  const compact = text.replace(/\s+/g, '');
  const [run = ''] = /^[A-Za-z0-9+/_-]+={0,2}/.exec(compact) ?? [];
  if (run.length < 8) return undefined;
  const start = Buffer.from(run.slice(0, 24), 'base64');
  const hasHeader = HEADER.test(start.toString('latin1'));
  if (isWholeBase64(compact)) {
    const bytes = Buffer.from(compact, 'base64');
    if (hasHeader || isGzip(bytes)) return { bytes };
    const isLong = compact.length >= LONG_RUN && !/\S\s+\S{1,40}\s+\S/.test(text);
    if (readText(bytes).text === undefined) return isLong ? { problem: 'is binary' } : undefined;
    return { bytes };
  }
  // A comment may come before the line with the format. One long word that decodes to text is not a script itself.
  const isMeant = hasHeader || (run.length >= LONG_RUN && /^\S+$/.test(text.trim()) && isPrintable(start));
  if (!isMeant) return undefined;
  const isPartly = new RegExp(`[${UNKNOWN_CHARACTERS}]`).test(compact);
  return {
    bytes: Buffer.from(run, 'base64'),
    problem: isPartly ? 'is base64, a part of which is known only at deployment' : 'is not whole base64',
  };
}

function isPrintable(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127));
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(bytes: Buffer): { readonly data?: Buffer; readonly problem?: string } {
  // An import would load it for every template, and few hold gzip.
  const { constants, gunzipSync } = process.getBuiltinModule('node:zlib');
  try {
    return { data: gunzipSync(bytes, { maxOutputLength: LARGEST }) };
  } catch (error) {
    if (isTooLarge(error)) return { problem: `is gzip data of more than ${tooLarge(LARGEST).slice('is '.length)}` };
  }
  try {
    const data = gunzipSync(bytes, { maxOutputLength: LARGEST, finishFlush: constants.Z_SYNC_FLUSH });
    return { data, problem: 'ends in the middle of its gzip data' };
  } catch {
    return { problem: 'is damaged gzip data' };
  }
}

function isTooLarge(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function readText(bytes: Buffer): Decoded {
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
  return isBinary(text) ? { text: undefined, problem: 'is binary' } : { text: text.replace(/^\uFEFF/, '') };
}

/** Tells whether a text is binary. A few bytes in another encoding, as in a comment, do not make it binary. */
function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const odd = text.match(/[\u0001-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/g)?.length ?? 0;
  return odd > 0 && odd * 20 > text.length;
}

/** Decodes a command for PowerShell: base64 of UTF-16. */
export function decodeCommand(text: string): Decoded {
  const compact = text.replace(/[\s"']+/g, '');
  if (!isWholeBase64(compact)) return { text: undefined, problem: 'is not base64' };
  return readText(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(compact, 'base64')]));
}
