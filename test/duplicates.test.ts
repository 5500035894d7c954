import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');

const FUNCTION = [
  'function rate(figures: readonly number[], weights: readonly number[]): number {',
  '  const weighted = figures.map((figure, index) => figure * (weights[index] ?? 1));',
  '  const sum = weighted.reduce((total, each) => total + each, 0);',
  '  return Math.round((sum / Math.max(figures.length, 1)) * 1000) / 1000;',
  '}',
];

function detect(files: Readonly<Record<string, readonly string[]>>): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-duplicates-'));
  try {
    for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), lines.join('\n'));
    const args = ['--import', 'tsx', join(root, 'tools/lint/duplicates.ts'), folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a function that is copied into another file fails the check, with both places', () => {
  const { status, output } = detect({
    'one.ts': ['export const one = 1;', ...FUNCTION],
    'other.ts': [...FUNCTION, "export const other = 'other';"],
  });
  expect(status).toBe(1);
  expect(output).toMatch(/one\.ts:\d+-\d+/);
  expect(output).toMatch(/other\.ts:\d+-\d+/);
});

test('code without a copy passes, and nothing is printed', () => {
  expect(detect({ 'one.ts': FUNCTION, 'other.ts': ["export const other = 'other';"] })).toEqual({ status: 0, output: '' });
});
