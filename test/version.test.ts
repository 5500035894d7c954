import { readdirSync, readFileSync } from 'node:fs';
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
  const files = ['examples', 'docs']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => /\.(?:md|json)$/.test(file) && !/[\\/](?:node_modules|cdk\.out)[\\/]/.test(file));
  const ranges = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/"cdk-nitro": "([^"]+)"/g)].map(([, range]) => `${file}: ${String(range)}`),
  );
  expect(ranges.length).toBeGreaterThan(0);
  expect(ranges.filter((each) => !each.endsWith(`: ^${VERSION}`))).toEqual([]);
});
