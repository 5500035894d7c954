import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine } from './command-line';

const fileOf = (name: string): string => readFileSync(join(__dirname, '../../probe', name), 'utf8');

const cli = CommandLine.forEachTest();

test.each([
  [[], 'nitro-probe.sh'],
  [['--windows'], 'nitro-probe.ps1'],
])('images probe %j prints %s', (options, name) => {
  expect(cli.run(['images', 'probe', ...options])).toEqual({ code: 0, out: fileOf(name), err: '' });
});

test('images probe takes no file', () => {
  expect(cli.run(['images', 'probe', 'probe.sh'])).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('images probe takes no file'),
  });
});
