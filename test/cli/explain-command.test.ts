import { rules } from '../../lib/rules';
import { CommandLine } from './command-line';

let cli: CommandLine;
beforeEach(() => (cli = new CommandLine()));
afterEach(() => {
  cli.remove();
});

test.each([
  ['t2.micro', /^t2\.micro: Xen[^\n]*\n {2}use instead: t3\.micro \(on arm64: t4g\.micro\)\n {2}hypervisor: xen\n/],
  ['m7i.large', /^m7i\.large: built on the AWS Nitro System\n {2}hypervisor: nitro\n {2}vCPUs: 2 {3}memory: 8 GiB/],
  ['i3.metal', /^i3\.metal: built on the AWS Nitro System\n {2}hypervisor: none \(bare metal\)\n {2}retired/],
  ['p2.xlarge', /^p2\.xlarge: Xen[^]*retired: EC2 did not return it/],
  ['t8i.micro', /^t8i\.micro: not in the catalog of \d{4}-\d\d-\d\d; [^\n]*assumed to be built on Nitro/],
  ['m4', /^m4: 6 types\n {2}Xen: large xlarge [^\n]*\n {2}Nitro successor: m7i\n$/],
])('explains the type or family %s', (subject, text) => {
  expect(cli.run(['explain', subject])).toMatchObject({ code: 0, err: '', out: expect.stringMatching(text) });
});

test.each(rules.map(({ name, meta }) => ({ name, meta })))('explains the rule $name, with each of its messages', ({ name, meta }) => {
  for (const subject of [name, `Nitro::${name}`]) {
    const { code, out } = cli.run(['explain', subject]);
    expect(code).toBe(0);
    for (const text of [meta.description, ...Object.keys(meta.messages), ...meta.references]) expect(out).toContain(text);
  }
});

test.each([
  [['explain'], 'explain takes one instance type, family or rule'],
  [['explain', 'a', 'b'], 'explain takes one instance type, family or rule'],
  [['explain', 'm5.larg'], "did you mean 'm5.large'"],
  [['explain', 'instance-typ'], "did you mean 'instance-type'"],
  [['explain', ''], "'' is neither an instance type, a family nor a rule"],
])('%j is bad usage', (args, message) => {
  expect(cli.run(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
});
