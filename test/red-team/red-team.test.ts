import { CommandLine } from '../cli/command-line';
import type { Way } from './way';
import * as calls from './ways/calls';
import * as cfnInit from './ways/cfn-init';
import * as endpoints from './ways/endpoints';
import * as given from './ways/given';
import * as handed from './ways/handed';
import * as inScripts from './ways/in-scripts';
import * as programs from './ways/programs';
import * as scripts from './ways/scripts';
import * as sent from './ways/sent';
import * as started from './ways/started';
import * as values from './ways/values';

const CLASSES: Readonly<Record<string, readonly Way[]>> = {
  ...scripts,
  ...cfnInit,
  ...values,
  ...calls,
  ...handed,
  ...programs,
  ...inScripts,
  ...given,
  ...sent,
  ...endpoints,
  ...started,
};
const ways = Object.entries(CLASSES).flatMap(([about, all]) => all.map((way) => ({ about, ...way })));

interface Report {
  readonly findings: readonly { readonly file: string; readonly rule: string; readonly messageId: string; readonly severity: string }[];
  readonly unreadable: readonly unknown[];
}

let commandLine: CommandLine;
let report: Report;

beforeAll(() => {
  commandLine = new CommandLine();
  ways.forEach(({ template }, index) => {
    commandLine.write(fileOf(index, template), template);
  });
  report = JSON.parse(commandLine.run(['check', '.', '--format', 'json']).out) as Report;
});

afterAll(() => {
  commandLine.remove();
});

function fileOf(index: number, template: Way['template']): string {
  return `way-${String(index)}.${typeof template === 'string' ? 'yaml' : 'json'}`;
}

test('there are many, each named once and with its reason', () => {
  expect(ways.length).toBeGreaterThanOrEqual(120);
  expect(new Set(ways.map(({ about, name }) => `${about} ${name}`)).size).toBe(ways.length);
  expect(ways.filter(({ why }) => why === '')).toEqual([]);
});

test('every template can be read', () => {
  expect(report.unreadable).toEqual([]);
});

describe.each(Object.keys(CLASSES))('%s', (about) => {
  test.each(ways.map((way, index) => ({ ...way, file: fileOf(index, way.template) })).filter((way) => way.about === about))(
    '$name: $why',
    ({ file, expects }) => {
      const expectsNotes = expects.some((each) => each.startsWith('info '));
      const found = report.findings.filter((finding) => finding.file === file && (finding.severity !== 'info' || expectsNotes));
      const kinds = found.map(({ severity, rule, messageId }) => `${severity} ${rule}/${messageId}`);
      expect([...new Set(kinds)].sort()).toEqual([...expects].sort());
    },
  );
});
