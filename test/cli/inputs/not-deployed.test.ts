import { CommandLine } from '../command-line';

const CHILD = { Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 't2.micro' } } } };
const nesting = (file: string, section: object = {}): object => ({
  Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
  Resources: { Child: { Type: 'AWS::CloudFormation::Stack', ...section, Properties: { TemplateURL: file } } },
});
const NEVER = { Condition: 'Never' };

const cli = CommandLine.forEachTest();

interface Report {
  readonly summary: { readonly templates: number; readonly notDeployed?: number; readonly launches: number };
  readonly findings: readonly { readonly rule: string; readonly file: string }[];
}

function xenIn(...paths: readonly string[]): { readonly files: readonly string[]; readonly summary: Report['summary'] } {
  const { summary, findings } = JSON.parse(cli.run(['check', ...paths, '--format', 'json']).out) as Report;
  return { files: findings.filter(({ rule }) => rule === 'instance-type').map(({ file }) => file), summary };
}

test.each([
  ['a folder', ['.']],
  ['both files', ['parent.json', 'child.json']],
  ['both files, the nested one first', ['child.json', 'parent.json']],
  ['a pattern', ['*.json']],
])('%s: a template that its parent never deploys is judged as one of its own', (_, paths) => {
  cli.write('parent.json', nesting('child.json', NEVER));
  cli.write('child.json', CHILD);
  const { files, summary } = xenIn(...paths);
  expect(files).toEqual(['child.json']);
  expect(summary).toMatchObject({ templates: 2, launches: 1 });
  expect(summary).not.toHaveProperty('notDeployed');
});

test('a template that is deployed is judged once', () => {
  cli.write('parent.json', nesting('child.json'));
  cli.write('child.json', CHILD);
  const { files, summary } = xenIn('.');
  expect(files).toEqual(['child.json']);
  expect(summary).toMatchObject({ templates: 2, launches: 1 });
});

test('a template that another parent deploys is judged once', () => {
  cli.write('parent.json', nesting('child.json'));
  cli.write('other.json', nesting('child.json', NEVER));
  cli.write('child.json', CHILD);
  expect(xenIn('.').files).toEqual(['child.json']);
});

test('two levels that are never deployed are judged once', () => {
  cli.write('parent.json', nesting('middle.json', NEVER));
  cli.write('middle.json', nesting('child.json'));
  cli.write('child.json', CHILD);
  expect(xenIn('.')).toMatchObject({ files: ['child.json'], summary: { templates: 3, launches: 1 } });
});

test('a template that only its parent names is not judged, and counted as not deployed', () => {
  cli.write('parent.json', nesting('child.json', NEVER));
  cli.write('child.json', CHILD);
  expect(xenIn('parent.json')).toMatchObject({ files: [], summary: { templates: 2, notDeployed: 1, launches: 0 } });
  expect(cli.run(['check', 'parent.json']).out).toContain('2 templates (1 not deployed), 0 launches');
});
