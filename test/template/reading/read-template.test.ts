import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { decodeTemplate } from '../../../lib/base/json/encoding';
import { readTemplate } from '../../../lib/template/reading/read-template';
import { refusal, refusalOf } from './refusal';

const TEMPLATE = '{"Resources": {"Web": {"Type": "A"}}}';

test('JSON and YAML are told apart by how they begin, whatever the name', () => {
  expect(readTemplate(`\n  ${TEMPLATE}`, 'web.yaml').locate(['Resources', 'Web'])).toEqual({ line: 2, column: 18 });
  expect(readTemplate('Resources: {Web: {Type: A}}', 'web.json').template).toEqual({ Resources: { Web: { Type: 'A' } } });
});

describe('texts that are none', () => {
  const cases: [string, Uint8Array, string][] = [
    ['UTF-16, little end first', Buffer.from(`\uFEFF${TEMPLATE}`, 'utf16le'), 'encoded in UTF-16: save the file as UTF-8'],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${TEMPLATE}`, 'utf16le').swap16(), 'encoded in UTF-16: save the file as UTF-8'],
    ['UTF-16 without a mark', Buffer.from(TEMPLATE, 'utf16le'), 'encoded in UTF-16: save the file as UTF-8'],
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff]), 'not a text file: CloudFormation reads templates in UTF-8'],
    ['NUL', Buffer.from('{"a": "\0"}'), 'not a text file: CloudFormation reads templates in UTF-8'],
    ['another encoding', Buffer.from('{"é": 1}', 'latin1'), 'not encoded in UTF-8: save the file as UTF-8'],
  ];
  test.each(cases)('%s', (_, bytes, expected) => {
    expect(refusalOf(() => decodeTemplate(bytes))).toBe(expected);
  });

  test('UTF-16 and NUL are told from texts too, for who reads files otherwise', () => {
    expect(refusal(Buffer.from(`\uFEFF${TEMPLATE}`, 'utf16le').toString('utf8'))).toBe('encoded in UTF-16: save the file as UTF-8');
    expect(refusal('{"a": "\0"}')).toBe('not a text file: CloudFormation reads templates in UTF-8');
  });

  test.each(['', ' \r\n\t', '\uFEFF'])('nothing: %j', (text) => {
    expect(refusal(text)).toBe("the file is empty: write a template with 'Resources'");
  });
});

test('a byte order mark is no character of the text', () => {
  expect(decodeTemplate(Buffer.from(`\uFEFF${TEMPLATE}`))).toBe(TEMPLATE);
  expect(readTemplate(`\uFEFF${TEMPLATE}`, 'a').locate(['Resources'])).toEqual({ line: 1, column: 2 });
});

test('a text that is too long is refused', () => {
  const filler = 'x'.repeat(51 * 1024 * 1024);
  expect(refusal(`{"a": "${filler}`)).toBe(
    '52 MB is too long to read, at most 50 MB is: split the template into nested stacks, CloudFormation accepts 1 MB',
  );
  expect(refusal(`a: ${filler}`)).toBe(
    '52 MB is too long to read, at most 4 MB is: split the template into nested stacks, CloudFormation accepts 1 MB',
  );
});

test('many findings in a large template are located', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `Web${index}`);
  const { locate } = readTemplate(
    `{"Resources": {\n${ids.map((id) => `"${id}": {"Type": "A", "Properties": {"b": 1}}`).join(',\n')}}}`,
    'a.json',
  );
  ids.forEach((id, index) => expect(locate(['Resources', id, 'Properties', 'b']).line).toBe(index + 2));
});

test('a parser of YAML is loaded with the first text that needs it', () => {
  const script = `const { readTemplate } = require('./lib/template/reading/read-template.ts');
    const loaded = () => ['js-yaml', 'yaml'].filter((name) => Object.keys(require.cache).some((file) => file.includes('node_modules/' + name + '/')));
    const after = (text, name) => (readTemplate(text, name).locate(['Resources']), loaded().join('+'));
    console.log([
      after(${JSON.stringify(TEMPLATE)}, 'a.json'),
      after('Resources: {}', 'a.yaml'),
      after('Resources: {}\\nA: {B: "c\\nd"}', 'a.yaml'),
    ].join(' '));`;
  const output = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], { cwd: join(__dirname, '../../..'), encoding: 'utf8' });
  expect(output).toBe(' js-yaml js-yaml+yaml\n');
});
