import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** The pages whose examples are tried, relative to the root. Those of the rules have a test of their own. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** A fenced block. */
export interface Block {
  readonly language: string;
  /** The text after the language, such as the name of a file. Empty if there is none. */
  readonly mark: string;
  readonly code: string;
  /** `docs/policy.md:12`. */
  readonly place: string;
}

export function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\S+)(?: (\S.*))?\n([^]*?)^```$/gm)].map(({ index, 1: language = '', 2: mark = '', 3: code = '' }) => ({
    language,
    mark,
    code,
    place: `${page}:${String(text.slice(0, index).split('\n').length)}`,
  }));
}

/** The block is a file of the page's own, to be written as its mark says. */
export function isFile({ mark }: Block): boolean {
  return /\.\w+$/.test(mark);
}
