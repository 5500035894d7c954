import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../lib/version';
import manifest from '../package.json';

const root = join(__dirname, '..');

test('the version in the sources is that of the package', () => {
  expect(VERSION).toBe(manifest.version);
});

test('the changelog has a dated section for the version', () => {
  expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toMatch(
    new RegExp(`^## ${VERSION.replaceAll('.', '\\.')} - \\d{4}-\\d\\d-\\d\\d$`, 'm'),
  );
});

test('examples and pages admit the version', () => {
  const files = execFileSync('git', ['ls-files', 'examples', 'docs'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const ranges = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/"cdk-nitro": "([^"]+)"/g)].map(([, range]) => `${file}: ${String(range)}`),
  );
  expect(ranges.length).toBeGreaterThan(0);
  expect(ranges.filter((each) => !each.endsWith(`: ^${VERSION}`))).toEqual([]);
});
