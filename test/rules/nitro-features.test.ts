import { Catalog } from '../../lib/catalog/catalog';
import { check } from '../../lib/check';
import { nitroFeatures } from '../../lib/rules/nitro-features';
import { record } from '../images/records';
import type { TemplateObject } from './door';
import { ARM64_IMAGE, groupOf, instanceOf, launchTemplate, OF_TEMPLATE, OVERRIDES_PATH, resolved } from './launch-templates';
import { testRule } from './rule-tester';
import { parameter } from './templates';

const TYPE_PATH = 'Properties/InstanceType';
const ENCLAVES = { EnclaveOptions: { Enabled: true } };
const HIBERNATION = { HibernationOptions: { Configured: true } };
const SEV_SNP = { CpuOptions: { AmdSevSnp: 'enabled' } };
const NESTED = { CpuOptions: { NestedVirtualization: 'enabled' } };
const EFA = {
  NetworkInterfaces: [
    { DeviceIndex: 0, InterfaceType: 'interface' },
    { DeviceIndex: 1, InterfaceType: 'efa' },
  ],
};
const ENA_EXPRESS = { NetworkInterfaces: [{ DeviceIndex: 0, EnaSrdSpecification: { EnaSrdEnabled: true } }] };
const TPM_IMAGE = resolved('/aws/service/ami-windows-latest/TPM-Windows_Server-2022-English-Full-Base');
const UEFI_IMAGE = resolved('/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-Base');
const BIOS_IMAGE = resolved('/aws/service/ami-windows-latest/BIOS-Windows_Server-2025-English-Full-Base');
const CONDITIONS = { Conditions: { Isolated: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'isolated'] } } };
const ifIsolated = (yes: unknown, no: unknown) => ({ 'Fn::If': ['Isolated', yes, no] });

function web(InstanceType: unknown, properties: object): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType, ...properties } };
}

function batch(data: TemplateObject, ...InstanceTypes: readonly string[]): TemplateObject {
  const ComputeResources = { Type: 'EC2', InstanceTypes, LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' } } };
  return {
    Resources: {
      Batch: { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources } },
      Template: launchTemplate(data),
    },
  };
}

const eni = (InterfaceType: string): TemplateObject => ({
  Type: 'AWS::EC2::NetworkInterface',
  Properties: { SubnetId: 'subnet-0', InterfaceType },
});

/** An instance with network interfaces that are resources of their own, the last of which is for EFA. */
function withInterfaces(type: string): TemplateObject {
  const NetworkInterfaces = ['Plain', 'Fast'].map((id, index) => ({ DeviceIndex: String(index), NetworkInterfaceId: { Ref: id } }));
  return { Resources: { Web: web(type, { NetworkInterfaces }), Plain: eni('interface'), Fast: eni('efa') } };
}

/** The same, attached by a resource of its own. */
function withAttachment(type: string, more: TemplateObject = {}): TemplateObject {
  const attached = { InstanceId: { Ref: 'Web' }, NetworkInterfaceId: { Ref: 'Fast' }, DeviceIndex: '1', ...more };
  return {
    Resources: {
      Web: web(type, {}),
      Fast: eni('efa'),
      Attachment: { Type: 'AWS::EC2::NetworkInterfaceAttachment', Properties: attached },
    },
  };
}

const requirements = (more: object) => ({
  InstanceRequirements: {
    VCpuCount: { Min: 2, Max: 4 },
    MemoryMiB: { Min: 4096 },
    ...more,
  },
});

testRule(nitroFeatures, {
  valid: [
    { name: 'enclaves on a type that has them', resource: web('m7i.xlarge', ENCLAVES) },
    { name: 'enclaves that are off', resource: web('t3.micro', { EnclaveOptions: { Enabled: false } }) },
    { name: 'enclaves as a text that are off', resource: web('t3.micro', { EnclaveOptions: { Enabled: 'false' } }) },
    { name: 'hibernation on a type that can', resource: web('t3.micro', HIBERNATION) },
    { name: 'AMD SEV-SNP on a type that has it', template: instanceOf({ InstanceType: 'm6a.large' }, SEV_SNP) },
    { name: 'AMD SEV-SNP that is off', template: instanceOf({ InstanceType: 't3.micro' }, { CpuOptions: { AmdSevSnp: 'disabled' } }) },
    { name: 'nested virtualization on a type that has it', template: instanceOf({ InstanceType: 'm8i.large' }, NESTED) },
    {
      name: 'nested virtualization that is off',
      template: instanceOf({ InstanceType: 't3.micro' }, { CpuOptions: { NestedVirtualization: 'disabled' } }),
    },
    {
      name: 'AMD SEV-SNP with enclaves that are off',
      template: instanceOf({ InstanceType: 'm6a.large' }, { ...SEV_SNP, EnclaveOptions: { Enabled: false } }),
    },
    {
      name: 'AMD SEV-SNP, or hibernation, by one condition',
      template: {
        ...CONDITIONS,
        ...instanceOf(
          { InstanceType: 'm6a.large' },
          {
            CpuOptions: ifIsolated(SEV_SNP.CpuOptions, { Ref: 'AWS::NoValue' }),
            HibernationOptions: { Configured: ifIsolated(false, true) },
          },
        ),
      },
    },
    {
      name: 'AMD SEV-SNP with an image that boots with UEFI',
      template: instanceOf({ InstanceType: 'm6a.large' }, { ...SEV_SNP, ImageId: UEFI_IMAGE }),
    },
    { name: 'EFA on a type that has it', template: instanceOf({ InstanceType: 'c5n.18xlarge' }, EFA) },
    {
      name: 'a plain network interface',
      template: instanceOf({ InstanceType: 't3.micro' }, { NetworkInterfaces: [{ InterfaceType: 'interface' }] }),
    },
    { name: 'EFA by a network interface of its own, on a type that has it', template: withInterfaces('c5n.18xlarge') },
    { name: 'EFA by an attachment, to a type that has it', template: withAttachment('c5n.18xlarge') },
    { name: 'ENA Express on a type that has it', resource: web('m7i.48xlarge', ENA_EXPRESS) },
    { name: 'an image with NitroTPM on a type that has it', resource: web('m7i.large', { ImageId: TPM_IMAGE }) },
    {
      name: 'an instance that switches off what its launch template switches on',
      template: instanceOf({ InstanceType: 't3.micro', EnclaveOptions: { Enabled: false } }, ENCLAVES),
    },
    {
      name: 'a condition that decides type and feature',
      template: {
        ...CONDITIONS,
        Resources: { Web: web(ifIsolated('m7i.xlarge', 't3.micro'), { EnclaveOptions: { Enabled: ifIsolated(true, false) } }) },
      },
    },
    {
      name: 'an override of a launch template whose own type has none',
      template: groupOf([{ InstanceType: 'm7i.xlarge' }], ENCLAVES),
    },
    {
      name: 'attributes that require hibernation',
      template: groupOf([requirements({ AllowedInstanceTypes: ['m7i.*', 'g6.*'], RequireHibernateSupport: true })], HIBERNATION),
    },
    {
      name: 'attributes with an image for which EC2 takes other types',
      template: groupOf([requirements({ AllowedInstanceTypes: ['m7g.*', 'm7i.*'] })], { ...ENCLAVES, ImageId: ARM64_IMAGE }),
    },
    { name: 'Xen, which is reported as that', resource: web('m4.large', ENCLAVES), others: ['instance-type/xen'] },
    {
      name: 'a type that does not boot the image at all, which is reported as that',
      resource: web('m5.metal', { ImageId: TPM_IMAGE }),
      others: ['image-boot-mode/unsupported'],
    },
    { name: 'a type newer than the catalog', resource: web('m12q.large', ENCLAVES) },
    { name: 'a type that EC2 no longer describes', resource: web('dl1.24xlarge', ENCLAVES) },
    {
      name: 'properties that a macro fills in, which is reported as that',
      resource: web('t3.micro', { 'Fn::Transform': { Name: 'Macro' } }),
      others: ['instance-type-resolvable/unresolved'],
    },
    {
      name: 'a type that cannot be decided, which is reported as that',
      template: { ...parameter('Type', {}), Resources: { Web: web({ Ref: 'Type' }, ENCLAVES) } },
      others: ['instance-type-resolvable/unresolved'],
    },
  ],
  invalid: [
    {
      name: 'enclaves that are on by a text in another case',
      resource: web('t3.micro', { EnclaveOptions: { Enabled: 'True' } }),
      findings: [{ messageId: 'enclaves', path: TYPE_PATH, value: 't3.micro' }],
    },
    {
      name: 'nested virtualization on a type without it',
      template: instanceOf({ InstanceType: 'm6i.large' }, NESTED),
      findings: [{ messageId: 'nestedVirtualization', path: TYPE_PATH, value: 'm6i.large', message: "use 'm7i.large'" }],
    },
    {
      name: 'nested virtualization on bare metal',
      template: instanceOf({ InstanceType: 'm8i.metal-48xl' }, NESTED),
      findings: [{ messageId: 'nestedVirtualization', path: TYPE_PATH, value: 'm8i.metal-48xl' }],
    },
    {
      name: 'AMD SEV-SNP with hibernation, in one launch template',
      template: instanceOf({ InstanceType: 'm6a.large' }, { ...SEV_SNP, ...HIBERNATION }),
      findings: [
        { messageId: 'excludedBySevSnp', path: 'Properties/LaunchTemplateData/HibernationOptions/Configured', logicalId: 'Template' },
      ],
    },
    {
      name: 'AMD SEV-SNP of a launch template with enclaves of the instance',
      template: instanceOf({ InstanceType: 'c6a.xlarge', ...ENCLAVES }, SEV_SNP),
      findings: [{ messageId: 'excludedBySevSnp', path: 'Properties/EnclaveOptions/Enabled' }],
    },
    {
      name: 'AMD SEV-SNP with an image that boots with legacy BIOS',
      template: instanceOf({ InstanceType: 'm6a.large' }, { ...SEV_SNP, ImageId: BIOS_IMAGE }),
      findings: [{ messageId: 'sevSnpNeedsUefi', path: 'Properties/LaunchTemplateData/ImageId', logicalId: 'Template' }],
    },
    {
      name: 'EFA by one of several network interfaces of their own',
      template: withInterfaces('t3.micro'),
      findings: [
        {
          messageId: 'efa',
          path: TYPE_PATH,
          logicalId: 'Web',
          value: 't3.micro',
          message: "'t3.micro' does not support EFA, which Properties/InterfaceType of 'Fast' switches on",
        },
      ],
    },
    {
      name: 'EFA and ENA Express by an attachment',
      template: withAttachment('t3.micro', { EnaSrdSpecification: { EnaSrdEnabled: true } }),
      findings: [
        {
          messageId: 'efa',
          path: 'Properties/NetworkInterfaceId',
          logicalId: 'Attachment',
          message: "'t3.micro' of 'Web' does not support EFA",
        },
        { messageId: 'enaExpress', path: 'Properties/EnaSrdSpecification/EnaSrdEnabled', logicalId: 'Attachment' },
      ],
    },
    {
      name: 'enclaves on a type that has none',
      resource: web('t3.micro', ENCLAVES),
      findings: [
        {
          messageId: 'enclaves',
          path: TYPE_PATH,
          severity: 'error',
          value: 't3.micro',
          message:
            "'t3.micro' does not support Nitro Enclaves, which Properties/EnclaveOptions/Enabled switches on: use 'c8a.large', or leave Nitro Enclaves off",
          fix: 'The change stops and starts',
        },
      ],
    },
    {
      name: 'enclaves on a size that is too small for them, with another family of the same size',
      resource: web('m7i.large', ENCLAVES),
      findings: [{ messageId: 'enclaves', path: TYPE_PATH, message: "use 'm8a.large'" }],
    },
    {
      name: 'two features, each by itself',
      resource: web('g6.xlarge', { ...ENA_EXPRESS, ...HIBERNATION }),
      findings: [
        { messageId: 'hibernation', path: TYPE_PATH, value: 'g6.xlarge' },
        { messageId: 'enaExpress', path: TYPE_PATH, value: 'g6.xlarge' },
      ],
    },
    {
      name: 'AMD SEV-SNP of a launch template',
      template: instanceOf({ InstanceType: 'm7i.large' }, SEV_SNP),
      findings: [
        {
          messageId: 'amdSevSnp',
          path: TYPE_PATH,
          logicalId: 'Web',
          message: "which Properties/LaunchTemplateData/CpuOptions/AmdSevSnp of 'Template' switches on: use 'm6a.large'",
        },
      ],
    },
    {
      name: 'EFA of a launch template, in one override',
      template: groupOf([{ InstanceType: 'c5n.18xlarge' }, { InstanceType: 'c5n.large' }], EFA),
      findings: [{ messageId: 'efa', path: `${OVERRIDES_PATH}/1/InstanceType`, logicalId: 'Group', value: 'c5n.large' }],
    },
    {
      name: 'EFA of an override in a fleet',
      template: {
        Resources: {
          Fleet: {
            Type: 'AWS::EC2::EC2Fleet',
            Properties: {
              LaunchTemplateConfigs: [
                {
                  LaunchTemplateSpecification: OF_TEMPLATE,
                  Overrides: [
                    { InstanceType: 'm7i.large' },
                    { InstanceType: 'm6i.large', NetworkInterfaces: [{ InterfaceType: 'efa-only' }] },
                  ],
                },
              ],
            },
          },
          Template: launchTemplate({}),
        },
      },
      findings: [{ messageId: 'efa', path: 'Properties/LaunchTemplateConfigs/0/Overrides/1/InstanceType', value: 'm6i.large' }],
    },
    {
      name: 'what is wrong within a launch template, once',
      template: instanceOf({}, { InstanceType: 't3.micro', ...ENCLAVES }),
      findings: [{ messageId: 'enclaves', path: 'Properties/LaunchTemplateData/InstanceType', logicalId: 'Template' }],
    },
    {
      name: 'a feature of the instance that its launch template’s type has not',
      template: instanceOf(ENCLAVES, { InstanceType: 't3.micro' }),
      findings: [
        {
          messageId: 'enclaves',
          path: 'Properties/EnclaveOptions/Enabled',
          logicalId: 'Web',
          message: "'t3.micro' of 'Template' does not",
        },
      ],
    },
    {
      name: 'an image with NitroTPM',
      resource: web('hpc7a.12xlarge', { ImageId: TPM_IMAGE }),
      findings: [{ messageId: 'nitroTpm', path: TYPE_PATH, message: 'NitroTPM, which Properties/ImageId switches on' }],
    },
    {
      name: 'hibernation by attributes',
      template: groupOf([requirements({ AllowedInstanceTypes: ['m7i.*', 'g6.*'] })], HIBERNATION),
      findings: [
        {
          messageId: 'hibernation',
          path: `${OVERRIDES_PATH}/0/InstanceRequirements`,
          value: 'g6.xlarge',
          message: 'set RequireHibernateSupport to true',
        },
      ],
    },
    {
      name: 'enclaves by attributes',
      template: groupOf([requirements({ AllowedInstanceTypes: ['m7i.*'] })], ENCLAVES),
      findings: [{ messageId: 'enclaves', path: `${OVERRIDES_PATH}/0/InstanceRequirements`, message: 'in AllowedInstanceTypes' }],
    },
    {
      name: 'a family with sizes that have none',
      template: batch(ENCLAVES, 'm7i.xlarge', 'm7i'),
      findings: [{ messageId: 'enclaves', path: 'Properties/ComputeResources/InstanceTypes/1', value: 'm7i', message: '(m7i.large' }],
    },
    {
      name: 'a parameter that may switch it on',
      template: {
        ...parameter('Enclaves', { Default: 'false', AllowedValues: ['true', 'false'] }),
        Resources: { Web: web('t3.micro', { EnclaveOptions: { Enabled: { Ref: 'Enclaves' } } }) },
      },
      findings: [{ messageId: 'enclaves', path: TYPE_PATH, value: 't3.micro' }],
    },
    {
      name: 'a value that cannot be decided',
      template: {
        ...parameter('Enclaves', {}),
        Resources: { Web: web('t3.micro', { EnclaveOptions: { Enabled: { Ref: 'Enclaves' } } }) },
      },
      findings: [{ messageId: 'undecided', path: TYPE_PATH, severity: 'warning', message: "because parameter 'Enclaves' has no default" }],
    },
    {
      name: 'a condition that decides the type only',
      template: { ...CONDITIONS, Resources: { Web: web(ifIsolated('m7i.xlarge', 't3.micro'), ENCLAVES) } },
      findings: [{ messageId: 'enclaves', path: TYPE_PATH, values: ['t3.micro'], origin: 'branch Isolated (false)' }],
    },
  ],
});

test('a recorded image with NitroTPM needs a type that has it', () => {
  const id = 'ami-0123456789abcdef0';
  const image = record({ tpmSupport: 'v2.0', bootMode: 'uefi', nvme: { statement: 'checked by hand', date: '2026-01-02' } });
  const recorded = new Map([['eu-west-1', new Map([[id, image]])]]);
  const judged = (type: string) => {
    const template = { Resources: { Web: web(type, { ImageId: id }) } } as never;
    return check([{ id: 'template', template }], { images: { recorded, today: '2026-01-02' } }).findings.map(({ messageId }) => messageId);
  };
  expect(judged('m7i.large')).toEqual([]);
  expect(judged('hpc7a.12xlarge')).toEqual(['nitroTpm']);
});

test('every type that is suggested for enclaves passes', () => {
  const types = Catalog.bundled().types.filter((type) => type.builtOnNitro && type.described && type.offered && !type.enclaves);
  const findingsFor = (type: string) =>
    check([{ id: 'template', template: { Resources: { Web: web(type, ENCLAVES) } } as never }]).findings;
  const suggestions = types.map(({ name }) => /use '([^']+)'/.exec(findingsFor(name)[0]?.message ?? '')?.[1]);
  expect(suggestions.filter((suggestion) => suggestion !== undefined).length).toBeGreaterThan(0);
  for (const suggestion of new Set(suggestions)) if (suggestion !== undefined) expect(findingsFor(suggestion)).toEqual([]);
});
