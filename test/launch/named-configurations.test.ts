import { check } from '../../lib/check';
import type { Json } from '../../lib/base/json/json';

/** Checks a resource that launches nothing and has a configuration of cfn-init, beside an instance with a command. */
function reported(logicalId: string, command: Json): readonly string[] {
  const Metadata = { 'AWS::CloudFormation::Init': { setup: { commands: { a: { command: 'xenstore-ls' } } } } };
  const Resources: Record<string, Json> = {
    [logicalId]: { Type: 'AWS::CloudFormation::WaitConditionHandle', Metadata },
    Server: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: { 'Fn::Base64': command } } },
  };
  const { findings } = check([{ id: 't', template: { Resources } }]);
  return findings.filter(({ rule }) => rule === 'user-data-xen').map(({ logicalId: at = '' }) => at);
}

const COMMAND = '#!/bin/bash\ncfn-init --stack x';

describe('a configuration of cfn-init elsewhere', () => {
  test.each<[string, Json]>([
    ['by its name', `${COMMAND} -r Config`],
    ['by the long option', `${COMMAND} --resource=Config --region x`],
    ['before a sign', `${COMMAND} -r Config;date`],
    ['second of two', `${COMMAND} -r Other\n${COMMAND} -r Config`],
    ['by a variable', `${COMMAND} -r $NAME`],
    ['by a reference', { 'Fn::Join': ['', [`${COMMAND} -r `, { Ref: 'AWS::StackName' }]] }],
    ['by a placeholder', { 'Fn::Sub': `${COMMAND} -r \${AWS::StackName}` }],
  ])('is read where it is named %s', (_name, command) => {
    expect(reported('Config', command)).toEqual(['Config']);
  });

  test.each<[string, string]>([
    ['another name', `${COMMAND} -r Other`],
    ['a longer name', `${COMMAND} -r Configuration`],
    ['another command', '#!/bin/bash\ngrep -r Config /etc'],
  ])('is not read for %s', (_name, command) => {
    expect(reported('Config', command)).toEqual([]);
  });

  test.each(['A(', '[', '__proto__', 'a\\', '$&'])('of a logical id that no resource can have (%s) is not named', (logicalId) => {
    expect(reported(logicalId, `${COMMAND} -r ${logicalId}x`)).toEqual([]);
  });
});
