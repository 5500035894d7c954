import { record } from '../../images/records';
import { READY_IMAGE } from '../templates';
import type { RuleCases } from '../rule-tester';
import { AMI, booted, debian, nodegroup, OTHER_AMI, PATH, PROBE, proven, recorded, resolve, template, verified } from './launches';

const FAILED = { ...PROBE, verdict: 'not-ready', evidence: 'files', failed: ['nvme-driver', 'fstab'] } as const;

/** Images that a probe or a person vouches for. */
export const PROVEN_IMAGES: RuleCases = {
  valid: [
    { name: 'a proven image', resource: booted(AMI), images: recorded({ [AMI]: proven() }) },
    {
      name: 'an undecided probe beside a statement',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, probe: { ...PROBE, verdict: 'undecided' } } }),
    },
    {
      name: 'a proven image where the policy demands that',
      resource: booted(AMI),
      images: recorded({ [AMI]: proven() }),
      imageProof: 'probe',
    },
    {
      name: 'the image of a publisher where the policy demands a probe',
      resource: booted(AMI),
      images: recorded({ [AMI]: debian(12) }),
      imageProof: 'probe',
    },
    { name: 'a public parameter where the policy demands a probe', resource: booted(READY_IMAGE), imageProof: 'probe' },
    {
      name: "a service's own image where the policy demands a probe",
      resource: nodegroup({ AmiType: 'AL2023_x86_64_STANDARD' }),
      imageProof: 'probe',
    },
  ],
  invalid: [
    {
      name: 'a failed probe in spite of a statement',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, probe: FAILED } }),
      findings: [
        {
          messageId: 'failedProbe',
          path: PATH,
          value: AMI,
          severity: 'error',
          message: `image '${AMI}' is not ready, as the probe of its files on 2026-10-28 shows (failed checks: 'nvme-driver', 'fstab'): fix it, build it again`,
          fix: "'cdk-nitro images probe' and 'cdk-nitro images prove' do the latter; an example of a public image is",
        },
      ],
    },
    {
      name: 'a failed probe in spite of a publisher',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...debian(12), probe: { ...FAILED, failed: [] } } }),
      findings: [{ messageId: 'failedProbe', path: PATH }],
    },
    {
      name: 'a failed probe of an image by Region',
      template: template(
        { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Images: { 'eu-west-1': { web: AMI }, 'eu-west-2': { web: OTHER_AMI } } } },
      ),
      images: recorded({ [AMI]: proven() }, { 'eu-west-2': { [OTHER_AMI]: record({ probe: FAILED }) } }),
      findings: [{ messageId: 'failedProbe', path: PATH, values: [OTHER_AMI] }],
    },
    {
      name: 'an undecided probe alone',
      resource: booted(AMI),
      images: recorded({ [AMI]: proven({ verdict: 'undecided' }) }),
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          message: 'without proof of the NVMe driver, which the probe of a booted instance on 2026-10-28 could not decide',
        },
      ],
    },
    {
      name: 'a statement where the policy demands a probe',
      resource: booted(AMI),
      images: recorded({ [AMI]: verified }),
      imageProof: 'probe',
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          message: "prove it with 'cdk-nitro images probe' and 'cdk-nitro images prove', or use a public image",
          fix: `run the probe's script on the image, then 'cdk-nitro images prove ${AMI} --region REGION --from FILE'`,
        },
      ],
    },
    {
      name: 'an id that is not recorded where the policy demands a probe',
      resource: booted(AMI),
      imageProof: 'probe',
      findings: [{ messageId: 'unproven', path: PATH, message: "'imageProof'" }],
    },
    {
      name: 'a parameter of one’s own where the policy demands a probe',
      resource: booted(resolve('/acme/ami/web')),
      imageProof: 'probe',
      findings: [{ messageId: 'unproven', path: PATH, message: 'let synthesis look up the image id and prove that image' }],
    },
  ],
};
