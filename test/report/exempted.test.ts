import { formatJson } from '../../lib/report/json';
import { fails, summarize } from '../../lib/report/report';
import { formatText } from '../../lib/report/text';
import { finding, report } from './rich-report';

const exempted = { by: 'exemption', reason: 'moves in the spring', at: 'nitro.json:12', expires: '2027-03-31' } as const;
const counts = { templates: 1, launches: 1 };

test('an exempted finding counts as exempted alone, and fails nothing', () => {
  const findings = [finding({ exempted }), finding({ severity: 'warning', exempted }), finding({ severity: 'info', exempted })];
  expect(summarize(findings, counts)).toEqual({ ...counts, errors: 0, warnings: 0, notes: 0, exempted: 3 });
  expect(findings.map((each) => fails(each, 'warning'))).toEqual([false, false, false]);
});

test('a finding that is not exempted fails from the requested severity on', () => {
  const findings = [finding(), finding({ severity: 'warning' }), finding({ severity: 'info' })];
  expect(summarize(findings, counts)).toEqual({ ...counts, errors: 1, warnings: 1, notes: 1, exempted: 0 });
  expect(findings.map((each) => fails(each, 'error'))).toEqual([true, false, false]);
  expect(findings.map((each) => fails(each, 'warning'))).toEqual([true, true, false]);
});

test('JSON says who exempted a finding, and nothing of it for the others', () => {
  const { findings } = JSON.parse(formatJson(report([finding({ exempted: { ...exempted } }), finding()])));
  expect(findings[0].exempted).toEqual(exempted);
  expect(findings[1]).not.toHaveProperty('exempted');
});

test('text lists it after the other findings of its file, in two lines', () => {
  const text = formatText(report([finding({ exempted }), finding({ logicalId: 'Other' }), finding({ file: 'b.yaml', exempted })]), {
    colored: false,
  });
  expect(text.split('\n')).toEqual([
    'web.yaml',
    '  12:7  error  instance-type  Other (AWS::EC2::Instance)  Properties/InstanceType',
    "      'm4.large' runs on the Xen hypervisor: use 'm7i.large'",
    "      fix   InstanceType: write 'm7i.large' for 'm4.large'",
    '      why   cdk-nitro explain instance-type',
    '',
    '  12:7  exempted  instance-type  Web (AWS::EC2::Instance)  Properties/InstanceType',
    "      'm4.large' exempted by nitro.json:12 until 2027-03-31: moves in the spring",
    '',
    'b.yaml',
    '  12:7  exempted  instance-type  Web (AWS::EC2::Instance)  Properties/InstanceType',
    "      'm4.large' exempted by nitro.json:12 until 2027-03-31: moves in the spring",
    '',
    '2 templates, 3 launches: 1 error, 0 warnings, 0 notes, 2 exempted',
    '',
  ]);
});

test.each([
  [{ by: 'acknowledgement', reason: 'a licence', at: '' }, 'acknowledged for the whole app: a licence'],
  [{ by: 'acknowledgement', reason: 'a licence', at: 'Shop/Web' }, 'acknowledged at Shop/Web: a licence'],
  [{ by: 'baseline', reason: 'known', at: 'nitro-baseline.json:3' }, 'in the baseline nitro-baseline.json:3: known'],
] as const)('%j is %s', (by, said) => {
  expect(formatText(report([finding({ exempted: by })]), { colored: false })).toContain(said);
});
