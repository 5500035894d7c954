import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { root } from '../node-tool';

/**
 * Removes white space, comments and the names of local variables from modules: they are a third of the package, and the declarations keep
 * the documentation. Names of classes, methods and functions stay, for stack traces, and lines stay short: Node.js prints the line that
 * threw.
 */
export function compact(files: readonly string[]): void {
  for (const file of files) {
    const path = join(root, file);
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      // Without a format, a module is taken for a script, whose outermost names others may use.
      minify: true,
      lineLimit: 120,
      target: 'node20',
    });
    writeFileSync(path, code);
  }
}
