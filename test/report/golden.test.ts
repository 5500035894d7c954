import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatGithub } from '../../lib/report/github';
import { formatJson } from '../../lib/report/json';
import { formatJunit } from '../../lib/report/junit';
import { formatSarif } from '../../lib/report/sarif';
import { formatText } from '../../lib/report/text';
import { VERSION } from '../../lib/version';
import { RICH, RULES } from './rich-report';

test.each([
  ['text', formatText(RICH, false)],
  ['json', formatJson(RICH)],
  ['sarif', formatSarif(RICH, RULES).replace(`"semanticVersion": "${VERSION}"`, '"semanticVersion": "<version>"')],
  ['junit', formatJunit(RICH, 'error')],
  ['github', formatGithub(RICH)],
])('%s', (format, text) => {
  const file = join(__dirname, 'golden', `${format}.golden`);
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(file, text);
  // Half of a surrogate pair is replaced as the text is written.
  expect(Buffer.from(text).toString()).toBe(readFileSync(file, 'utf8'));
});
