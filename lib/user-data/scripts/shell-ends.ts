/** Like the method of strings, but the text's length where there is none. */
export function indexOf(text: string, piece: string, from: number): number {
  const at = text.indexOf(piece, from);
  return at < 0 ? text.length : at;
}

/** Where a `$'...'` ends. */
export function closingQuote(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== "'") at += text.charAt(at) === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

/** Looking for the end of each is a walk through all that follows. */
const MOST_DOCUMENTS = 200;

const DOCUMENT = /<<-?[ \t]*(['"]?)(\w+)\1/y;

/** Where the bracket that is open at `from` is closed; quotes, escapes, comments and here documents hide brackets. */
export function endOf(text: string, from: number, opening: string, closing: string): number {
  let open = 1;
  let isQuoted = false;
  let documents = 0;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (char === "'") at = indexOf(text, "'", at + 1);
    else if (char === '#' && /\s/.test(text.charAt(at - 1))) at = indexOf(text, '\n', at) - 1;
    else if (char === '<' && documents++ < MOST_DOCUMENTS) at = afterDocument(text, at);
    else if (char === opening) open++;
    else if (char === closing && --open === 0) return at;
  }
  return text.length;
}

/** The last character of the here document that begins here, or where it is if none does. */
function afterDocument(text: string, at: number): number {
  DOCUMENT.lastIndex = at;
  const [, , delimiter] = DOCUMENT.exec(text) ?? [];
  if (delimiter === undefined) return at;
  const end = text.indexOf(`\n${delimiter}\n`, at);
  return end < 0 ? at : end + delimiter.length;
}
