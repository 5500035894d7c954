import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from '../node-tool';

const LANGUAGES = ['python', 'java', 'csharp', 'go'];

interface Assembly {
  readonly readme: { readonly markdown: string };
}

interface Tablet {
  readonly snippets: Readonly<Record<string, Snippet>>;
}

interface Snippet {
  readonly didCompile?: boolean;
  /** By language; `$` is the original. */
  readonly translations: Readonly<Record<string, { readonly source: string } | undefined>>;
}

/** Lists the differences between README.md and the assembly and translations that would be published. */
export function staleExamples(): string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const assembly = JSON.parse(gunzipSync(readFileSync(join(root, '.jsii.gz'))).toString()) as Assembly;
  const tablet = JSON.parse(readFileSync(join(root, '.jsii.tabl.json'), 'utf8')) as Tablet;
  const snippets = Object.values(tablet.snippets);
  const translated = new Set(snippets.map(({ translations }) => translations['$']?.source.trim()));
  const examples = [...readme.matchAll(/^```ts[^\n]*\n(.*?)^```/gms)].map(([, source = '']) => source.trim());
  return [
    ...(assembly.readme.markdown === readme ? [] : ['stale: .jsii.gz holds another README.md']),
    ...examples.filter((source) => !translated.has(source)).map((source) => `stale: .jsii.tabl.json does not have '${source}'`),
    ...snippets
      .filter(({ didCompile }) => didCompile !== true)
      .map(({ translations }) => `not compiled: '${translations['$']?.source ?? ''}'`),
    ...LANGUAGES.filter((language) => snippets.some(({ translations }) => translations[language] === undefined)).map(
      (language) => `not translated: examples in ${language}`,
    ),
  ];
}
