/** Splits a text at commas outside brackets and quotes and without a backslash before them. Omits empty parts. */
export function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let open = 0;
  let quote = '';
  let before = '';
  for (const char of text) {
    const isSeparator = char === ',' && open === 0 && quote === '' && before !== '\\';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '[' || char === '{') open++;
    else if (char === ']' || char === '}') open--;
    if (isSeparator) parts.push(part);
    part = isSeparator ? '' : part + char;
    before = char;
  }
  return [...parts, part].filter((each) => each.trim() !== '');
}
