import type { Element } from '@xmldom/xmldom';
import { formatJunit } from '../../lib/report/junit';
import { elements, parseJunit } from './junit-structure';
import { finding, report, RICH } from './rich-report';

/** How a test case ended: what Jenkins and GitLab look at. */
function outcome(testcase: Element): [name: string | null, outcome: string, text: string] {
  const child = Array.from(testcase.childNodes).find((each): each is Element => each.nodeType === each.ELEMENT_NODE);
  return [testcase.getAttribute('name'), child?.tagName ?? 'passed', child?.getAttribute('message') ?? child?.textContent ?? ''];
}

const cases = (root: Element) => elements(root, 'testcase').map(outcome);

test('a report with everything in it is JUnit XML, and its counts are those of its test cases', () => {
  const root = parseJunit(formatJunit(RICH, 'error'));
  for (const suite of [root, ...elements(root, 'testsuite')]) {
    const count = (attribute: string, element: string) =>
      expect([attribute, Number(suite.getAttribute(attribute))]).toEqual([attribute, elements(suite, element).length]);
    count('tests', 'testcase');
    count('failures', 'failure');
    count('errors', 'error');
    if (suite !== root) count('skipped', 'skipped');
  }
  const names = elements(root, 'testcase').map((each) => `${String(each.getAttribute('classname'))} ${String(each.getAttribute('name'))}`);
  expect(new Set(names).size).toBe(names.length);
});

test('errors fail, warnings and notes pass and say so, the exempted is skipped, the unreadable is an error, a clean template passes', () => {
  const xml = formatJunit(
    report(
      [
        finding({}),
        finding({ logicalId: 'B', severity: 'warning' }),
        finding({ logicalId: 'C', severity: 'info' }),
        finding({ logicalId: 'D', exempted: { by: 'baseline', reason: 'known', at: 'nitro-baseline.json:3' } }),
      ],
      [{ file: 'broken.yaml', line: 3, column: 2, message: 'cut off' }],
      ['web.yaml', 'clean.yaml'],
    ),
    'error',
  );
  const message = "'m4.large' runs on the Xen hypervisor: use 'm7i.large'";
  expect(cases(parseJunit(xml))).toEqual([
    ['instance-type/xen Web Properties/InstanceType', 'failure', message],
    ['instance-type/xen B Properties/InstanceType', 'system-out', expect.stringMatching(/^warning: 'm4\.large' runs/)],
    ['instance-type/xen C Properties/InstanceType', 'system-out', expect.stringMatching(/^note: 'm4\.large' runs/)],
    ['instance-type/xen D Properties/InstanceType', 'skipped', 'in the baseline nitro-baseline.json:3: known'],
    ['no findings', 'passed', ''],
    ['can be read', 'error', 'cut off'],
  ]);
});

test('a failure says where, whence and what to write instead', () => {
  const xml = formatJunit(report([finding({ constructPath: 'Shop/Web', origin: 'parameter Type (Default)' })]), 'error');
  expect(elements(parseJunit(xml), 'failure')[0]?.textContent?.split('\n')).toEqual([
    "'m4.large' runs on the Xen hypervisor: use 'm7i.large'",
    'at    web.yaml:12:7  Web (AWS::EC2::Instance)  Properties/InstanceType',
    'in    Shop/Web',
    'from  parameter Type (Default)',
    "fix   InstanceType: write 'm7i.large' for 'm4.large'",
  ]);
});

test('a finding about a file that is no template, the policy, has a suite as well', () => {
  const xml = formatJunit(report([finding({ file: 'nitro.json', rule: 'policy' })], [], ['web.yaml']), 'error');
  const suites = elements(parseJunit(xml), 'testsuite').map((suite) => [suite.getAttribute('name'), suite.getAttribute('failures')]);
  expect(suites).toEqual([
    ['web.yaml', '0'],
    ['nitro.json', '1'],
  ]);
});

test('a warning is a failure where warnings fail the check', () => {
  const warning = report([finding({ severity: 'warning' })]);
  expect(elements(parseJunit(formatJunit(warning, 'error')), 'failure')).toHaveLength(0);
  expect(elements(parseJunit(formatJunit(warning, 'warning')), 'failure')).toHaveLength(1);
});

test.each([
  ['markup', '<failure>&amp;"\' ]]>', '<failure>&amp;"\' ]]>', '<failure>&amp;"\' ]]>'],
  ['line breaks and tabs', 'a\nb\r\nc\td', 'a\nb\r\nc\td', 'a\\u000ab\\u000d\\u000ac\\u0009d'],
  ['what XML forbids', '\u0000\u001b[2J\u0008\uffff\ud800', '\ufffd\ufffd[2J\ufffd\ufffd\ufffd', '\\u0000\\u001b[2J\\u0008\ufffd\ufffd'],
  ['characters of two code units', '𝄞 é', '𝄞 é', '𝄞 é'],
])('%s survive in attributes, and in text, where a line is a line', (_, written, attribute, text) => {
  const failure = elements(parseJunit(formatJunit(report([finding({ message: written, fix: written })]), 'error')), 'failure')[0];
  expect(failure?.getAttribute('message')).toBe(attribute);
  expect(failure?.textContent?.split('\n').at(-1)).toBe(`fix   ${text}`);
});
