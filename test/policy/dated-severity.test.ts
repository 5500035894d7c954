import { CommandLine, template } from '../cli/command-line';

let cli: CommandLine;
beforeEach(() => {
  cli = new CommandLine();
  cli.write('xen.json', template('t2.micro'));
});
afterEach(() => {
  cli.remove();
});

const FROM = '2027-03-31';
const dated = (severity: string, before: string) => ({ 'image-ready': 'off', 'instance-type': { severity, from: FROM, before } });
const check = (today: string) => cli.run(['check', 'xen.json', '--policy', 'own.json'], { today });

test.each([
  ['2027-03-30', 'error', 'warning', 0, '1 warning'],
  ['2027-03-31', 'error', 'warning', 1, '1 error'],
  ['2027-04-01', 'error', 'warning', 1, '1 error'],
  ['2027-03-30', 'error', 'off', 0, '0 warnings'],
  ['2027-03-31', 'warning', 'error', 0, '1 warning'],
  ['2027-03-30', 'warning', 'error', 1, '1 error'],
  ['2027-03-31', 'locked', 'warning', 1, '1 error'],
])('on %s, %s after %s: exit code %d', (today, severity, before, code, summary) => {
  cli.write('own.json', { rules: dated(severity, before) });
  expect(check(today)).toMatchObject({ code, out: expect.stringContaining(summary) as string });
});

test('a rule that is locked from a day on cannot be loosened from that day on', () => {
  cli.write('base.json', { rules: dated('locked', 'warning') });
  cli.write('own.json', { extends: './base.json', rules: { 'instance-type': 'info' } });
  expect(check('2027-03-30').code).toBe(0);
  expect(check('2027-03-31')).toMatchObject({
    code: 2,
    err: expect.stringContaining("rule 'instance-type' cannot be set to 'info', since it is locked at base.json:") as string,
  });
});

test('policy explain shows the change to come, and none that has happened', () => {
  cli.write('own.json', { rules: dated('error', 'warning') });
  const explain = (today: string) => cli.run(['policy', 'explain', 'own.json'], { today }).out;
  expect(explain('2027-03-30')).toMatch(/instance-type +warning +own\.json:\d+, error from 2027-03-31 on\n/);
  expect(explain('2027-03-31')).toMatch(/instance-type +error +own\.json:\d+\n/);
});

test.each([
  [{ severity: 'error', from: '2027-02-30', before: 'warning' }, "'2027-02-30' is not in the calendar"],
  [{ severity: 'error', from: FROM }, "'before' is missing: add it"],
  [{ severity: 'fatal', from: FROM, before: 'off' }, "'fatal' is not a severity"],
  [{ severity: 'error', from: FROM, before: 'off', till: FROM }, "'till'"],
])('%j is refused', (setting, message) => {
  cli.write('own.json', { rules: { 'instance-type': setting } });
  expect(check('2027-01-01')).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) as string });
});

test.each([
  ['2026-12-01', '2026-12-31', 'until 2026-12-31, ends in 30 days'],
  ['2026-12-30', '2026-12-31', 'until 2026-12-31, ends in 1 day'],
  ['2026-12-31', '2026-12-31', 'until 2026-12-31, ends in 0 days'],
  ['2026-11-30', '2026-12-31', 'until 2026-12-31 ('],
  ['2027-01-01', '2026-12-31', 'expired on 2026-12-31'],
])('on %s, an exemption until %s: %s', (today, expires, text) => {
  cli.write('own.json', { exemptions: [{ rule: 'instance-type', where: '**', reason: 'moves', expires }] });
  expect(cli.run(['policy', 'explain', 'own.json'], { today }).out).toContain(text);
});
