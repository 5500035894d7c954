import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProbeScript } from '../../lib/images/probe-script';

const page = readFileSync(join(__dirname, '../../docs/image-proof.md'), 'utf8');
const [, section = ''] = /^## The probe$([^]*?)^## /m.exec(page) ?? [];

/** The checks in the first column of the tables. */
const rows = [...section.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|/gm)].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '));

test('the page has a row for each check of the script, and no other', () => {
  const checks = [...readProbeScript().matchAll(/^ +result ([a-z-]+)/gm)].map(([, id = '']) => id);
  expect(rows.filter((row) => !row.startsWith('--')).sort()).toEqual([...new Set(checks)].sort());
});

test('the page shows the options of the script', () => {
  expect(readProbeScript()).toContain('--ena-min');
  for (const option of ['--root DIR', '--booted', '--ena-min VERSION']) expect(section).toContain(`| \`${option}\` |`);
});
