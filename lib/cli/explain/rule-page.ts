import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The parts of a rule's page in `docs/rules` that `explain` prints. */
export interface RulePage {
  /** Each with its paragraphs, or the lines of a block. */
  readonly why: readonly PageBlock[];
  readonly fails: readonly PageBlock[];
  readonly passes: readonly PageBlock[];
  readonly accepting: readonly PageBlock[];
}

/** A paragraph, or a block of code. */
export type PageBlock = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'code'; readonly lines: readonly string[] };

/** Folders above a module in which the package may have its root: as sources and as published. */
const MOST_LEVELS = 5;

/** Reads the page of a rule; undefined if a copy of this package has left out its pages. */
export function readRulePage(rule: string): RulePage | undefined {
  const file = findPage(join('docs', 'rules', `${rule}.md`));
  if (file === undefined) return undefined;
  const text = readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
  const blocks = sectionsOf(text);
  const marked = (mark: string): readonly PageBlock[] => {
    const [, code] = new RegExp(`^\`\`\`yaml ${mark}\\n([^]*?)^\`\`\``, 'm').exec(text) ?? [];
    return code === undefined ? [] : [{ kind: 'code', lines: code.trimEnd().split('\n') }];
  };
  return {
    why: blocks.get('Why') ?? [],
    fails: marked('fails'),
    passes: marked('passes'),
    accepting: blocks.get('Acknowledging it') ?? [],
  };
}

function findPage(name: string): string | undefined {
  let folder = __dirname;
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const file = join(folder, name);
    if (existsSync(file)) return file;
    folder = dirname(folder);
  }
  return undefined;
}

function sectionsOf(page: string): ReadonlyMap<string, readonly PageBlock[]> {
  const sections = page.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end).trim(), blocksOf(section.slice(end))] as const;
    }),
  );
}

function blocksOf(section: string): PageBlock[] {
  return section.split(/^(```[^]*?^```)$/m).flatMap((part): PageBlock[] => {
    if (part.startsWith('```')) return [{ kind: 'code', lines: part.split('\n').slice(1, -1) }];
    const paragraphs = part.split(/\n\s*\n/).map((paragraph) => plain(paragraph.trim()));
    return paragraphs.filter((text) => text !== '').map((text) => ({ kind: 'text', text }));
  });
}

/** Returns a paragraph in one line, with the texts of its links only. */
function plain(paragraph: string): string {
  return paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('`', "'")
    .replace(/\s*\n\s*/g, ' ');
}
