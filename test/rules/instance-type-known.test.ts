import { instanceTypeKnown } from '../../lib/rules/instance-type-known';
import { testRule } from './rule-tester';
import { instance, instanceTemplate, parameter } from './templates';

const TYPE_PATH = 'Properties/InstanceType';

testRule(instanceTypeKnown, {
  valid: [
    { name: 'a type', resource: instance('m5.large') },
    { name: 'a family newer than the catalog', resource: instance('t8i.micro') },
    { name: 'bare metal newer than the catalog', resource: instance('m7i.metal-96xl') },
    { name: 'a retired type', resource: instance('dl1.24xlarge') },
    { name: 'a Xen type, which is a type', resource: instance('m4.large'), others: ['instance-type/xen'] },
    { name: 'what Batch understands besides types and families', resource: batch('default_arm64', 'optimal', 'c5', 'c5.large') },
    { name: 'a pattern', resource: pattern('c*.large', 'm5.*'), others: ['instance-type/xenPattern'] },
    {
      name: 'a value that is known only at deployment',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { Default: 'm5.large' })),
    },
  ],
  invalid: [
    {
      name: 'a misspelled size',
      resource: instance('m5.larg'),
      findings: [
        {
          messageId: 'unknown',
          path: TYPE_PATH,
          severity: 'error',
          value: 'm5.larg',
          message: "did you mean 'm5.large'",
          fix: 'The change stops and starts the instance',
        },
      ],
    },
    {
      name: 'a size the family does not have',
      resource: instance('m5.3xlarge'),
      findings: [{ messageId: 'unknown', path: TYPE_PATH, value: 'm5.3xlarge' }],
    },
    {
      name: 'a misspelled Xen type, suggesting a Nitro-based one',
      resource: instance('m4.larg'),
      findings: [{ messageId: 'unknown', path: TYPE_PATH, message: "did you mean 'm7i.large'" }],
    },
    { name: 'upper case', resource: instance('T3.Micro'), findings: [{ messageId: 'unknown', path: TYPE_PATH, message: "'t3.micro'" }] },
    { name: 'a blank before the type', resource: instance(' m4.large'), findings: [{ messageId: 'unknown', path: TYPE_PATH }] },
    { name: 'a family where a type belongs', resource: instance('m5'), findings: [{ messageId: 'unknown', path: TYPE_PATH, value: 'm5' }] },
    {
      name: 'a pattern where a type belongs',
      resource: instance('m4.*'),
      findings: [{ messageId: 'notAType', path: TYPE_PATH, value: 'm4.*' }],
    },
    {
      name: "a managed service's class",
      resource: instance('db.m5.large'),
      findings: [{ messageId: 'unknown', path: TYPE_PATH, message: "'m5.large'" }],
    },
    {
      name: "Batch's word outside Batch",
      resource: instance('optimal'),
      findings: [{ messageId: 'notAType', path: TYPE_PATH, value: 'optimal' }],
    },
    { name: 'an empty text', resource: instance(''), findings: [{ messageId: 'notAType', path: TYPE_PATH, value: '' }] },
    { name: 'a number', resource: instance(5), findings: [{ messageId: 'notAType', path: TYPE_PATH, value: '5' }] },
    { name: 'a flag', resource: instance(true), findings: [{ messageId: 'notAType', path: TYPE_PATH, value: 'true' }] },
    {
      name: 'the name of a prototype',
      resource: instance('__proto__'),
      findings: [{ messageId: 'notAType', path: TYPE_PATH, value: '__proto__' }],
    },
    {
      name: 'a sentinel that nothing turns into no value, once for all values',
      template: instanceTemplate({ Ref: 'Type' }, parameter('Type', { Default: 'none', AllowedValues: ['none', 'm5.large', 'other'] })),
      findings: [{ messageId: 'notAType', path: TYPE_PATH, value: 'none', values: ['none', 'other'], origin: 'parameter Type (Default)' }],
    },
    {
      name: 'an object',
      resource: instance({ Family: 'm5' }),
      findings: [{ messageId: 'notAText', path: TYPE_PATH, value: '{"Family":"m5"}' }],
    },
    {
      name: 'a family that is none',
      resource: { Type: 'AWS::EC2::Host', Properties: { InstanceFamily: 'm5.large' } },
      findings: [{ messageId: 'unknown', path: 'Properties/InstanceFamily', message: "did you mean 'm5'" }],
    },
    {
      name: 'only the offending entry of a list',
      resource: batch('c5', 'optimum'),
      findings: [{ messageId: 'notAType', path: 'Properties/ComputeResources/InstanceTypes/1', value: 'optimum' }],
    },
  ],
});

function batch(...types: readonly string[]): { Type: string; Properties: object } {
  return { Type: 'AWS::Batch::ComputeEnvironment', Properties: { ComputeResources: { Type: 'EC2', InstanceTypes: types } } };
}

function pattern(...types: readonly string[]): { Type: string; Properties: object } {
  return { Type: 'AWS::Lambda::CapacityProvider', Properties: { InstanceRequirements: { AllowedInstanceTypes: types } } };
}
