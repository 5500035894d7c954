import { READY_IMAGE } from '../templates';
import type { RuleCases } from '../rule-tester';
import { AL2023, booted, LATEST, PATH, PV, resolve, storedParameter, template } from './launches';

/** Images that AWS and publishers name by parameters, and releases of them. */
export const PUBLIC_IMAGES: RuleCases = {
  valid: [
    { name: 'a public parameter', resource: booted(READY_IMAGE) },
    { name: 'a public parameter with a version', resource: booted(resolve(`${AL2023}:3`)) },
    { name: 'a public parameter that EC2 resolves', resource: booted(`resolve:ssm:${AL2023}`) },
    { name: 'a template parameter that is kept in Systems Manager', template: template({ Ref: 'Image' }, storedParameter(AL2023)) },
    {
      name: 'every public parameter that may be chosen',
      template: template(
        { Ref: 'Image' },
        storedParameter(AL2023, {
          AllowedValues: [AL2023, '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id'],
        }),
      ),
    },
    {
      name: 'a path made of a parameter',
      template: template(
        { 'Fn::Sub': `{{resolve:ssm:${LATEST}/al2023-ami-kernel-default-\${Architecture}}}` },
        { Parameters: { Architecture: { Type: 'String', Default: 'x86_64', AllowedValues: ['x86_64'] } } },
      ),
    },
    {
      name: 'the name of a parameter of Systems Manager',
      template: template(
        { 'Fn::Sub': '{{resolve:ssm:${Name}}}' },
        { Parameters: { Name: { Type: 'AWS::SSM::Parameter::Name', Default: AL2023, AllowedValues: [AL2023] } } },
      ),
    },
    {
      name: 'a public parameter by its ARN in whatever partition and Region it is deployed to',
      resource: booted({ 'Fn::Sub': resolve(`arn:\${AWS::Partition}:ssm:\${AWS::Region}::parameter${AL2023}`) }),
    },
    { name: 'a public parameter by its ARN', resource: booted(resolve(`arn:aws:ssm:eu-west-1::parameter${AL2023}`)) },
  ],
  invalid: [
    {
      name: 'one of the public parameters that may be chosen',
      template: template({ Ref: 'Image' }, storedParameter(AL2023, { AllowedValues: [AL2023, PV] })),
      findings: [{ messageId: 'paravirtual', path: PATH, values: [PV] }],
    },
    {
      name: 'an old release',
      resource: booted(resolve('/aws/service/ami-windows-latest/Windows_Server-2012-R2_RTM-English-64Bit-Base')),
      findings: [{ messageId: 'tooOld', path: PATH }],
    },
    {
      name: 'a private parameter',
      resource: booted(resolve('/golden/web')),
      findings: [{ messageId: 'unproven', path: PATH, value: '/golden/web', fix: "under 'imageStatements' in nitro.json" }],
    },
    {
      name: 'a private parameter without a path',
      resource: booted(resolve('golden')),
      findings: [{ messageId: 'unproven', path: PATH, value: 'golden', fix: "under 'imageStatements' in nitro.json" }],
    },
  ],
};
