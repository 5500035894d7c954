/** A part of a MIME message. */
export interface MimePart {
  /** In lower case, without parameters; empty where the part does not say. */
  readonly type: string;
  /** The whole header that says the type. */
  readonly contentType: string;
  readonly fileName: string | undefined;
  /** As it is written, or decoded from quoted-printable. */
  readonly body: string;
  readonly isBase64: boolean;
  /** A clause without its subject, where the body is in an encoding that is not taken off. */
  readonly problem?: string;
  /** Line of the body's first line, from 1 in the message. */
  readonly line: number;
}

export interface MimeMessage {
  readonly parts: readonly MimePart[];
  /** A clause without its subject. */
  readonly problem?: string;
}

/** Whether a text begins with the header of a MIME message. */
export function isMime(text: string): boolean {
  return /^\s*(content-type|mime-version|content-transfer-encoding)\s*:/i.test(text);
}

/**
 * The parts of a message (RFC 2046), one level deep; a message that is not multipart is its own only part. A missing closing boundary
 * is no problem: cloud-init's reader takes what there is.
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

/** @param before how many lines of the message come before the part */
function readPart(lines: readonly string[], before: number): MimePart & { readonly boundary: string | undefined } {
  const headers = new Map<string, string>();
  let at = lines.findIndex((line) => line.trim() !== '');
  if (at < 0) at = lines.length;
  const hasHeaders = isMime(lines[at] ?? '') || /^[\w-]+:\s/.test(lines[at] ?? '');
  let name = '';
  for (; hasHeaders && at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') break;
    const [, field, value = ''] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (field === undefined && !/^\s/.test(line)) break;
    name = field?.toLowerCase() ?? name;
    headers.set(name, field === undefined ? `${headers.get(name) ?? ''} ${line.trim()}` : value);
  }
  if (hasHeaders && (lines[at] ?? '').trim() === '') at++;
  const body = lines.slice(at).join('\n');
  const type = headers.get('content-type') ?? '';
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase();
  return {
    type: (type.split(';')[0] ?? '').trim().toLowerCase(),
    contentType: type,
    boundary: parameter(type, 'boundary'),
    fileName: parameter(headers.get('content-disposition') ?? '', 'filename'),
    body: encoding === 'quoted-printable' ? unquote(body) : body,
    isBase64: encoding === 'base64',
    ...(PLAIN_OR_KNOWN.test(encoding) ? {} : { problem: `is in the encoding '${encoding}', which is not read` }),
    line: before + at + 1,
  };
}

function parameter(header: string, name: string): string | undefined {
  const [, quoted, plain] = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header) ?? [];
  return quoted ?? plain;
}

function unquote(text: string): string {
  const joined = text.replace(/=[ \t]*\n/g, '');
  return joined.replace(/(?:=[0-9A-F]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));
}
