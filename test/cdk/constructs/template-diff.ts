import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CheckedStack } from './checked-stack';

/**
 * Compares what two stacks write: a row for each value that differs, as `- path: value` of the first and `+ path: value` of the second.
 */
export function templateDiff(before: CheckedStack, after: CheckedStack): string {
  const [one, other] = [leaves(before.written.toJSON()), leaves(after.written.toJSON())];
  const paths = [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path));
  return paths
    .sort()
    .flatMap((path) => [
      ...(one.has(path) ? [`- ${path}: ${one.get(path) ?? ''}`] : []),
      ...(other.has(path) ? [`+ ${path}: ${other.get(path) ?? ''}`] : []),
    ])
    .join('\n');
}

function leaves(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    for (const [key, member] of Object.entries(value)) leaves(member, path === '' ? key : `${path}/${key}`, into);
  } else into.set(path, JSON.stringify(value));
  return into;
}

/** Expects a text to be that of a golden file beside a test, which UPDATE_GOLDEN=1 writes. */
export function expectGolden(testFile: string, name: string, text: string): void {
  const file = join(dirname(testFile), 'golden', `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(file, `${text}\n`);
  expect(`${text}\n`).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `no ${file}`);
}
