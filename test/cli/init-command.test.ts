import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine, template } from './command-line';

const cli = CommandLine.forEachTest();

test('writes a policy that can be followed, with a schema for editors', () => {
  expect(cli.run(['init'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('nitro.json written') as string });
  expect(JSON.parse(readFileSync(join(cli.folder, 'nitro.json'), 'utf8'))).toMatchObject({
    $schema: './node_modules/cdk-nitro/nitro.schema.json',
  });
  expect(cli.run(['policy', 'explain'])).toMatchObject({ code: 0, out: expect.stringContaining('policy: nitro.json') as string });
  cli.write('xen.json', template('t2.micro'));
  expect(cli.run(['check', 'xen.json']).code).toBe(1);
});

test.each([[[]], [['own.json']]])('never overwrites a file: %j', (words) => {
  const file = words[0] ?? 'nitro.json';
  cli.write(file, '{ "rules": {} }');
  expect(cli.run(['init', ...words])).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`${file} already exists`) as string });
  expect(readFileSync(join(cli.folder, file), 'utf8')).toBe('{ "rules": {} }');
});

test.each([
  [['init', 'a', 'b'], 'init takes at most one file'],
  [['init', '--force'], "unknown option '--force' of init"],
  [['init', 'no/such/nitro.json'], 'cannot write no/such/nitro.json'],
])('%j is refused', (args, message) => {
  expect(cli.run(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) as string });
});
