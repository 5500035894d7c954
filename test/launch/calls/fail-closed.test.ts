import fc from 'fast-check';
import type { Json } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';
import { CARRIERS } from '../../../lib/launch/calls/carriers';
import { textOf } from './carrier-cases';

/** Words of requests, definitions and documents, so that random values often reach deep into a reader. */
const words = fc.constantFrom(
  ...['Create', 'service', 'action', 'parameters', 'States', 'Type', 'Resource', 'Parameters', 'Arguments', 'mainSteps', 'inputs'],
  ...['InstanceType', 'ImageId', 'UserData', 'LaunchTemplate', 'TemplateBody', 'requirements', 'apiVersion', 'kind', 'spec', 'Ref'],
  ...['Fn::If', 'Fn::Join', 'Fn::Sub', 'Fn::Transform', 'Fn::RunTime', '__proto__', 'DefinitionSubstitutions', 'schemaVersion'],
);
const texts = fc.constantFrom(
  'ec2',
  'RunInstances',
  'Task',
  'aws:runInstances',
  'arn:aws:states:::aws-sdk:ec2:runInstances',
  '{',
  '[]',
  '\uFFFC0\uFFFC',
);
const value: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(texts, fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(words, tie('node'), { maxKeys: 4 }),
  ),
})).node;
const properties = [
  ...['Create', 'DefinitionString', 'Definition', 'DefinitionSubstitutions', 'Content', 'TemplateBody', 'Parameters', 'Target'],
  ...['Targets', 'TargetParameters', 'Manifest', 'Values', 'Code', 'InlineCode', 'Stages', 'Source', 'Integration', 'Chart'],
];

test.each([...CARRIERS.keys(), 'Custom::AWS', 'Acme::Compute::Server'])('%s with any content is checked, and never throws', (Type) => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...properties), fc.tuple(value, fc.boolean()), { maxKeys: 4 }), (content) => {
      const Properties = Object.fromEntries(Object.entries(content).map(([key, [node, isText]]) => [key, isText ? textOf(node) : node]));
      const template = JSON.parse(JSON.stringify({ Resources: { R: { Type, DocumentType: 'Automation', Properties } } })) as Json;
      expect(() => check([{ id: 't', template }])).not.toThrow();
    }),
    { numRuns: 60 },
  );
});

test('the function by which this library writes values of a run is unknown in a template', () => {
  const values = { 'Fn::RunTime': { values: ['m7i.large'], reason: null } };
  const template = { Resources: { R: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: values } } } };
  const { findings } = check([{ id: 't', template }]);
  expect(findings.map(({ rule, messageId }) => `${rule}/${messageId}`)).toContain('instance-type-resolvable/unresolved');
});

describe('a definition of thousands of tasks', () => {
  const machine = (tasks: number): Json => {
    const state = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:ec2:runInstances', Parameters: { InstanceType: { Ref: 'Type' } } };
    const States = Object.fromEntries(Array.from({ length: tasks }, (_, index) => [`S${String(index)}`, state]));
    return {
      Parameters: { Type: { Type: 'String', AllowedValues: ['t2.micro', 't3.micro'] } },
      Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: textOf({ States }) } } },
    };
  };

  test('has a finding for each', () => {
    const { findings, launches } = check([{ id: 't', template: machine(2000) }]);
    expect(launches).toBe(2000);
    expect(findings.filter(({ messageId }) => messageId === 'xen')).toHaveLength(2000);
  });
});
