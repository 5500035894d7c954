import type { RuleCases } from '../rule-tester';
import { AL2023, AMI, booted, LATEST, PATH, recorded, resolve, verified } from './launches';

const AL2 = `${LATEST}/amzn2-ami-kernel-5.10-hvm-x86_64-gp2`;

/** Images that are not what they were. */
export const RETIRED_IMAGES: RuleCases = {
  valid: [],
  invalid: [
    {
      name: 'a deprecated image',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, deprecationTime: '2026-02-01' } }),
      findings: [
        {
          messageId: 'deprecated',
          path: PATH,
          severity: 'warning',
          message: `image '${AMI}' has been deprecated since 2026-02-01 (verified on`,
          fix: 'The change replaces the instance',
        },
      ],
    },
    {
      name: 'an image that is gone',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, vanished: '2026-03-01' } }),
      findings: [
        {
          messageId: 'vanished',
          path: PATH,
          severity: 'warning',
          message: `image '${AMI}' has been missing from EC2 since 2026-03-01 (verified on`,
        },
      ],
    },
    {
      name: 'a disabled image',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, state: 'disabled' } }),
      findings: [{ messageId: 'unavailable', path: PATH, severity: 'warning' }],
    },
    {
      name: 'an image that is no longer maintained',
      resource: booted(resolve(AL2)),
      findings: [{ messageId: 'endOfLife', path: PATH, severity: 'info', message: `use '{{resolve:ssm:${AL2023}}}'` }],
    },
    {
      name: "an image for a service's nodes that is no longer maintained",
      resource: booted(resolve('/aws/service/eks/optimized-ami/1.31/amazon-linux-2/recommended/image_id')),
      findings: [
        {
          messageId: 'endOfLife',
          path: PATH,
          severity: 'info',
          message: "use '{{resolve:ssm:/aws/service/eks/optimized-ami/1.31/amazon-linux-2023/x86_64/standard/recommended/image_id}}'",
          fix: 'The change replaces the instance',
        },
      ],
    },
  ],
};
