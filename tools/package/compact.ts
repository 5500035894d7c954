import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { root } from '../node-tool';

/**
 * Removes white space and comments from modules: they are a third of the package, and the declarations keep the documentation.
 * Names stay, and lines stay short: Node.js prints the line that threw.
 */
export function compact(files: readonly string[]): void {
  for (const file of files) {
    const path = join(root, file);
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      minifyWhitespace: true,
      minifySyntax: true,
      lineLimit: 120,
      target: 'node20',
    });
    writeFileSync(path, code);
  }
}
