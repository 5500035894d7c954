import { check } from '../../lib/check';
import { imageBootMode } from '../../lib/rules/image-boot-mode';
import { record } from '../images/records';
import type { TemplateObject } from './door';
import { ARM64_IMAGE, groupOf, instanceOf, OVERRIDES_PATH, resolved, X86_IMAGE } from './launch-templates';
import { testRule } from './rule-tester';
import { parameter } from './templates';
import type { BootFacts, ImageProof } from '../../lib/images/image-proof';
import type { ImageRecord, RecordedImages } from '../../lib/images/image-record';

const TYPE_PATH = 'Properties/InstanceType';
const WINDOWS = '/aws/service/ami-windows-latest/';
const UEFI_PARAMETER = `${WINDOWS}Windows_Server-2025-English-Full-Base`;
const UEFI_IMAGE = resolved(UEFI_PARAMETER);
const LEGACY_IMAGE = resolved(`${WINDOWS}BIOS-Windows_Server-2025-English-Full-Base`);
const CONDITIONS = { Conditions: { Metal: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'metal'] } } };
const ifMetal = (yes: unknown, no: unknown) => ({ 'Fn::If': ['Metal', yes, no] });

function web(InstanceType: unknown, ImageId: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType, ImageId } };
}

function batch(...InstanceTypes: readonly string[]): TemplateObject {
  const ComputeResources = { Type: 'EC2', InstanceTypes, ImageId: UEFI_IMAGE };
  return { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources } };
}

const requirements = (...AllowedInstanceTypes: readonly string[]) => ({
  InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 }, BareMetal: 'included', AllowedInstanceTypes },
});

const AMI = 'ami-0123456789abcdef0';
const PROBE: ImageProof = { date: '2026-10-28', verdict: 'ready', evidence: 'files', failed: [], sha256: '0'.repeat(64) };

/** A proven image with boot loaders, registered for a boot mode. */
function probed(boot: BootFacts, changes: Partial<ImageRecord> = {}): RecordedImages {
  return new Map([['eu-west-1', new Map([[AMI, record({ probe: PROBE, boot, ...changes })]])]]);
}

testRule(imageBootMode, {
  valid: [
    {
      name: 'boot loaders for both',
      resource: web('m7i.large', AMI),
      images: probed({ legacyBios: true, uefi: true }, { bootMode: 'uefi-preferred' }),
    },
    { name: 'a boot loader for the default mode', resource: web('m5.metal', AMI), images: probed({ legacyBios: true, uefi: false }) },
    {
      name: 'no boot loader that the probe could see',
      resource: web('m7i.large', AMI),
      images: probed({ legacyBios: false, uefi: false }),
    },
    { name: 'a boot loader of which the probe cannot tell', resource: web('m7i.large', AMI), images: probed({ uefi: true }) },
    {
      name: 'UEFI by preference, on a type that falls back',
      resource: web('m5.metal', AMI),
      images: probed({ legacyBios: true, uefi: false }, { bootMode: 'uefi-preferred' }),
    },
    { name: 'UEFI on a type that has both', resource: web('m7i.large', UEFI_IMAGE) },
    { name: 'legacy BIOS on a type that has both', resource: web('m7i.large', LEGACY_IMAGE) },
    { name: 'legacy BIOS on bare metal', resource: web('m5.metal', LEGACY_IMAGE) },
    { name: 'arm64 bare metal, which boots with UEFI', resource: web('m7g.metal', ARM64_IMAGE) },
    { name: 'UEFI where the type can', resource: web('m5.metal', resolved('/aws/service/freebsd/amd64/base/zfs/14.3/RELEASE')) },
    { name: 'an image of which it is not known', resource: web('m5.metal', X86_IMAGE) },
    { name: 'a family of which other types boot it', resource: batch('m5') },
    {
      name: 'a condition that decides both',
      template: { ...CONDITIONS, Resources: { Web: web(ifMetal('m5.metal', 'm7i.large'), ifMetal(LEGACY_IMAGE, UEFI_IMAGE)) } },
    },
    { name: 'attributes that other types have as well', template: groupOf([requirements('m5.metal', 'm7i.*')], { ImageId: UEFI_IMAGE }) },
    {
      name: 'another architecture, which is reported as that',
      resource: web('m5.metal', ARM64_IMAGE),
      others: ['image-architecture/mismatch'],
    },
    { name: 'Xen, which is reported as that', resource: web('m4.large', UEFI_IMAGE), others: ['instance-type/xen'] },
    { name: 'a type that EC2 no longer describes', resource: web('dl1.24xlarge', UEFI_IMAGE) },
  ],
  invalid: [
    {
      name: 'a boot loader for UEFI, and an image that is registered for none',
      resource: web('m7i.large', AMI),
      images: probed({ legacyBios: false, uefi: true }),
      findings: [
        {
          messageId: 'noBootLoader',
          path: TYPE_PATH,
          severity: 'error',
          message: `'m7i.large' boots image '${AMI}' in Properties/ImageId with legacy-bios, but the probe of 2026-10-28 found no boot loader for that: use an image registered for uefi`,
          fix: 'the image may be registered again, with a boot mode that it has a boot loader for',
        },
      ],
    },
    {
      name: 'a boot loader for BIOS on arm64',
      resource: web('m7g.large', AMI),
      images: probed({ legacyBios: true, uefi: false }, { architecture: 'arm64' }),
      findings: [{ messageId: 'noBootLoader', path: TYPE_PATH, message: 'with uefi' }],
    },
    {
      name: 'UEFI by preference, with a boot loader for BIOS only',
      resource: web('m7i.large', AMI),
      images: probed({ legacyBios: true, uefi: false }, { bootMode: 'uefi-preferred' }),
      findings: [{ messageId: 'noBootLoader', path: TYPE_PATH, message: 'with uefi' }],
    },
    {
      name: 'UEFI by preference and nothing to fall back on',
      resource: web('m5.metal', AMI),
      images: probed({ legacyBios: false, uefi: true }, { bootMode: 'uefi-preferred' }),
      findings: [
        { messageId: 'unsupported', path: TYPE_PATH, message: 'has a boot loader for uefi only, as the probe of 2026-10-28 shows: use' },
      ],
    },
    {
      name: 'UEFI on x86 bare metal',
      resource: web('m5.metal', UEFI_IMAGE),
      findings: [
        {
          messageId: 'unsupported',
          path: TYPE_PATH,
          severity: 'error',
          value: 'm5.metal',
          message: `'m5.metal' supports boot mode legacy-bios only, but image '${UEFI_PARAMETER}' in Properties/ImageId is registered for uefi: use 'm7i.24xlarge', or an image for legacy-bios or uefi-preferred`,
          fix: 'The change stops and starts the instance',
        },
      ],
    },
    {
      name: 'UEFI on a virtual type that has it not',
      resource: web('g4ad.xlarge', UEFI_IMAGE),
      findings: [{ messageId: 'unsupported', path: TYPE_PATH, message: "use 'g" }],
    },
    {
      name: 'one override',
      template: groupOf([{ InstanceType: 'm7i.large' }, { InstanceType: 'm5.metal' }], { ImageId: UEFI_IMAGE }),
      findings: [{ messageId: 'unsupported', path: `${OVERRIDES_PATH}/1/InstanceType`, logicalId: 'Group', message: "of 'Template'" }],
    },
    {
      name: 'a type of the launch template, with another image',
      template: instanceOf({ ImageId: UEFI_IMAGE }, { InstanceType: 'm5.metal', ImageId: LEGACY_IMAGE }),
      findings: [{ messageId: 'unsupported', path: 'Properties/ImageId', logicalId: 'Web', message: "'m5.metal' of 'Template'" }],
    },
    {
      name: 'allowed values',
      template: {
        ...parameter('Type', { Default: 'm7i.large', AllowedValues: ['m7i.large', 'm5.metal'] }),
        Resources: { Web: web({ Ref: 'Type' }, UEFI_IMAGE) },
      },
      findings: [{ messageId: 'unsupported', path: TYPE_PATH, values: ['m5.metal'], origin: 'parameter Type (AllowedValues)' }],
    },
    {
      name: 'a family',
      resource: batch('m7i', 'g4ad'),
      findings: [{ messageId: 'unsupportedMembers', path: 'Properties/ComputeResources/InstanceTypes/1', value: 'g4ad' }],
    },
    {
      name: 'attributes',
      template: groupOf([requirements('m5.metal', 'g4ad.*')], { ImageId: UEFI_IMAGE }),
      findings: [{ messageId: 'unsupportedRequirements', path: `${OVERRIDES_PATH}/0/InstanceRequirements`, value: 'g4ad.xlarge' }],
    },
  ],
});

test.each([
  ['uefi', 1],
  ['uefi-preferred', 0],
  ['legacy-bios', 0],
  [undefined, 0],
] as const)('a recorded image for %s on bare metal', (bootMode, found) => {
  const id = 'ami-0123456789abcdef0';
  const image = record({ nvme: { statement: 'checked by hand', date: '2026-01-02' }, ...(bootMode === undefined ? {} : { bootMode }) });
  const recorded = new Map([['eu-west-1', new Map([[id, image]])]]);
  const template = { Resources: { Web: web('m5.metal', id) } } as never;
  const { findings } = check([{ id: 'template', template }], { images: { recorded, today: '2026-01-02' } });
  expect(findings.filter(({ rule }) => rule === 'image-boot-mode')).toHaveLength(found);
});
