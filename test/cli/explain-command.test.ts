import { rules } from '../../lib/rules';
import { pageOf } from '../rules/rule-page';
import { CommandLine } from './command-line';
import { described } from './described-types';

let cli: CommandLine;
beforeEach(() => (cli = new CommandLine()));
afterEach(() => {
  cli.remove();
});

test.each([
  ['t2.micro', /^t2\.micro: Xen[^\n]*\n {2}use instead: t3\.micro \(on arm64: t4g\.micro\)\n {2}hypervisor: xen\n/],
  ['m7i.large', /^m7i\.large: built on the AWS Nitro System\n {2}hypervisor: nitro\n {2}vCPUs: 2 {3}memory: 8 GiB/],
  [
    'i3.metal',
    /^i3\.metal: built on the AWS Nitro System\n {2}hypervisor: none \(bare metal\)\n {2}ENA: required {3}NVMe: required\n {2}EC2 did not return it on 2026-08-02/,
  ],
  ['p2.xlarge', /^p2\.xlarge: Xen[^]*retired: EC2 did not return it[^]*no longer lists it/],
  ['f1.2xlarge', /^f1\.2xlarge: Xen[^]*retired: EC2 did not return it/],
  ['g3.4xlarge', /^g3\.4xlarge: Xen(?!.*retired)[^]*EC2 did not return it[^]*among the types on Xen/s],
  ['p3.2xlarge', /^p3\.2xlarge: Xen(?!.*retired)/s],
  [
    'p6e-gb200.36xlarge',
    /^p6e-gb200\.36xlarge: built on the AWS Nitro System\n(?!.*retired)[^]*by documentation: EFA, encryption in transit\n/s,
  ],
  ['trn2u.48xlarge', /^trn2u\.48xlarge: built on the AWS Nitro System\n(?!.*retired)[^]*by documentation: EFA, encryption in transit\n/s],
  ['u-9tb1.metal', /^u-9tb1\.metal: built on the AWS Nitro System[^]*no new launches, use U7i: EC2 did not return it/],
  ['m8i.large', /^m8i\.large: built on the AWS Nitro System[^]*supports: [^\n]*nested virtualization/],
  ['t8i.micro', /^t8i\.micro: not in the catalog of \d{4}-\d\d-\d\d; [^\n]*assumed to be built on Nitro/],
  ['i3', /^i3: 7 types\n {2}built on Nitro: metal\n {2}Xen: large xlarge [^\n]*\n {2}Nitro successor: i4i\n/],
  ['m4', /^m4: 6 types\n {2}Xen: large xlarge [^\n]*\n {2}Nitro successor: m7i\n$/],
])('explains the type or family %s', (subject, text) => {
  expect(cli.run(['explain', subject])).toMatchObject({ code: 0, err: '', out: expect.stringMatching(text) });
});

test.each([
  ['db.m4.large', 'm4.large', /: Xen[^\n]*\n {2}use instead: [^\n]* such as m5\n/],
  ['cache.t2.micro', 't2.micro', /: Xen[^\n]*\n {2}use instead: [^\n]* such as t3\n/],
  ['m4.large.search', 'm4.large', /: Xen/],
  ['ml.p2.xlarge', 'p2.xlarge', /: Xen[^\n]*\n {2}use instead: [^\n]* such as g\d/],
  ['db.r4.10xlarge.tpc2.mem2x', 'the family r4', /: Xen/],
  ['db.m5.large', 'm5.large', /: built on the AWS Nitro System\n(?! {2}use instead)/],
])('explains the instance class %s by what it is named after', (name, type, verdict) => {
  const { code, out } = cli.run(['explain', name]);
  expect(code).toBe(0);
  expect(out).toContain(`${name}: an instance class of a managed service, named after ${type}: `);
  expect(out).toMatch(verdict);
});

test('without a subject lists the rules with their severities', () => {
  const { code, out } = cli.run(['explain']);
  expect(code).toBe(0);
  for (const { name, meta } of rules) expect(out).toMatch(new RegExp(`^${name} +${meta.severity} `, 'm'));
});

test.each(rules.map(({ name }) => name))('explains %s by its page', (name) => {
  const page = pageOf(name);
  const { out } = cli.run(['explain', name]);
  for (const mark of ['fails', 'passes']) {
    const [, code = ''] = new RegExp(`^\`\`\`yaml ${mark}\\n([^]*?)^\`\`\``, 'm').exec(page) ?? [];
    expect(code).not.toBe('');
    expect(out).toContain(`\n${mark}\n${code.replace(/^(?=.)/gm, '    ')}`);
  }
  expect(out).toMatch(/^why\n {2}\S/m);
  expect(out).toContain(`acknowledge({ id: 'Nitro::${name}'`);
  expect(out).toContain(`"exemptions": [{ "rule": "${name}"`);
  expect(out).toContain(`/docs/rules/${name}.md\n`);
  expect(out).not.toMatch(/\]\(/);
});

test('wraps what it explains to the terminal', () => {
  const { out } = cli.run(['explain', 'instance-type'], { isTty: true, columns: 80 });
  const prose = out.split('\n').filter((line) => !/https:|acknowledge\(|"exemptions"/.test(line));
  expect(prose.filter((line) => line.length > 80)).toEqual([]);
});

test.each(rules.map(({ name, meta }) => ({ name, meta })))('explains the rule $name, with each of its messages', ({ name, meta }) => {
  for (const subject of [name, `Nitro::${name}`]) {
    const { code, out } = cli.run(['explain', subject]);
    expect(code).toBe(0);
    for (const text of [meta.description, ...Object.keys(meta.messages), ...meta.references]) expect(out).toContain(text);
  }
});

test.each([
  [['explain', 'a', 'b'], 'explain takes one instance type, family, instance class or rule'],
  [['explain', 'm5.larg'], "did you mean 'm5.large'"],
  [['explain', 'x.y.z'], "'x.y.z' is neither an instance type"],
  [['explain', 'instance-typ'], "did you mean 'instance-type'"],
  [['explain', ''], "'' is neither an instance type, a family, an instance class nor a rule"],
])('%j is bad usage', (args, message) => {
  expect(cli.run(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
});

describe('explain goes by the catalog that a check goes by', () => {
  beforeEach(async () => {
    cli.write('saved.json', {
      InstanceTypes: [
        described('m99i.large'),
        described('m5.large', { HibernationSupported: true }),
        described('x99.large', { Hypervisor: 'xen' }),
      ],
    });
    expect(await cli.runSlow(['catalog', 'record', '--from', 'saved.json'])).toMatchObject({ code: 0 });
  });

  test('a recorded type is known, with the day of its facts', () => {
    expect(cli.run(['explain', 'm99i.large']).out).toMatch(
      /^m99i\.large: built on the AWS Nitro System\n[^]*source: EC2 DescribeInstanceTypes, /,
    );
    expect(cli.run(['explain', 'x99.large']).out).toMatch(/^x99\.large: Xen/);
  });

  test('facts that are not recorded are of the day of the catalog in the package', () => {
    const dayOf = (type: string) => /DescribeInstanceTypes, ([\d-]+)/.exec(cli.run(['explain', type]).out)?.[1];
    expect(dayOf('m7i.large')).toBe('2026-08-02');
    expect(cli.run(['explain', 'p6e-gb200.36xlarge']).out).toContain('EC2 did not return it on 2026-08-02');
  });

  test('another size of a family that is recorded on Xen is not assumed to be Nitro', () => {
    expect(cli.run(['explain', 'x99.metal'])).toMatchObject({ code: 2 });
    expect(cli.run(['explain', 'm99i.metal']).out).toContain('assumed to be built on Nitro');
  });

  test('a catalog that a check refuses is refused', () => {
    cli.write('nitro-catalog.json', { format: 99 });
    expect(cli.run(['explain', 'm7i.large'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('nitro-catalog.json') });
    expect(cli.run(['explain', 'instance-type'])).toMatchObject({ code: 0 });
  });
});
