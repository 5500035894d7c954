import type { LaunchSite } from './launch-site';

const CONFIGS = 'AWS::CloudFormation::Init.*';

/**
 * The commands, variables and files of cfn-init, by name of the configuration and of each of them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
 */
export const CFN_INIT: readonly LaunchSite[] = [
  { section: 'Metadata', path: `${CONFIGS}.commands.*.command`, kind: 'cfn-init-command' },
  { section: 'Metadata', path: `${CONFIGS}.commands.*.test`, kind: 'cfn-init-command' },
  { section: 'Metadata', path: `${CONFIGS}.commands.*.env.*`, kind: 'cfn-init-environment' },
  { section: 'Metadata', path: `${CONFIGS}.files.*.content`, kind: 'cfn-init-file' },
];
