import { UnreadableTemplateError } from './unreadable-text-error';

const NOT_TEXT = 'not a text file: CloudFormation reads templates in UTF-8';

/**
 * Decodes the text of a template file, without a byte order mark.
 *
 * @throws UnreadableTemplateError for anything but UTF-8
 */
export function decodeTemplate(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) throw new UnreadableTemplateError(utf16());
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableTemplateError(bytes.includes(0) ? NOT_TEXT : 'not encoded in UTF-8: save the file as UTF-8');
  }
  return requireText(text);
}

/**
 * Returns the text without its byte order mark.
 *
 * @throws UnreadableTemplateError if it is not text, or is UTF-16 that was read as UTF-8
 */
export function requireText(text: string): string {
  if (text.startsWith('\uFFFD\uFFFD')) throw new UnreadableTemplateError(utf16());
  if (text.includes('\0')) throw new UnreadableTemplateError(looksLikeUtf16(text) ? utf16() : NOT_TEXT);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Tells whether every other character is NUL, as in UTF-16 of ASCII characters that was read as UTF-8. */
function looksLikeUtf16(text: string): boolean {
  const start = text.slice(0, 8);
  return /^(?:[^\0]\0){4}$/.test(start) || /^(?:\0[^\0]){4}$/.test(start);
}

function utf16(): string {
  return 'encoded in UTF-16: save the file as UTF-8';
}
