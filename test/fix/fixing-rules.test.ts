import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FIXING_RULES } from '../../lib/fix/fix';
import { READINESS_RULES } from '../../lib/fix/preconditions';
import { rules } from '../../lib/rules';

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The rules that report edits, as their sources say. */
const editing = readdirSync(join(root, 'lib/rules'))
  .filter((file) => file.endsWith('.ts') && /report\('[^']*', \{[^}]*\bedits\b/.test(read(`lib/rules/${file}`)))
  .map((file) => file.replace('.ts', ''));

test('every rule that reports edits is fixed, and no other', () => {
  expect(editing.sort()).toEqual([...FIXING_RULES]);
});

test.each(FIXING_RULES)('%s has a case and a line on the page', (rule) => {
  expect(read('test/cli/fix-command.test.ts')).toMatch(new RegExp(`test\\('${rule}[:, ]`));
  expect(read('docs/adopting.md')).toContain(`(\`${rule}\`)`);
});

test('the rules that tell whether a launch is ready exist', () => {
  expect(rules.map(({ name }) => name)).toEqual(expect.arrayContaining([...READINESS_RULES]));
});
