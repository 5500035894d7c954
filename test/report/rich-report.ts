import { summarize, type LocatedFinding, type Report, type UnreadableInput } from '../../lib/report/report';
import type { DescribedRule } from '../../lib/report/sarif';

/** A finding as a rule reports it, with what a test says of it. */
export function finding(said: Partial<LocatedFinding> = {}): LocatedFinding {
  const file = said.file ?? 'web.yaml';
  return {
    rule: 'instance-type',
    messageId: 'xen',
    severity: 'error',
    locked: false,
    template: file,
    file,
    line: 12,
    column: 7,
    logicalId: 'Web',
    resourceType: 'AWS::EC2::Instance',
    path: 'Properties/InstanceType',
    pointer: ['Resources', 'Web', 'Properties', 'InstanceType'],
    value: 'm4.large',
    values: ['m4.large'],
    origin: 'literal',
    message: "'m4.large' runs on the Xen hypervisor: use 'm7i.large'",
    fix: "InstanceType: write 'm7i.large' for 'm4.large'",
    ...said,
  };
}

/** A finding about a template as a whole: no resource, no value, no place. */
export function templateFinding(said: Partial<LocatedFinding> = {}): LocatedFinding {
  const { file = 'web.yaml' } = said;
  const about = { rule: 'node-pool', messageId: 'hypervisor', path: 'Resources', message: 'no hypervisor is asked for: ask for nitro' };
  return { ...about, severity: 'error', locked: false, template: file, file, pointer: ['Resources'], values: [], ...said };
}

export function report(
  findings: readonly LocatedFinding[],
  unreadable: readonly UnreadableInput[] = [],
  files?: readonly string[],
): Report {
  const names = files ?? [...new Set(findings.map(({ file }) => file))];
  return {
    catalog: { retrieved: '2026-08-02' },
    summary: summarize(findings, { templates: names.length, launches: findings.length }),
    files: names,
    findings,
    unreadable,
  };
}

/** Rules as a report describes them, made up so that no change of a rule changes a golden file. */
export const RULES: readonly DescribedRule[] = [
  {
    name: 'instance-type',
    meta: { description: 'Require good types', severity: 'error', references: ['https://example.com/types?a=1&b=2'] },
  },
  { name: 'instance-type-indirect', meta: { description: 'Disallow vague types', severity: 'warning', references: [] } },
  { name: 'node-pool', meta: { description: 'Require good pools', severity: 'error', references: ['https://example.com/pools'] } },
  { name: 'encryption-in-transit', meta: { description: 'Require encryption', severity: 'off', references: [] } },
];

/** Difficult names and values that a format has to survive. */
const ODD = '<b>&"\'\u001b[2J\u0000\ud800 ]]> 100% a:b,c\n::error::no\r\ttab é 𝄞 {0} [x](y)';
const ODD_FILE = 'my apps/100% "stack", <a>&b: é#1?.yaml';

export const RICH: Report = report(
  [
    finding({
      constructPath: 'Shop/Web/Resource',
      value: 'm4.large',
      values: ['m4.large', 't2.micro'],
      origin: 'parameter InstanceType (Default)',
    }),
    finding({
      logicalId: 'Old',
      line: 20,
      exempted: { by: 'exemption', reason: 'moves in the spring', at: 'nitro.json:12', expires: '2027-03-31' },
    }),
    finding({
      logicalId: 'New',
      line: 30,
      messageId: 'assumed',
      severity: 'info',
      value: 't8i.micro',
      values: ['t8i.micro'],
      message: 'taken to be built on Nitro',
    }),
    templateFinding({ exempted: { by: 'acknowledgement', reason: 'a licence', at: '' } }),
    finding({
      file: ODD_FILE,
      logicalId: ODD,
      value: ODD,
      values: [ODD, ODD],
      message: `'${ODD}' is odd`,
      fix: ODD,
      origin: ODD,
      constructPath: ODD,
    }),
    finding({
      file: '-',
      rule: 'instance-type-indirect',
      messageId: 'optimal',
      severity: 'warning',
      logicalId: 'Batch',
      resourceType: 'AWS::Batch::ComputeEnvironment',
      path: 'Properties/ComputeResources/InstanceTypes/0',
      value: 'optimal',
      values: ['optimal'],
      message: "'optimal' may choose m4: name families",
    }),
    templateFinding({ file: '/srv/pools/a b.json' }),
    templateFinding({
      file: '/srv/pools/a b.json',
      messageId: 'family',
      severity: 'warning',
      exempted: { by: 'baseline', reason: 'known since 2026-01-01', at: 'nitro-baseline.json:3' },
    }),
    finding({ file: '/srv/pools/a b.json', exempted: { by: 'acknowledgement', reason: ODD, at: 'Shop/Web', expires: '2027-01-31' } }),
  ],
  [
    { file: 'broken.yaml', line: 3, column: 1, message: 'the file ends inside an object: it may have been cut off' },
    { file: 'no/such:folder', message: 'no such file or folder: check the path' },
  ],
  ['web.yaml', ODD_FILE, '-', 'fine.json', '/srv/pools/a b.json'],
);
