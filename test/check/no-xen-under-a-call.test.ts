import fc from 'fast-check';
import { Catalog } from '../../lib/catalog/catalog';
import { check } from '../../lib/check';
import type { Finding } from '../../lib/finding';
import type { Json } from '../../lib/base/json/json';
import { type Expression, PLAIN, writing, written } from './wrappers';

const XEN_TYPES = Catalog.bundled()
  .xenTypes()
  .map(({ name }) => name);

/** What carries a call, given the text of a request with a function in place of the type. */
const CARRIERS: Readonly<Record<string, (request: Json, text: (document: Json) => Json) => Json>> = {
  AwsCustomResource: (parameters, text) => ({
    Type: 'Custom::AWS',
    Properties: { ServiceToken: 'arn', Create: text({ service: 'EC2', action: 'runInstances', parameters }) },
  }),
  'a state machine': (Parameters, text) => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      RoleArn: 'arn',
      DefinitionString: text({
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            ItemProcessor: { States: { Run: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:ec2:runInstances', Parameters } } },
          },
        },
      }),
    },
  }),
  'an automation document': (inputs) => ({
    Type: 'AWS::SSM::Document',
    Properties: {
      DocumentType: 'Automation',
      Content: { schemaVersion: '0.3', mainSteps: [{ name: 'run', action: 'aws:runInstances', inputs }] },
    },
  }),
  'a schedule': (request, text) => ({
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'rate(1 day)',
      Target: { Arn: 'arn:aws:scheduler:::aws-sdk:ec2:runInstances', RoleArn: 'arn', Input: text(request) },
    },
  }),
};

const MARK = '@type@';

/** Writes a document as text, with the function between its literals as the CDK does. */
function textWith(node: Json): (document: Json) => Json {
  return (document) => {
    const [before = '', after = ''] = JSON.stringify(document).split(MARK);
    return { 'Fn::Join': ['', [before, node, after]] };
  };
}

function findingsIn(carrier: string, { node, sections }: Expression): readonly Finding[] {
  const carry = CARRIERS[carrier];
  if (carry === undefined) throw new Error(`no carrier is called ${carrier}`);
  const isText = carrier !== 'an automation document';
  const request = { ImageId: 'resolve:ssm:/x', InstanceType: isText ? MARK : (node as Json) };
  const template = { ...sections, Resources: { Call: carry(request, textWith(node as Json)) } } as Json;
  return check([{ id: 't', template }]).findings.filter(({ rule }) => rule.startsWith('instance-type'));
}

describe.each(Object.keys(CARRIERS))('under %s', (carrier) => {
  test('Nitro is fine', () => {
    expect(findingsIn(carrier, written(PLAIN, 'm5.large', 'm5.large'))).toEqual([]);
  });

  test('Xen never passes, however it is written down', () => {
    fc.assert(
      fc.property(fc.constantFrom(...XEN_TYPES), writing, (type, how) => {
        const found = findingsIn(carrier, written(how, type, 'm5.large')).filter(({ severity }) => severity !== 'info');
        expect(found.map(({ rule, messageId }) => `${rule}/${messageId}`)).toContain('instance-type/xen');
      }),
      { numRuns: 60 },
    );
  });
});
