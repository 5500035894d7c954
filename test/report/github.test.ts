import { formatGithub } from '../../lib/report/github';
import { finding, report, RICH, templateFinding } from './rich-report';
import { readCommand } from './workflow-commands';

const commands = (text: string) => text.split('\n').map(readCommand);

test('each line is a command, but for the last with the counts', () => {
  const lines = formatGithub(RICH).trimEnd().split('\n');
  expect(lines.map((line) => readCommand(line)?.name)).toEqual([
    'error',
    'error',
    'error',
    'notice',
    'error',
    'warning',
    'error',
    undefined,
  ]);
  expect(lines.at(-1)).toBe('5 templates, 9 launches: 3 errors, 1 warning, 1 note, 4 exempted, 2 unreadable');
});

test('a finding is shown on its line, with what to write instead', () => {
  expect(commands(formatGithub(report([finding()])))[0]).toEqual({
    name: 'error',
    properties: { file: 'web.yaml', line: '12', col: '7', title: 'instance-type' },
    message:
      "Web Properties/InstanceType: 'm4.large' runs on the Xen hypervisor: use 'm7i.large'\nInstanceType: write 'm7i.large' for 'm4.large'",
  });
});

test('a place that is not known is left out', () => {
  expect(commands(formatGithub(report([templateFinding(), finding({ file: '-' })])))).toMatchObject([
    { properties: { file: 'web.yaml', title: 'node-pool' } },
    { properties: { line: '12', col: '7', title: 'instance-type' } },
    undefined,
    undefined,
  ]);
});

test('no text of a template ends a command, or begins one', () => {
  const odd = '100%, a:b\r\n::error file=x::no';
  const lines = formatGithub(report([finding({ file: `${odd}.yaml`, logicalId: odd, message: odd, fix: odd })]))
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(2);
  expect(readCommand(lines[0] ?? '')).toEqual({
    name: 'error',
    properties: { file: `${odd}.yaml`, line: '12', col: '7', title: 'instance-type' },
    message: `${odd} Properties/InstanceType: ${odd}\n${odd}`,
  });
  expect(formatGithub(report([finding({ message: '\u001b[2J' })]))).not.toContain('\u001b');
});

test('the exempted is counted, and not shown', () => {
  const exempted = { by: 'exemption', reason: 'moves', at: 'nitro.json:12' } as const;
  expect(formatGithub(report([finding({ exempted })]))).toBe('1 template, 1 launch: 0 errors, 0 warnings, 0 notes, 1 exempted\n');
});
