import type { Json } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';
import { stateRequest } from '../../../lib/launch/calls/run-values';

const IMAGE = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';

function reported(request: Json): readonly string[] {
  const state = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:ec2:runInstances', Parameters: request, End: true };
  const DefinitionString = JSON.stringify({ StartAt: 'Run', States: { Run: state } });
  const Machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn:x', DefinitionString } };
  const { findings } = check([{ id: 't', template: { Resources: { Machine } } }]);
  return findings.map(({ severity, rule, messageId }) => `${severity} ${rule}/${messageId}`);
}

const XEN = ['error instance-type/xen'];
const OPEN = ['warning instance-type-resolvable/callUnresolved'];

test.each<readonly [string, readonly string[]]>([
  ["States.Format('t2.micro')", XEN],
  ["States.Format('{}.{}', 't2', 'micro')", XEN],
  ["States.Format('{}.{}', States.Format('{}{}', 'm', 4), 'large')", XEN],
  ["States.ArrayGetItem(States.Array('m7i.large', 't2.micro'), 1)", XEN],
  ["States.ArrayGetItem(States.StringSplit('m7i.large,t2.micro', ','), 1)", XEN],
  ["States.Base64Decode('dDIubWljcm8=')", XEN],
  ['States.StringToJson(\'"t2.micro"\')', XEN],
  ["States.Format('{}.{}', 'm7i', 'large')", []],
  ["States.Format('{}.{}', 't2', $.size)", OPEN],
  ["States.Format('{}.{}', 't2')", OPEN],
  ["States.ArrayGetItem(States.Array('m7i.large'), $.index)", OPEN],
  ["States.StringToJson('{')", OPEN],
  ["States.ArrayGetItem(States.Array('m7i.large'), 01)", OPEN],
  ['States.UUID()', OPEN],
  ['$.type', OPEN],
])('%s in a path', (expression, expected) => {
  expect(reported({ 'InstanceType.$': expression, ImageId: IMAGE })).toEqual(expected);
});

test.each<readonly [string, readonly string[]]>([
  ["'t2.micro'", XEN],
  ["'t2' & '.micro'", XEN],
  ['"t2" & (\'.\' & "micro")', XEN],
  ["$join(['t2', 'micro'], '.')", XEN],
  ["$lowercase('T2.MICRO')", XEN],
  ["$trim(' t2.micro ')", XEN],
  ["'t\\u0032.micro'", XEN],
  ["'m7i' & '.large'", []],
  ["'t2.' & $size", OPEN],
  ["$large ? 't2.large' : 't2.micro'", OPEN],
  ["$large ? 'm7i' & '.large' : 't2' & '.micro'", OPEN],
  ["['m7i.large', 't2.micro'][1]", OPEN],
  ["'m7i.large' = 'm7i.large'", OPEN],
  ["'m7i.large", OPEN],
])('%s in JSONata', (expression, expected) => {
  expect(reported({ InstanceType: `{% ${expression} %}`, ImageId: IMAGE })).toEqual(expected);
});

test('JSON in a text becomes the value that it writes', () => {
  expect(stateRequest({ 'A.$': 'States.StringToJson(\'{"b": ["c"]}\')', D: "{% $parse('[1]') %}" })).toEqual({ A: { b: ['c'] }, D: [1] });
});

test('quotes, brackets and separators within texts are kept', () => {
  const request = { 'A.$': "States.Format('a, \\'b\\' \\{\\} ({}', ')')", B: "{% 'x & (y' & \"'z\" %}" };
  expect(stateRequest(request)).toEqual({ A: "a, 'b' {} ()", B: "x & (y'z" });
});

test('functions that are nested too deeply are known only in a run', () => {
  const deep = (levels: number): string => `${"States.Format('{}', ".repeat(levels)}'m7i.large'${')'.repeat(levels)}`;
  expect(reported({ 'InstanceType.$': deep(5), ImageId: IMAGE })).toEqual([]);
  expect(reported({ 'InstanceType.$': deep(5000), ImageId: IMAGE })).toEqual(OPEN);
});
