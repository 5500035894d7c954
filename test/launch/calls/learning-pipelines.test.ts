import type { Json } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';

function severities(PipelineDefinition: Json): readonly string[] {
  const template = { Resources: { Pipeline: { Type: 'AWS::SageMaker::Pipeline', Properties: { RoleArn: 'arn:x', PipelineDefinition } } } };
  const { findings } = check([{ id: 't', template }], { severities: new Map([['managed-instance-class', 'error']] as const) });
  return findings.map(({ severity, rule, messageId }) => `${severity} ${rule}/${messageId}`);
}

function pipeline(Steps: Json, Parameters: Json = []): Json {
  return { PipelineDefinitionBody: JSON.stringify({ Version: '2020-12-01', Parameters, Steps }) };
}

const training = (InstanceType: Json): Json => [{ Name: 't', Type: 'Training', Arguments: { ResourceConfig: { InstanceType } } }];
const emr = (MasterInstanceType: Json): Json => [
  { Name: 'e', Type: 'EMR', Arguments: { ClusterConfig: { Instances: { MasterInstanceType } } } },
];
const GET = { Get: 'Parameters.Type' };
const XEN_CLASS = ['error managed-instance-class/xen'];
const XEN = ['error instance-type/xen'];

test.each<readonly [string, Json, readonly string[]]>([
  ['a job', pipeline(training('ml.m4.xlarge')), XEN_CLASS],
  ['a job of Nitro', pipeline(training('ml.m5.xlarge')), []],
  [
    'a job within a condition',
    pipeline([{ Name: 'c', Type: 'Condition', Arguments: { Conditions: [], IfSteps: training('ml.m4.xlarge'), ElseSteps: [] } }]),
    XEN_CLASS,
  ],
  [
    'one of the values of a parameter',
    pipeline(training(GET), [{ Name: 'Type', EnumValues: ['ml.m5.xlarge', 'ml.m4.xlarge'] }]),
    XEN_CLASS,
  ],
  ['values of Nitro', pipeline(training(GET), [{ Name: 'Type', EnumValues: ['ml.m5.xlarge'] }]), []],
  ['a cluster', pipeline(emr('m4.large')), XEN],
  ['a cluster of Nitro', pipeline(emr('m5.xlarge')), []],
  [
    'a default',
    pipeline(emr(GET), [{ Name: 'Type', DefaultValue: 'm4.large' }]),
    [...XEN, 'warning instance-type-resolvable/callUnresolved'],
  ],
  [
    'a text that a run puts together',
    pipeline(emr({ 'Std:Join': { On: '.', Values: ['m4', 'large'] } })),
    ['warning instance-type-resolvable/callUnresolved'],
  ],
  ['what a function gets', pipeline([{ Name: 'l', Type: 'Lambda', Arguments: { worker: { InstanceType: 'm4.large' } } }]), XEN],
  ['a file', { PipelineDefinitionS3Location: { Bucket: 'b', Key: 'k' } }, ['warning instance-type-resolvable/callUnreadable']],
  ['no JSON', { PipelineDefinitionBody: '{' }, ['warning instance-type-resolvable/callUnreadable']],
])('%s', (_name, definition, expected) => {
  expect(severities(definition)).toEqual(expected);
});
