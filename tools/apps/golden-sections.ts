import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const TITLE = /^## (.*)$/m;

/** Reads a file of sections, each below a line `## name`. */
export function readSections(file: string): Map<string, string> {
  const [, ...parts] = existsSync(file) ? readFileSync(file, 'utf8').split(TITLE) : [];
  const sections = new Map<string, string>();
  for (let index = 0; index < parts.length; index += 2) sections.set(parts[index] ?? '', (parts[index + 1] ?? '').trim());
  return sections;
}

export function writeSections(file: string, sections: ReadonlyMap<string, string>): void {
  const sorted = [...sections].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${sorted.map(([name, text]) => `## ${name}\n\n${text}`).join('\n\n')}\n`);
}
