const TOKEN = /\s+|f?"(?:[^"\\]|\\.)*"|f?'(?:[^'\\]|\\.)*'|[$@]?[A-Za-z_][\w:]*|\d+|\[\s*::\s*-1\s*\]|[-+.,;=(){}[\]%*]|\$\{\w+\}/y;

/** Splits a one-line program into its tokens; undefined for an unknown token. A line end is a semicolon. */
export function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    if (token.trim() !== '') tokens.push(token);
    else if (token.includes('\n')) tokens.push(';');
  }
  return tokens;
}
