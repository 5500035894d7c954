import { record } from '../../images/records';
import { READY_IMAGE } from '../templates';
import type { RuleCases } from '../rule-tester';
import { AMI, booted, LATEST, OTHER_AMI, PATH, PV, recorded, resolve, storedParameter, template, verified } from './launches';

/** Images by id, with what EC2 says of them. */
export const RECORDED_IMAGES: RuleCases = {
  valid: [
    { name: 'a recorded image with a voucher', resource: booted(AMI), images: recorded({ [AMI]: verified }) },
    {
      name: 'recorded images by Region',
      template: template(
        { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Images: { 'eu-west-1': { web: AMI }, 'eu-west-2': { web: OTHER_AMI } } } },
      ),
      images: recorded({ [AMI]: verified }, { 'eu-west-2': { [OTHER_AMI]: verified } }),
    },
    {
      name: 'both branches of a condition',
      template: template(
        { 'Fn::If': ['Own', AMI, READY_IMAGE] },
        { Parameters: { Kind: { Type: 'String' } }, Conditions: { Own: { 'Fn::Equals': [{ Ref: 'Kind' }, 'own'] } } },
      ),
      images: recorded({ [AMI]: verified }),
    },
  ],
  invalid: [
    {
      name: 'a paravirtual image',
      resource: booted(resolve(PV)),
      findings: [
        {
          messageId: 'paravirtual',
          path: PATH,
          value: PV,
          severity: 'error',
          message: `use '{{resolve:ssm:${LATEST}/`,
          fix: 'The change replaces the instance',
        },
      ],
    },
    {
      name: 'a paravirtual image by way of a template parameter',
      template: template({ Ref: 'Image' }, storedParameter(PV)),
      findings: [{ messageId: 'paravirtual', path: PATH, logicalId: 'Web', origin: 'parameter Image' }],
    },
    {
      name: 'an image with an instance store root',
      resource: booted(resolve(`${LATEST}/amzn-ami-hvm-x86_64-s3`)),
      findings: [{ messageId: 'instanceStore', path: PATH }],
    },
    {
      name: 'a recorded image without ENA',
      resource: booted(AMI),
      images: recorded({ [AMI]: { ...verified, enaSupport: false } }),
      findings: [{ messageId: 'enaDisabled', path: PATH, value: AMI, message: 'EC2 rejects its launch on Nitro' }],
    },
    {
      name: 'an image that is not recorded',
      resource: booted(AMI),
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          value: AMI,
          message: 'record it, or use a public image',
          fix: `run 'cdk-nitro images record ${AMI} --region REGION'; an example of a public image is '{{resolve:ssm:`,
        },
      ],
    },
    {
      name: 'an image that is not recorded, for arm64',
      resource: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7g.large', ImageId: AMI } },
      findings: [{ messageId: 'unproven', path: PATH, fix: `is '${resolve(`${LATEST}/al2023-ami-kernel-default-arm64`)}'` }],
    },
    {
      name: 'an image that only declares ENA',
      resource: booted(AMI),
      images: recorded({ [AMI]: record() }),
      findings: [{ messageId: 'unproven', path: PATH, fix: '--nvme-verified-by' }],
    },
    {
      name: 'the images of a mapping that are not recorded, as one',
      template: template(
        { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Images: { 'eu-west-1': { web: AMI }, 'eu-west-2': { web: OTHER_AMI } } } },
      ),
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          values: [AMI, OTHER_AMI],
          origin: 'mapping Images/eu-west-1/web',
          fix: "'cdk-nitro images record --from-app FOLDER' records all 2 images, each in its Region. The change replaces",
        },
      ],
    },
    {
      name: 'an image that is recorded for another Region',
      template: template(
        { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'web'] },
        { Mappings: { Images: { 'eu-west-2': { web: AMI } } } },
      ),
      images: recorded({ [AMI]: verified }),
      findings: [
        {
          messageId: 'unproven',
          path: PATH,
          message: 'not among the recorded images of eu-west-2 but among those of eu-west-1 (an id is valid in one Region)',
        },
      ],
    },
  ],
};
