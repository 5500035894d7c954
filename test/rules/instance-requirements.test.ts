import { Catalog } from '../../lib/catalog/catalog';
import { check } from '../../lib/check';
import { instanceRequirements } from '../../lib/rules/instance-requirements';
import type { TemplateObject } from './door';
import { testRule } from './rule-tester';
import { groupRequiring, parameter, REQUIREMENTS_PATH } from './templates';

const MINIMUM = { VCpuCount: { Min: 2, Max: 4 }, MemoryMiB: { Min: 4096 } };
const NO_XEN = {
  ExcludedInstanceTypes: [
    'c1.*',
    'c3.*',
    'c4.*',
    'd2.*',
    'h1.*',
    'i2.*',
    'i3.*large',
    'm1.*',
    'm2.*',
    'm3.*',
    'm4.*',
    'r3.*',
    'r4.*',
    'x1*',
  ],
};
const NO_VALUE = { Ref: 'AWS::NoValue' };

/** A group with these attributes besides the two that are required. */
function requiring(attributes: TemplateObject, sections?: TemplateObject): TemplateObject {
  return groupRequiring({ ...MINIMUM, ...attributes }, sections);
}

function listParameter(declaration: TemplateObject): TemplateObject {
  return { Parameters: { Types: { Type: 'CommaDelimitedList', ...declaration } } };
}

const EITHER = { Conditions: { Either: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } } };
const AT = REQUIREMENTS_PATH;
const AT_PROVIDER = 'Properties/ManagedInstancesProvider/InstanceLaunchTemplate/InstanceRequirements';
const AT_FLEET = 'Properties/LaunchTemplateConfigs/0/Overrides/0/InstanceRequirements';

testRule(instanceRequirements, {
  valid: [
    {
      name: 'attributes that only accepted types have',
      template: requiring({ AllowedInstanceTypes: ['m7i.xlarge'] }),
      demands: { allowedInstanceTypes: [['m7i.*']], architectures: ['x86_64'], features: ['enclaves'] },
    },
    { name: 'every Xen type excluded', template: requiring(NO_XEN) },
    { name: 'only Nitro-based families allowed', template: requiring({ AllowedInstanceTypes: ['m5.*', 'c5*.*', 'i3en.*'] }) },
    { name: 'more than any Xen type has', template: groupRequiring({ VCpuCount: { Min: 129 }, MemoryMiB: { Min: 1 } }) },
    { name: 'numbers as texts', template: groupRequiring({ VCpuCount: { Min: '129' }, MemoryMiB: { Min: '1' } }) },
    { name: 'encryption in transit, which no Xen type has', template: fleet({ RequireEncryptionInTransit: true }) },
    { name: 'encryption in transit as a text', template: fleet({ RequireEncryptionInTransit: 'true' }) },
    {
      name: 'Graviton only',
      template: requiring({ CpuManufacturers: ['amazon-web-services'] }),
      others: ['image-architecture/mismatchRequirements'],
    },
    { name: 'AMD only', template: requiring({ CpuManufacturers: ['amd'] }) },
    { name: 'bare metal only', template: requiring({ BareMetal: 'required' }) },
    { name: 'accelerators that no Xen type on offer has', template: requiring({ AcceleratorCount: { Min: 1 } }) },
    {
      name: 'burstable types but T2',
      template: requiring({ BurstablePerformance: 'required', ExcludedInstanceTypes: ['t2.*', 't1.micro'] }),
    },
    { name: 'current burstable types of 4 GiB and more per vCPU', template: requiring({ MemoryGiBPerVCpu: { Min: 33 } }) },
    {
      name: 'exclusions by what stands around the family',
      template: requiring({ ...NO_XEN, ExcludedInstanceTypes: [...NO_XEN.ExcludedInstanceTypes, 't*'] }),
    },
    {
      name: 'exclusions in both branches',
      template: requiring(
        { ExcludedInstanceTypes: { 'Fn::If': ['Either', NO_XEN.ExcludedInstanceTypes, ['t*', ...NO_XEN.ExcludedInstanceTypes]] } },
        EITHER,
      ),
    },
    { name: 'an attribute without value', template: requiring({ ...NO_XEN, BareMetal: NO_VALUE, InstanceGenerations: NO_VALUE }) },
    {
      name: 'an attribute that cannot be decided and does not matter',
      template: requiring({ ...NO_XEN, VCpuCount: { Min: { Ref: 'Cpus' } } }, { Parameters: { Cpus: { Type: 'Number' } } }),
    },
    {
      name: 'a figure of two outcomes, which both leave Nitro-based types only',
      template: requiring(
        { VCpuCount: { Min: { Ref: 'Cpus' } } },
        { Parameters: { Cpus: { Type: 'Number', Default: 129, AllowedValues: [129, '130'] } } },
      ),
    },
    {
      name: 'exclusions from a parameter that is decided',
      template: requiring(
        { ExcludedInstanceTypes: { 'Fn::Split': [',', { Ref: 'Excluded' }] } },
        parameter('Excluded', { AllowedValues: [NO_XEN.ExcludedInstanceTypes.join(',')] }),
      ),
    },
    {
      name: 'allowed types from a list of Nitro-based ones',
      template: requiring({ AllowedInstanceTypes: { Ref: 'Types' } }, listParameter({ AllowedValues: ['m5.*', 'c5.*'] })),
    },
    {
      name: 'a Xen family where every pattern also allows Nitro, but its generation is gone',
      template: requiring({
        AllowedInstanceTypes: ['m*'],
        ExcludedInstanceTypes: [],
        InstanceGenerations: ['current'],
        CpuManufacturers: ['amd'],
      }),
    },
    {
      name: 'types allowed in one branch and excluded in the other',
      template: requiring(
        {
          AllowedInstanceTypes: { 'Fn::If': ['Either', ['m5.*'], NO_VALUE] },
          ExcludedInstanceTypes: { 'Fn::If': ['Either', NO_VALUE, NO_XEN.ExcludedInstanceTypes] },
        },
        EITHER,
      ),
    },
    {
      name: 'requirements in a branch that cannot be reached',
      template: groupRequiring(
        { 'Fn::If': ['Never', MINIMUM, { ...MINIMUM, ...NO_XEN }] },
        { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } },
      ),
    },
    { name: 'managed instances of ECS, whatever they require', template: provider(MINIMUM) },
    { name: 'managed instances of ECS that require nothing', template: provider({}) },
    {
      name: 'patterns of managed instances of ECS, which stand for Nitro-based types of its own as well',
      template: provider({ ...MINIMUM, AllowedInstanceTypes: ['m*', 'i*', '*.large'], BurstablePerformance: 'included' }),
    },
    {
      name: 'managed instances of ECS that require what cannot be decided',
      template: provider(
        { VCpuCount: { Min: { Ref: 'Cpus' } }, MemoryMiB: { Min: 1 }, AllowedInstanceTypes: { Ref: 'Types' } },
        { Parameters: { Cpus: { Type: 'Number' }, Types: { Type: 'CommaDelimitedList', Default: 'm7i.*' } } },
      ),
    },
    { name: 'managed instances of ECS whose requirements cannot be decided', template: provider({ 'Fn::ImportValue': 'requirements' }) },
    {
      name: 'managed instances of ECS that are too small for what the policy denies',
      template: provider({ ...MINIMUM, AllowedInstanceTypes: ['t3.*'], BurstablePerformance: 'included' }),
      demands: { deniedInstanceTypes: ['*.nano', '*.micro'] },
    },
  ],
  invalid: [
    {
      name: 'attributes that types which are not accepted have',
      template: requiring({ AllowedInstanceTypes: ['m7i.*', 'm7g.*'] }),
      demands: { architectures: ['x86_64'] },
      findings: [
        { messageId: 'notAccepted', path: AT, severity: 'error', values: ['m7g.large', 'm7g.xlarge'], message: 'in AllowedInstanceTypes' },
      ],
    },
    {
      name: 'attributes that denied types have',
      template: requiring({ AllowedInstanceTypes: ['m7i.*', 'm7g.*'] }),
      demands: { deniedInstanceTypes: ['m7g.*'] },
      // EC2 takes AllowedInstanceTypes or ExcludedInstanceTypes, not both.
      findings: [
        { messageId: 'notAccepted', path: AT, value: 'm7g.large', message: 'list only types or families that the policy accepts' },
      ],
    },
    {
      name: 'attributes that denied types have, without a list of allowed ones',
      template: requiring(MINIMUM),
      demands: { deniedInstanceTypes: ['m7g.*'] },
      findings: [
        { messageId: 'xen', path: AT },
        { messageId: 'notAccepted', path: AT, value: 'm7g.large', message: 'add ExcludedInstanceTypes ["m7g.*"]' },
      ],
    },
    {
      name: 'Xen types and others that are not accepted',
      template: requiring({ AllowedInstanceTypes: ['m4.*', 'm7g.*'] }),
      demands: { architectures: ['x86_64'] },
      findings: [
        { messageId: 'xenAllowed', path: AT },
        { messageId: 'notAccepted', path: AT, value: 'm7g.large' },
      ],
    },
    {
      name: "EC2's defaults",
      template: groupRequiring(MINIMUM),
      findings: [
        {
          messageId: 'xen',
          path: AT,
          logicalId: 'Group',
          severity: 'error',
          value: 'c3.xlarge',
          message: 'add ExcludedInstanceTypes ["c3.',
          fix: 'This excludes no Nitro-based type',
        },
      ],
    },
    {
      name: 'the current generation, which H1 and I3 are, and by some sources C4 and D2',
      template: requiring({ InstanceGenerations: ['current'] }),
      findings: [
        {
          messageId: 'xen',
          path: AT,
          values: ['c4.xlarge', 'd2.xlarge', 'i3.large', 'i3.xlarge', 'x1e.xlarge'],
          message: '["c4.xlarge","d2.xlarge","i3.*large","x1e.xlarge"]',
        },
      ],
    },
    {
      name: 'burstable types included',
      template: requiring({ ...NO_XEN, BurstablePerformance: 'included' }),
      findings: [{ messageId: 'xen', path: AT, values: ['t2.medium', 't2.large', 't2.xlarge'], message: '["t2.*"]' }],
    },
    {
      name: 'burstable types required',
      template: requiring({ BurstablePerformance: 'required' }),
      findings: [{ messageId: 'xen', path: AT, message: '["t2.*"]' }],
    },
    {
      name: 'local storage required',
      template: requiring({ LocalStorage: 'required', LocalStorageTypes: ['hdd'] }),
      findings: [{ messageId: 'xen', path: AT, message: 'd2.xlarge' }],
    },
    { name: 'no accelerators', template: requiring({ AcceleratorCount: { Max: 0 } }), findings: [{ messageId: 'xen', path: AT }] },
    { name: 'hibernation', template: requiring({ RequireHibernateSupport: true }), findings: [{ messageId: 'xen', path: AT }] },
    { name: 'Intel', template: requiring({ CpuManufacturers: ['intel'] }), findings: [{ messageId: 'xen', path: AT }] },
    {
      name: 'network and EBS bandwidth',
      template: requiring({ NetworkBandwidthGbps: { Min: 1 }, BaselineEbsBandwidthMbps: { Min: 100 }, NetworkInterfaceCount: { Min: 2 } }),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'encryption in transit not required',
      template: fleet({ RequireEncryptionInTransit: 'false' }),
      findings: [{ messageId: 'xen', path: AT_FLEET }],
    },
    { name: 'no requirements in them', template: groupRequiring({}), findings: [{ messageId: 'xen', path: AT }] },
    { name: 'requirements that are a text', template: groupRequiring('all'), findings: [{ messageId: 'xen', path: AT }] },
    {
      name: 'a word that is not one of EC2',
      template: requiring({ ...NO_XEN, BurstablePerformance: 'Excluded' }),
      findings: [{ messageId: 'xen', path: AT, message: 't2.' }],
    },
    {
      name: 'exclusions in one branch only',
      template: requiring({ ExcludedInstanceTypes: { 'Fn::If': ['Either', NO_XEN.ExcludedInstanceTypes, NO_VALUE] } }, EITHER),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'exclusions that miss one family keep what is there in the fix',
      template: requiring({ ExcludedInstanceTypes: ['t3.*', ...NO_XEN.ExcludedInstanceTypes.filter((entry) => entry !== 'm4.*')] }),
      findings: [{ messageId: 'xen', path: AT, message: 'ExcludedInstanceTypes ["m4.*"]', fix: '["t3.*","c1.*"' }],
    },
    {
      name: 'a launch template of its own',
      resource: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceRequirements: MINIMUM } } },
      findings: [{ messageId: 'xen', path: 'Properties/LaunchTemplateData/InstanceRequirements' }],
    },
    {
      name: 'a Xen type allowed for managed instances of ECS, which have none',
      template: provider({ ...MINIMUM, AllowedInstanceTypes: ['m7i.*', 'm4.large', 'i3.*'] }),
      findings: [{ messageId: 'xenAllowed', path: AT_PROVIDER, message: "replace 'm4.large', 'i3.*' with", fix: "'m7i.*'" }],
    },
    {
      name: 'a parameter whose default is a Xen type, for managed instances of ECS',
      template: provider({ ...MINIMUM, AllowedInstanceTypes: [{ Ref: 'Type' }] }, parameter('Type', { Default: 'm4.large' })),
      findings: [{ messageId: 'xenAllowed', path: AT_PROVIDER, values: ['m4.large'] }],
    },
    {
      name: 'attributes of managed instances of ECS that types which are not accepted have',
      template: provider({ ...MINIMUM, AllowedInstanceTypes: ['m7i.*', 'm7g.*', 'mac*'] }),
      demands: { architectures: ['x86_64'] },
      findings: [{ messageId: 'notAccepted', path: AT_PROVIDER, values: ['m7g.large', 'm7g.xlarge'] }],
    },
    {
      name: 'attributes of managed instances of ECS that cannot be decided, where types are denied',
      template: provider({ 'Fn::ImportValue': 'requirements' }),
      demands: { deniedInstanceTypes: ['z1d.large'] },
      findings: [{ messageId: 'notAccepted', path: AT_PROVIDER, values: ['z1d.large'], message: 'may admit' }],
    },
    {
      name: 'an allowed parameter whose default is a Xen pattern, which is not in doubt',
      template: requiring({ AllowedInstanceTypes: ['m5.*', { Ref: 'Entry' }] }, parameter('Entry', { Default: 'm4.*' })),
      findings: [{ messageId: 'xenAllowed', path: AT, message: "replace 'm4.*'" }],
    },
    ...(['Min', 'Max'] as const).flatMap((bound) => [
      {
        name: `a ${bound} that is a parameter with several allowed values`,
        template: requiring(
          { VCpuCount: { Min: 2, [bound]: { Ref: 'Cpus' } } },
          { Parameters: { Cpus: { Type: 'Number', Default: 2, AllowedValues: [2, 4] } } },
        ),
        findings: [{ messageId: 'xen', path: AT }] as const,
      },
      {
        name: `a ${bound} that depends on a condition`,
        template: requiring({ VCpuCount: { Min: 2, [bound]: { 'Fn::If': ['Either', 2, 4] } } }, EITHER),
        findings: [{ messageId: 'xen', path: AT }] as const,
      },
    ]),
    {
      name: 'one of several branches',
      template: groupRequiring({ 'Fn::If': ['Either', { ...MINIMUM, ...NO_XEN }, MINIMUM] }, EITHER),
      findings: [{ messageId: 'xen', path: AT, origin: 'branch Either (false)' }],
    },
    {
      name: 'a pattern that allows Xen types',
      template: requiring({ AllowedInstanceTypes: ['c5.*', 'm*'] }),
      findings: [{ messageId: 'xenAllowed', path: AT, message: "replace 'm*'", fix: "'m7i.*'" }],
    },
    {
      name: 'a Xen type allowed by name, though burstable types are excluded',
      template: requiring({ AllowedInstanceTypes: ['t2.micro'] }),
      findings: [{ messageId: 'xenAllowed', path: AT, values: ['t2.micro'], fix: "'t3.*'" }],
    },
    {
      name: 'a retired Xen family allowed',
      template: requiring({ AllowedInstanceTypes: ['m5.*', 'p2.*'] }),
      findings: [{ messageId: 'xenAllowed', path: AT, message: "'p2.*'" }],
    },
    { name: 'everything allowed', template: requiring({ AllowedInstanceTypes: ['*'] }), findings: [{ messageId: 'xenAllowed', path: AT }] },
    {
      name: 'an empty list of allowed types, which restricts nothing',
      template: requiring({ AllowedInstanceTypes: [] }),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'an empty list of allowed types in one branch',
      template: requiring({ AllowedInstanceTypes: { 'Fn::If': ['Either', ['m5.*'], []] } }, EITHER),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'the one allowed type in one branch only',
      template: requiring({ AllowedInstanceTypes: [{ 'Fn::If': ['Either', 'm5.*', NO_VALUE] }] }, EITHER),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'a free parameter whose default excludes too little, reported as that',
      template: requiring({ ExcludedInstanceTypes: { Ref: 'Types' } }, listParameter({ Default: 't3.*' })),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'allowed types in one branch only',
      template: requiring({ AllowedInstanceTypes: { 'Fn::If': ['Either', ['m5.*'], NO_VALUE] } }, EITHER),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'allowed types from a list parameter, Xen among them',
      template: requiring({ AllowedInstanceTypes: { Ref: 'Types' } }, listParameter({ Default: 'm5.*', AllowedValues: ['m5.*', 'm4.*'] })),
      findings: [{ messageId: 'xenAllowed', path: AT, message: "'m4.*'" }],
    },
    {
      name: 'exclusions from a list parameter that may be shorter',
      template: requiring({ ExcludedInstanceTypes: { Ref: 'Types' } }, listParameter({ AllowedValues: NO_XEN.ExcludedInstanceTypes })),
      findings: [{ messageId: 'xen', path: AT }],
    },
    {
      name: 'exclusions from a free parameter, whatever its default',
      template: requiring({ ExcludedInstanceTypes: { Ref: 'Types' } }, listParameter({ Default: NO_XEN.ExcludedInstanceTypes.join(',') })),
      findings: [{ messageId: 'undecided', path: AT, message: 'because ExcludedInstanceTypes cannot be decided' }],
    },
    {
      name: 'one excluded entry that cannot be decided',
      template: requiring(
        { ExcludedInstanceTypes: [...NO_XEN.ExcludedInstanceTypes.filter((entry) => entry !== 'm4.*'), { Ref: 'Entry' }] },
        parameter('Entry', { Default: 'm4.*' }),
      ),
      findings: [{ messageId: 'undecided', path: AT, message: 'm4.large' }],
    },
    {
      name: 'an attribute that cannot be decided',
      template: requiring({ VCpuCount: { Min: { Ref: 'Cpus' } } }, { Parameters: { Cpus: { Type: 'Number', Default: 129 } } }),
      findings: [{ messageId: 'undecided', path: AT, message: 'because VCpuCount.Min cannot be decided' }],
    },
    {
      name: 'a figure whose two outcomes together admit Xen types',
      template: requiring(
        { VCpuCount: { Min: { Ref: 'Cpus' } } },
        { Parameters: { Cpus: { Type: 'Number', Default: 129, AllowedValues: [129, 2] } } },
      ),
      findings: [{ messageId: 'xen', path: AT, message: 'add ExcludedInstanceTypes' }],
    },
    {
      name: 'a part that a macro may fill in, though what is written leaves no Xen type',
      template: requiring({ ...NO_XEN, 'Fn::Transform': { Name: 'More' } }),
      findings: [{ messageId: 'undecided', path: AT, message: 'because Fn::Transform cannot be decided' }],
    },
    {
      name: 'a part that a loop writes out',
      template: {
        Transform: 'AWS::LanguageExtensions',
        ...requiring({ ...NO_XEN, 'Fn::ForEach::Attribute': ['Name', ['BurstablePerformance'], { '${Name}': 'included' }] }),
      },
      findings: [{ messageId: 'undecided', path: AT, message: 'because Fn::ForEach cannot be decided' }],
    },
    {
      name: 'a figure that a macro fills in beside what is written',
      template: requiring({ VCpuCount: { Min: 129, 'Fn::Transform': { Name: 'More' } } }),
      findings: [{ messageId: 'undecided', path: AT, message: 'because VCpuCount cannot be decided' }],
    },
    {
      name: 'bare metal that cannot be decided',
      template: requiring({ BareMetal: { Ref: 'Metal' } }, parameter('Metal', { Default: 'required' })),
      findings: [{ messageId: 'undecided', path: AT, message: 'BareMetal' }],
    },
    {
      name: 'a part that a macro fills in',
      template: groupRequiring({ ...MINIMUM, 'Fn::Transform': { Name: 'More' } }),
      findings: [{ messageId: 'undecided', path: AT, message: 'Fn::Transform' }],
    },
    {
      name: 'allowed types that cannot be decided',
      template: requiring({ AllowedInstanceTypes: { Ref: 'Types' } }, listParameter({ Default: 'm5.*' })),
      findings: [{ messageId: 'undecidedAllowed', path: AT, fix: 'write the names of Nitro-based types or families' }],
    },
    {
      name: 'an allowed entry that is a dynamic reference',
      template: requiring({ AllowedInstanceTypes: ['m5.*', '{{resolve:ssm:/types}}'] }),
      findings: [{ messageId: 'undecidedAllowed', path: AT }],
    },
    {
      name: 'a CPU maker that is a dynamic reference',
      template: requiring({ CpuManufacturers: ['{{resolve:ssm:/maker}}'] }),
      findings: [{ messageId: 'undecided', path: AT, message: 'CpuManufacturers' }],
    },
    {
      name: 'one allowed entry that cannot be decided',
      template: requiring({ AllowedInstanceTypes: ['m5.*', { Ref: 'Entry' }] }, parameter('Entry', { Default: 'c5.*' })),
      findings: [{ messageId: 'undecidedAllowed', path: AT }],
    },
  ],
});

/** A capacity provider of ECS with those requirements of its managed instances. */
function provider(InstanceRequirements: TemplateObject, sections: TemplateObject = {}): TemplateObject {
  const ManagedInstancesProvider = { InstanceLaunchTemplate: { InstanceRequirements } };
  return { ...sections, Resources: { Provider: { Type: 'AWS::ECS::CapacityProvider', Properties: { ManagedInstancesProvider } } } };
}

function fleet(attributes: TemplateObject): TemplateObject {
  const Overrides = [{ InstanceRequirements: { ...MINIMUM, ...attributes } }];
  const LaunchTemplateSpecification = { LaunchTemplateId: { Ref: 'Template' }, Version: '1' };
  return {
    Resources: {
      Fleet: { Type: 'AWS::EC2::EC2Fleet', Properties: { LaunchTemplateConfigs: [{ LaunchTemplateSpecification, Overrides }] } },
      Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: {} } },
    },
  };
}

describe('the suggested exclusions', () => {
  const findingsOf = (attributes: TemplateObject) => check([{ id: 'template', template: requiring(attributes) as never }]).findings;
  const suggestedFor = (attributes: TemplateObject): string[] => {
    const [, list = '[]'] = /ExcludedInstanceTypes: write (\[.*?\])/.exec(findingsOf(attributes)[0]?.fix ?? '') ?? [];
    return JSON.parse(list) as string[];
  };

  test.each<[string, TemplateObject]>([
    ['of the defaults', {}],
    ['of everything', { VCpuCount: { Min: 0 }, MemoryMiB: { Min: 0 }, BareMetal: 'included', BurstablePerformance: 'included' }],
    ['beside others', { ExcludedInstanceTypes: ['t3.*', 'm4.large'] }],
    ['of the current generation', { InstanceGenerations: ['current'], BurstablePerformance: 'included' }],
  ])('%s make the template pass', (_, attributes) => {
    expect(findingsOf({ ...attributes, ExcludedInstanceTypes: suggestedFor(attributes) })).toEqual([]);
  });

  test('keep what is excluded already, save what they cover', () => {
    const suggested = suggestedFor({ VCpuCount: { Min: 0 }, ExcludedInstanceTypes: ['t3.*', 'm4.xlarge', 'm9zz.*'] });
    expect(suggested).toEqual(expect.arrayContaining(['t3.*', 'm9zz.*', 'm4.*']));
    expect(suggested).not.toContain('m4.xlarge');
  });

  test('are never more than EC2 takes', () => {
    const nitro = Catalog.bundled().types.filter(({ builtOnNitro }) => builtOnNitro);
    const ExcludedInstanceTypes = nitro.slice(0, 395).map(({ name }) => name);
    expect(findingsOf({ ExcludedInstanceTypes })[0]?.fix).toContain('EC2 accepts at most 400 entries');
    expect(suggestedFor({ ExcludedInstanceTypes: ExcludedInstanceTypes.slice(0, 300) }).length).toBeLessThanOrEqual(400);
  });
});
