/**
 * Replaces the section of a document between `<!-- name:begin -->` and `<!-- name:end -->`.
 *
 * @throws Error where the markers are missing
 */
export function replaceSection(document: string, name: string, content: string): string {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`expected '${begin}' and, after it, '${end}'`);
  return `${document.slice(0, from + begin.length)}\n\n${content}\n\n${document.slice(to)}`;
}
