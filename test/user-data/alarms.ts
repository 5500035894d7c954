import { check } from '../../lib/check';

/** Returns the errors and warnings about the user data of an instance, by rule and message. */
export function alarmsOf(script: string): readonly string[] {
  const Web = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: { 'Fn::Base64': script } } };
  return check([{ id: 'template', template: { Resources: { Web } } }])
    .findings.filter(({ rule, severity }) => rule.startsWith('user-data') && severity !== 'info')
    .map(({ rule, messageId }) => `${rule}/${messageId}`);
}
