import type { TemplateObject } from '../door';
import type { RuleCases } from '../rule-tester';
import { AMI, debian, PATH, PROBE, proven, recorded, resolve } from './launches';

const DEBIAN_10 = resolve('/aws/service/debian/release/10/latest/amd64');

function launched(InstanceType: unknown, ImageId: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType, ImageId } };
}

/** Images whose ENA drivers are too old for a generation. */
export const ENA_DRIVERS: RuleCases = {
  valid: [
    {
      name: 'a recent ENA driver on Nitro v6',
      resource: launched('m8i.large', AMI),
      images: recorded({ [AMI]: proven({ enaVersion: '2.2.9g' }) }),
    },
    { name: 'an ENA driver without a version on Nitro v6', resource: launched('m8i.large', AMI), images: recorded({ [AMI]: proven() }) },
  ],
  invalid: [
    {
      name: 'an old ENA driver on an older generation',
      resource: launched('m7i.large', DEBIAN_10),
      findings: [{ messageId: 'endOfLife', path: PATH }],
    },
    {
      name: 'an old publisher, and a probe that found a recent driver',
      resource: launched('m8i.large', AMI),
      images: recorded({ [AMI]: { ...debian(10), probe: { ...PROBE, enaVersion: '2.10.0' } } }),
      findings: [{ messageId: 'endOfLife', path: PATH }],
    },
    {
      name: 'Ubuntu 18.04 of a later day on Nitro v6',
      resource: launched('m8i.large', resolve('/aws/service/canonical/ubuntu/server/18.04/stable/20230420/amd64/hvm/ebs-gp2/ami-id')),
      findings: [{ messageId: 'endOfLife', path: PATH }],
    },
    {
      name: 'Debian 10 with a backported kernel on Nitro v6',
      resource: launched('m8i.large', resolve('/aws/service/debian/release/10-backports/latest/amd64')),
      findings: [{ messageId: 'endOfLife', path: PATH }],
    },
    {
      name: 'a probed driver that is too old for Nitro v5',
      resource: launched('m8g.large', AMI),
      images: recorded({ [AMI]: { ...proven({ enaVersion: '2.1.0K' }), architecture: 'arm64' } }),
      findings: [
        {
          messageId: 'enaTooOld',
          path: PATH,
          value: AMI,
          severity: 'error',
          message: `image '${AMI}' has ENA 2.1.0K, but 'm8g.large' needs ENA 2.2.9 or later: use 'm7g.large', or an image with ENA 2.2.9 or later`,
          fix: 'an example of a public image is',
        },
      ],
    },
    {
      name: 'a publisher whose kernels are too old for Nitro v6',
      resource: launched('m8i.large', AMI),
      images: recorded({ [AMI]: debian(10) }),
      findings: [
        { messageId: 'endOfLife', path: PATH },
        { messageId: 'enaTooOld', path: PATH, message: "has an ENA driver older than 2.2.9 (Debian 10), but 'm8i.large' needs" },
      ],
    },
    {
      name: 'a public parameter whose kernels are too old, among overrides of several types',
      template: {
        Resources: {
          Group: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: {
              MinSize: '1',
              MaxSize: '1',
              MixedInstancesPolicy: {
                LaunchTemplate: {
                  LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
                  Overrides: [{ InstanceType: 'm7i.large' }, { InstanceType: 'm8i.large' }, { InstanceType: 't8i.large' }],
                },
              },
            },
          },
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: DEBIAN_10 } } },
        },
      },
      findings: [
        {
          messageId: 'enaTooOld',
          logicalId: 'Group',
          path: 'Properties/MixedInstancesPolicy/LaunchTemplate/LaunchTemplateSpecification',
          message: "'m8i.large', 't8i.large' need ENA 2.2.9 or later",
        },
        { messageId: 'endOfLife', logicalId: 'Template', path: 'Properties/LaunchTemplateData/ImageId' },
      ],
    },
    {
      name: 'attributes that types of Nitro v6 have among others',
      template: {
        Resources: {
          Fleet: {
            Type: 'AWS::EC2::EC2Fleet',
            Properties: {
              LaunchTemplateConfigs: [
                {
                  LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
                  Overrides: [
                    {
                      InstanceRequirements: {
                        VCpuCount: { Min: 2 },
                        MemoryMiB: { Min: 4096 },
                        AllowedInstanceTypes: ['m7i.large', 'm8i.large'],
                      },
                    },
                  ],
                },
              ],
              TargetCapacitySpecification: { TotalTargetCapacity: 1 },
            },
          },
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: AMI } } },
        },
      },
      images: recorded({ [AMI]: proven({ enaVersion: '2.0.3' }) }),
      findings: [
        {
          messageId: 'enaTooOld',
          logicalId: 'Fleet',
          path: 'Properties/LaunchTemplateConfigs/0/LaunchTemplateSpecification',
          message: "'m8i.large' needs",
        },
      ],
    },
  ],
};
