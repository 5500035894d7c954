import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { usageOf } from '../../lib/cli/usage';
import { formatReport, REPORT_FORMATS } from '../../lib/report/format-report';
import { formatCompact } from '../../lib/report/compact';
import { formatGithub } from '../../lib/report/github';
import { formatGitlab } from '../../lib/report/gitlab';
import { formatJson } from '../../lib/report/json';
import { formatJunit } from '../../lib/report/junit';
import { formatSarif } from '../../lib/report/sarif';
import { formatText } from '../../lib/report/text';
import { VERSION } from '../../lib/version';
import { finding, report, RICH, RULES } from './rich-report';

function withoutVersion(sarif: string): string {
  return sarif
    .replace(`"fullName": "cdk-nitro ${VERSION}"`, '"fullName": "cdk-nitro <version>"')
    .replace(`"semanticVersion": "${VERSION}"`, '"semanticVersion": "<version>"');
}

const root = join(__dirname, '../..');
/** The pages that tell how to print a report. */
const PAGES = [
  join(root, 'README.md'),
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(root, 'docs', file)),
];

const REPORTS: readonly (readonly [golden: string, text: string])[] = [
  ['text', formatText(RICH, { colored: false })],
  ['json', formatJson(RICH)],
  ['sarif', withoutVersion(formatSarif(RICH, RULES, 'omit'))],
  ['sarif-exempted', withoutVersion(formatSarif(RICH, RULES, 'list'))],
  ['junit', formatJunit(RICH, 'error')],
  ['github', formatGithub(RICH)],
  ['gitlab', formatGitlab(RICH)],
  ['compact', formatCompact(RICH)],
  ['text-80', formatText(RICH, { colored: false, columns: 80 })],
];

function fileOf(golden: string): string {
  return join(__dirname, 'golden', `${golden}.golden`);
}

test.each(REPORTS)('%s', (golden, text) => {
  const file = fileOf(golden);
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(file, text);
  // Half of a surrogate pair is replaced as the text is written.
  expect(Buffer.from(text).toString()).toBe(readFileSync(file, 'utf8'));
});

describe.each(REPORT_FORMATS)('the format %s', (format) => {
  test('has lib/report/<format>.ts, which formatReport in lib/report/format-report.ts calls', () => {
    expect(existsSync(join(root, 'lib/report', `${format}.ts`))).toBe(true);
    expect(formatReport(RICH, format, { colored: false, failOn: 'error', exempted: 'omit' })).toEqual(expect.any(String));
  });

  test('is in REPORTS of test/report/golden.test.ts and has a golden file, which UPDATE_GOLDEN=1 writes', () => {
    expect(REPORTS.map(([golden]) => golden)).toContain(format);
    expect(existsSync(fileOf(format))).toBe(true);
  });

  test('is in the help of lib/cli/usage.ts', () => {
    const [, formats = ''] = /--format (\S+)/.exec(usageOf(['check'], 200)) ?? [];
    expect(formats.split('|')).toContain(format);
  });

  test('is on README.md or a page of docs/, unless it is the default', () => {
    if (format === 'text') return;
    const isShown = (page: string): boolean =>
      [`--format ${format}`, `--report ${format}=`].some((word) => readFileSync(page, 'utf8').includes(word));
    expect(PAGES.filter(isShown)).not.toEqual([]);
  });
});

test('people see the first of many values, programs see them all', () => {
  const values = Array.from({ length: 300 }, (_, index) => `m7i.${String(index)}xlarge`);
  const many = report([finding({ value: values[0], values })]);
  expect(formatText(many, { colored: false })).toContain('m7i.29xlarge, m7i.30xlarge and 269 more\n');
  expect(formatJson(many)).toContain('m7i.299xlarge');
});
