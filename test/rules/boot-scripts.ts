import type { TemplateObject } from './door';

/** The path of an instance's user data. */
export const USER_DATA = 'Properties/UserData';

/** An instance that is fine but for its user data. */
export function booting(userData: unknown): TemplateObject {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: userData } };
}

/** An instance with a shell script as user data, in the way the CDK writes it. */
export function bootingScript(...lines: readonly string[]): TemplateObject {
  return booting({ 'Fn::Base64': ['#!/bin/bash', ...lines].join('\n') });
}

/** An instance on which cfn-init works through one configuration. */
export function initialized(config: TemplateObject, ...lines: readonly string[]): TemplateObject {
  return {
    ...bootingScript('/opt/aws/bin/cfn-init --stack web --resource Resource', ...lines),
    Metadata: { 'AWS::CloudFormation::Init': { configSets: { default: ['setup'] }, setup: config } },
  };
}
