import { rules } from '../../lib/rules';
import { CommandLine } from './command-line';

const cli = CommandLine.forEachTest();

const POLICY = `{
  "extends": "@acme/nitro-standard",
  "profile": "enclaves",
  "rules": { "node-pool": "warning" },
  "deniedInstanceTypes": ["*.metal", "zz9.*"],
  "recordedImages": "images/prod.json",
  "exemptions": [
    { "rule": "instance-type", "where": "Prod/**", "reason": "agreed", "expires": "2999-12-31" },
    { "rule": "instance-type", "where": "web.yaml#Web", "reason": "moving\\u001b[2J", "expires": "2020-01-31" },
    { "rule": "node-pool", "where": "**", "reason": "theirs" }
  ]
}
`;

test('explains every value and where it comes from', () => {
  cli.write('node_modules/@acme/nitro-standard/package.json', { name: '@acme/nitro-standard' });
  cli.write('node_modules/@acme/nitro-standard/nitro.json', '{\n  "rules": { "instance-type": "locked" } }');
  cli.write('nitro.json', POLICY);
  const { code, out, err } = cli.run(['policy', 'explain']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const { name } of rules) expect(out).toMatch(new RegExp(`^  ${name} +(off|info|warning|error|locked) +\\S`, 'm'));
  for (const line of [
    /^policy: nitro\.json\n {2}extends: node_modules\/@acme\/nitro-standard\/nitro\.json\n/,
    /^ {2}instance-type +locked +node_modules\/@acme\/nitro-standard\/nitro\.json:2$/m,
    /^ {2}node-pool +warning +nitro\.json:4$/m,
    /^ {2}user-data-xen +error +default$/m,
    /^ {2}denied +\*\.metal \(\d+ types\) +nitro\.json:5$/m,
    /^ {2}denied +zz9\.\* \(no types\) +nitro\.json:5$/m,
    /^ {2}features +enclaves +profile 'enclaves', nitro\.json:3$/m,
    /^ {2}recorded +images\/prod\.json \(not found\) +nitro\.json:6$/m,
    /^ {2}catalog +nitro-catalog\.json \(not found\) +default$/m,
    /^ {2}instance-type +Prod\/\*\*: agreed +until 2999-12-31 \(nitro\.json:8\)$/m,
    /^ {2}instance-type +web\.yaml#Web: moving\\u001b\[2J +expired on 2020-01-31 \(nitro\.json:9\)$/m,
    /^ {2}node-pool +\*\*: theirs +no last day \(nitro\.json:10\)$/m,
  ]) {
    expect(out).toMatch(line);
  }
});

test('explains what holds without a policy', () => {
  const { code, out } = cli.run(['policy', 'explain']);
  expect(code).toBe(0);
  expect(out).toMatch(/^policy: none \(no nitro\.json in /);
  expect(out).toMatch(/^ {2}encryption-in-transit +off +default$/m);
});

test('explains a file that is named', () => {
  cli.write('standards/strict.json', { rules: { 'node-pool': 'locked' } });
  expect(cli.run(['policy', 'explain', 'standards/strict.json'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^policy: standards\/strict\.json\n[^]*node-pool +locked +standards\/strict\.json:\d$/m),
  });
});

test('a broken policy ends in 2 and names the place', () => {
  cli.write('nitro.json', '{\n  "rulez": {}\n}');
  expect(cli.run(['policy', 'explain'])).toEqual({
    code: 2,
    out: '',
    err: "cdk-nitro: nitro.json:2:3: rulez: there is no key 'rulez': did you mean 'rules'\n",
  });
});

test.each([
  [['policy'], 'policy takes an action: explain'],
  [['policy', 'show'], "unknown action 'policy show'"],
  [['policy', 'explain', 'a', 'b'], 'policy explain takes at most one policy file'],
  [['policy', 'explain', '--json'], "unknown option '--json' of policy explain"],
])('%j is bad usage', (args, message) => {
  expect(cli.run(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
});
