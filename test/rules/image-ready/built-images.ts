import type { RuleCases } from '../rule-tester';
import { AL2023, booted, built, BUILT_IMAGE, PATH, PV, recipe, resolve, template } from './launches';

const PUBLIC_ARN = 'imagebuilder:${AWS::Region}:aws:image/amazon-linux-2023-x86/x.x.x';

const BUILDER_ARN = 'arn:${AWS::Partition}:imagebuilder:${AWS::Region}:aws:image/';

/** Images that Image Builder makes or has. */
export const BUILT_IMAGES: RuleCases = {
  valid: [
    { name: 'a public image of Image Builder, wherever it is deployed', resource: recipe({ 'Fn::Sub': `arn:aws:${PUBLIC_ARN}` }) },
    {
      name: 'a public image of Image Builder, in whatever partition',
      resource: recipe({ 'Fn::Sub': `arn:\${AWS::Partition}:${PUBLIC_ARN}` }),
    },
    {
      name: 'a recipe for what another recipe builds',
      template: {
        Resources: { Next: recipe({ Ref: 'Image' }), Last: recipe({ 'Fn::GetAtt': ['Image', 'Arn'] }), ...built(`ssm:${AL2023}`) },
      },
    },
    { name: 'an image that is built of a ready one', template: template(BUILT_IMAGE, { Resources: built(`ssm:${AL2023}`) }) },
    {
      name: 'an image of Image Builder in whatever partition and Region it is deployed to',
      template: template(BUILT_IMAGE, { Resources: built({ 'Fn::Sub': `${BUILDER_ARN}amazon-linux-2023-x86/x.x.x` }) }),
    },
  ],
  invalid: [
    {
      name: 'an image of Image Builder where an id is wanted',
      resource: booted({ 'Fn::Sub': `arn:aws:${PUBLIC_ARN}` }),
      findings: [{ messageId: 'notAnId', path: PATH, value: 'arn:aws:imagebuilder:*:aws:image/amazon-linux-2023-x86/x.x.x' }],
    },
    {
      name: "an image of Image Builder in the account's own",
      resource: recipe({ 'Fn::Sub': 'arn:aws:imagebuilder:${AWS::Region}:${AWS::AccountId}:image/mine/x.x.x' }),
      findings: [{ messageId: 'unresolved', path: 'Properties/ParentImage' }],
    },
    {
      name: 'an image of Image Builder in a named account',
      resource: recipe('arn:aws:imagebuilder:eu-west-1:123456789012:image/mine/x.x.x'),
      findings: [{ messageId: 'unproven', path: 'Properties/ParentImage', fix: "under 'imageStatements' in nitro.json" }],
    },
    {
      name: 'an old recipe for what another recipe builds',
      template: { Resources: { Next: recipe({ Ref: 'Image' }), ...built(resolve(PV)) } },
      findings: [
        { messageId: 'paravirtual', logicalId: 'Next', path: 'Properties/ParentImage' },
        { messageId: 'paravirtual', logicalId: 'Recipe', path: 'Properties/ParentImage' },
      ],
    },
    {
      name: 'an image that is built of an old one',
      template: template(BUILT_IMAGE, { Resources: built(resolve(PV)) }),
      findings: [
        { messageId: 'paravirtual', logicalId: 'Web', path: PATH },
        { messageId: 'paravirtual', logicalId: 'Recipe', path: 'Properties/ParentImage' },
      ],
    },
    {
      name: 'a recipe whose parent is what it builds',
      template: template(BUILT_IMAGE, { Resources: built(BUILT_IMAGE) }),
      findings: [
        { messageId: 'unresolved', logicalId: 'Web', path: PATH },
        { messageId: 'unresolved', logicalId: 'Recipe', path: 'Properties/ParentImage' },
      ],
    },
    {
      name: 'an old image of Image Builder in whatever Region it is deployed to',
      template: template(BUILT_IMAGE, { Resources: built({ 'Fn::Sub': `${BUILDER_ARN}ubuntu-server-14-lts-x86/x.x.x` }) }),
      findings: [
        { messageId: 'tooOld', path: PATH },
        {
          messageId: 'tooOld',
          logicalId: 'Recipe',
          path: 'Properties/ParentImage',
          value: 'arn:*:imagebuilder:*:aws:image/ubuntu-server-14-lts-x86/x.x.x',
        },
      ],
    },
    {
      name: 'an image of Image Builder of which more than the Region is open',
      template: template(BUILT_IMAGE, {
        Parameters: { Name: { Type: 'String' } },
        Resources: built({ 'Fn::Sub': `${BUILDER_ARN}\${Name}/x.x.x` }),
      }),
      findings: [
        { messageId: 'unresolved', path: PATH },
        { messageId: 'unresolved', logicalId: 'Recipe', path: 'Properties/ParentImage' },
      ],
    },
  ],
};
