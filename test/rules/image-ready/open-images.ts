import type { RuleCases } from '../rule-tester';
import { AL2023, AMI, batch, booted, LATEST, PATH, recorded, resolve, storedParameter, template, verified } from './launches';

/** Images that the deployment decides. */
export const OPEN_IMAGES: RuleCases = {
  valid: [],
  invalid: [
    {
      name: 'a parameter that holds JSON',
      resource: booted(resolve('/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended')),
      findings: [
        {
          messageId: 'notAnId',
          path: PATH,
          message: "use '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}'",
        },
      ],
    },
    {
      name: 'a path that nothing resolves',
      resource: booted(AL2023),
      findings: [{ messageId: 'notAnId', path: PATH, value: AL2023, message: `which nothing resolves here: use '${resolve(AL2023)}'` }],
    },
    {
      name: 'an object in place of an image',
      resource: booted({ Id: 'ami-0' }),
      findings: [{ messageId: 'notAnId', path: PATH }],
    },
    {
      name: 'an image for arm64 that cannot be decided',
      resource: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7g.large', ImageId: { 'Fn::ImportValue': 'image' } } },
      findings: [{ messageId: 'unresolved', path: PATH, fix: `is '${resolve(`${LATEST}/al2023-ami-kernel-default-arm64`)}'` }],
    },
    {
      name: 'a parameter without a default',
      template: template({ Ref: 'Image' }, { Parameters: { Image: { Type: 'AWS::EC2::Image::Id' } } }),
      findings: [{ messageId: 'unresolved', path: PATH, severity: 'error', message: "parameter 'Image' has no default" }],
    },
    {
      name: 'a parameter of Systems Manager that is chosen at deployment',
      template: template({ Ref: 'Image' }, storedParameter(undefined)),
      findings: [{ messageId: 'unresolved', path: PATH, message: "parameter 'Image' is stored in Systems Manager" }],
    },
    {
      name: 'an image that a custom resource finds',
      template: template({ 'Fn::GetAtt': ['Finder', 'Id'] }, { Resources: { Finder: { Type: 'Custom::Finder' } } }),
      findings: [{ messageId: 'unresolved', path: PATH, message: "'Finder.Id' is known only at deployment" }],
    },
    {
      name: 'a secure parameter, whatever its name',
      resource: booted(`{{resolve:ssm-secure:${AL2023}}}`),
      findings: [{ messageId: 'unresolved', path: PATH }],
    },
    {
      name: 'a secret, whatever its name',
      resource: booted(`{{resolve:secretsmanager:${AL2023}}}`),
      findings: [{ messageId: 'unresolved', path: PATH }],
    },
    {
      name: 'a text around a parameter',
      template: template({ 'Fn::Sub': 'ami-${Image}' }, storedParameter(AL2023)),
      findings: [{ messageId: 'unresolved', path: PATH }],
    },
    {
      name: 'a parameter with a ready default that admits anything',
      template: template({ Ref: 'Image' }, { Parameters: { Image: { Type: 'AWS::EC2::Image::Id', Default: AMI } } }),
      images: recorded({ [AMI]: verified }),
      findings: [{ messageId: 'freeParameter', path: PATH, severity: 'warning', value: AMI }],
    },
    {
      name: 'a parameter with a default that is not ready, once',
      template: template({ Ref: 'Image' }, { Parameters: { Image: { Type: 'AWS::EC2::Image::Id', Default: AMI } } }),
      findings: [{ messageId: 'unproven', path: PATH, value: AMI, origin: 'parameter Image (Default)' }],
    },
    {
      name: 'a parameter for an image of ones own in place of that of the service',
      template: {
        Parameters: { Image: { Type: 'String', Default: '' } },
        Conditions: { IsGiven: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Image' }, ''] }] } },
        Resources: { Batch: batch({ ImageId: { 'Fn::If': ['IsGiven', { Ref: 'Image' }, { Ref: 'AWS::NoValue' }] } }) },
      },
      findings: [
        {
          messageId: 'freeParameter',
          path: 'Properties/ComputeResources/ImageId',
          severity: 'warning',
          message: "parameter 'Image' admits any value at deployment; by default no image is set here",
        },
      ],
    },
    {
      name: 'a parameter whose default the condition of the resource rules out',
      template: {
        Parameters: { Image: { Type: 'String', Default: '' } },
        Conditions: { IsGiven: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Image' }, ''] }] } },
        Resources: { Web: { ...booted({ Ref: 'Image' }), Condition: 'IsGiven' } },
      },
      findings: [{ messageId: 'unresolved', path: PATH, severity: 'error', message: "parameter 'Image' admits any value" }],
    },
    {
      name: 'a parameter that admits anything, and the placeholder of a lookup by default',
      template: template({ Ref: 'Image' }, { Parameters: { Image: { Type: 'AWS::EC2::Image::Id', Default: 'ami-1234' } } }),
      findings: [
        { messageId: 'notLookedUp', path: PATH, severity: 'info' },
        { messageId: 'unresolved', path: PATH, severity: 'error' },
      ],
    },
    {
      name: 'the placeholder of a lookup',
      resource: booted('ami-1234'),
      findings: [{ messageId: 'notLookedUp', path: PATH, severity: 'info' }],
    },
  ],
};
