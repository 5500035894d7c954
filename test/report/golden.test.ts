import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatGithub } from '../../lib/report/github';
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

test.each([
  ['text', formatText(RICH, false)],
  ['json', formatJson(RICH)],
  ['sarif', withoutVersion(formatSarif(RICH, RULES, 'omit'))],
  ['sarif-exempted', withoutVersion(formatSarif(RICH, RULES, 'list'))],
  ['junit', formatJunit(RICH, 'error')],
  ['github', formatGithub(RICH)],
])('%s', (format, text) => {
  const file = join(__dirname, 'golden', `${format}.golden`);
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(file, text);
  // Half of a surrogate pair is replaced as the text is written.
  expect(Buffer.from(text).toString()).toBe(readFileSync(file, 'utf8'));
});

test('people see the first of many values, programs see them all', () => {
  const values = Array.from({ length: 300 }, (_, index) => `m7i.${String(index)}xlarge`);
  const many = report([finding({ value: values[0], values })]);
  expect(formatText(many, false)).toContain('m7i.29xlarge, m7i.30xlarge and 269 more\n');
  expect(formatJson(many)).toContain('m7i.299xlarge');
});
