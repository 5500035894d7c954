import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const root = join(__dirname, '../../..');

/** Every text of the tests, the pages and the examples that may be YAML, once: files, blocks of pages, and literals in sources. */
export function textsOfTheProject(): string[] {
  const files = ['test', 'docs', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules') && !entry.parentPath.includes('cdk.out'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const texts = files.flatMap((file) => {
    if (/\.(?:ya?ml|template)$/.test(file)) return [readFileSync(file, 'utf8')];
    if (file.endsWith('.md')) return [...readFileSync(file, 'utf8').matchAll(/^```.*\n([^]*?)^```$/gm)].map(([, block = '']) => block);
    return file.endsWith('.ts') ? literalsIn(file) : [];
  });
  return [...new Set(texts)];
}

function literalsIn(file: string): string[] {
  const literals: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) literals.push(node.text);
    // The parts of a text are unknown here: any word will do.
    if (ts.isTemplateExpression(node)) literals.push(node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false));
  return literals;
}
