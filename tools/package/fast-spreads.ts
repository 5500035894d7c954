import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSourceFile, forEachChild, isObjectLiteralExpression, isSpreadAssignment, ScriptTarget, type Node } from 'typescript';
import { root } from '../node-tool';

/** Rewrites files with `withFastSpreads`. */
export function makeSpreadsFast(files: readonly string[]): void {
  for (const file of files) {
    const path = join(root, file);
    writeFileSync(path, withFastSpreads(readFileSync(path, 'utf8')));
  }
}

/**
 * Has object literals that begin with a spread begin with an empty one, which changes nothing but their speed: Node.js 20 takes 20 to 40
 * times as long for `{ ...given, a, b, c }` as for `{ ...null, ...given, a, b, c }`, later releases take about the same for both.
 */
function withFastSpreads(code: string): string {
  const places: number[] = [];
  const visit = (node: Node): void => {
    if (isObjectLiteralExpression(node)) {
      const [first, ...others] = node.properties;
      // In a pattern, a rest is the last.
      if (first !== undefined && isSpreadAssignment(first) && others.length > 0) places.push(first.getStart());
    }
    forEachChild(node, visit);
  };
  visit(createSourceFile('code.js', code, ScriptTarget.Latest, true));
  let text = '';
  let end = 0;
  for (const place of places.sort((one, other) => one - other)) {
    text += `${code.slice(end, place)}...null,`;
    end = place;
  }
  return text + code.slice(end);
}
