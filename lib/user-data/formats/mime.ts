/** A part of a MIME message. */
export interface MimePart {
  /** The media type in lower case, without parameters; empty if the part has none. */
  readonly type: string;
  /** The whole `Content-Type` header. */
  readonly contentType: string;
  readonly fileName: string | undefined;
  /** The body as written, or decoded from quoted-printable. */
  readonly body: string;
  readonly isBase64: boolean;
  /** A clause without its subject, for a body in an encoding that is not decoded. */
  readonly problem?: string;
  /** The line of the body's first line in the message, from 1. */
  readonly line: number;
}

export interface MimeMessage {
  readonly parts: readonly MimePart[];
  /** A clause without its subject. */
  readonly problem?: string;
}

/** Tells whether a text begins with the header of a MIME message. */
export function isMime(text: string): boolean {
  return /^\s*(content-type|mime-version|content-transfer-encoding)\s*:/i.test(text);
}

/**
 * Reads the parts of a message (RFC 2046), one level deep. A message that is not multipart is its own only part. A missing closing boundary
 * is not a problem: cloud-init reads these messages too.
 */
export function readMime(text: string): MimeMessage {
  const message = readPart(text.split('\n'), 0);
  if (!message.type.startsWith('multipart/')) return { parts: [message] };
  const { boundary } = message;
  if (boundary === undefined || boundary === '') return { parts: [], problem: 'is a MIME message without a boundary' };
  const lines = message.body.split('\n');
  const parts: MimePart[] = [];
  let start: number | undefined;
  for (const [index, line] of [...lines.entries(), [lines.length, `--${boundary}--`] as const]) {
    const isClosing = line.trimEnd() === `--${boundary}--`;
    if (!isClosing && line.trimEnd() !== `--${boundary}`) continue;
    if (start !== undefined) parts.push(readPart(lines.slice(start, index), message.line - 1 + start));
    start = index + 1;
    if (isClosing) break;
  }
  return parts.length > 0 ? { parts } : { parts, problem: `is a MIME message in which the boundary '${boundary}' does not occur` };
}

const PLAIN_OR_KNOWN = /^(|[78]bit|binary|quoted-printable|base64)$/;

/** @param before the number of lines of the message before the part */
function readPart(lines: readonly string[], before: number): MimePart & { readonly boundary: string | undefined } {
  const { headers, bodyAt } = readHeaders(lines);
  const body = lines.slice(bodyAt).join('\n');
  const type = headers.get('content-type') ?? '';
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase();
  return {
    type: type.replace(/;.*$/s, '').trim().toLowerCase(),
    contentType: type,
    boundary: parameter(type, 'boundary'),
    fileName: parameter(headers.get('content-disposition') ?? '', 'filename'),
    body: encoding === 'quoted-printable' ? unquote(body) : body,
    isBase64: encoding === 'base64',
    ...(PLAIN_OR_KNOWN.test(encoding) ? {} : { problem: `is in the encoding '${encoding}', which is not read` }),
    line: before + bodyAt + 1,
  };
}

interface Headers {
  /** By name in lower case, continuation lines joined. */
  readonly headers: ReadonlyMap<string, string>;
  /** The index of the body's first line. */
  readonly bodyAt: number;
}

/** Reads the headers of a part, after blank lines. A part whose first line is not a header has only a body. */
function readHeaders(lines: readonly string[]): Headers {
  const headers = new Map<string, string>();
  const first = lines.findIndex((line) => !isBlank(line));
  let at = first < 0 ? lines.length : first;
  if (!beginsHeaders(lines[at] ?? '')) return { headers, bodyAt: at };
  let name = '';
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, field, value = ''] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (isBlank(line) || (field === undefined && !/^\s/.test(line))) break;
    name = field?.toLowerCase() ?? name;
    headers.set(name, field === undefined ? `${headers.get(name) ?? ''} ${line.trim()}` : value);
  }
  // One blank line separates the headers from the body.
  return { headers, bodyAt: isBlank(lines[at] ?? '') ? at + 1 : at };
}

function beginsHeaders(line: string): boolean {
  return isMime(line) || /^[\w-]+:\s/.test(line);
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

function parameter(header: string, name: string): string | undefined {
  const [, quoted, plain] = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header) ?? [];
  return quoted ?? plain;
}

function unquote(text: string): string {
  const joined = text.replace(/=[ \t]*\n/g, '');
  return joined.replace(/(?:=[0-9A-F]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));
}
