import { isObject, member, type JsonObject } from '../../base/json/json';
import type { LaunchResource, LaunchSite } from './launch-site';

const CONFIGS = 'AWS::CloudFormation::Init.*';

/**
 * The commands, variables and files of cfn-init, by the name of the configuration and their own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
 */
export const CFN_INIT: readonly LaunchSite[] = [
  { section: 'Metadata', path: `${CONFIGS}.commands.*.command`, kind: 'cfn-init-command' },
  { section: 'Metadata', path: `${CONFIGS}.commands.*.test`, kind: 'cfn-init-command' },
  { section: 'Metadata', path: `${CONFIGS}.commands.*.env.*`, kind: 'cfn-init-environment' },
  { section: 'Metadata', path: `${CONFIGS}.files.*.content`, kind: 'cfn-init-file' },
  { section: 'Metadata', path: `${CONFIGS}.files.*.source`, kind: 'cfn-init-setting' },
  { section: 'Metadata', path: `${CONFIGS}.services.*.*.ensureRunning`, kind: 'cfn-init-setting' },
];

const WITH_CFN_INIT = new Map<string, LaunchResource>();

/** Returns the row of a resource that launches nothing, but holds a configuration for an instance's `cfn-init -r`. */
export function holderOfCfnInit(type: string): LaunchResource {
  let row = WITH_CFN_INIT.get(type);
  if (row === undefined) {
    const reason = 'it only holds the configuration of cfn-init';
    row = { type, sites: CFN_INIT, withoutType: { is: 'nothing', reason }, change: 'changes nothing that runs', launches: false };
    WITH_CFN_INIT.set(type, row);
  }
  return row;
}

interface Body {
  readonly logicalId: string;
  readonly body: JsonObject;
}

/**
 * Tells whether a resource has a cfn-init configuration that another resource names: `cfn-init -r NAME`. A computed name counts as any
 * name.
 */
export function isNamedByCfnInit({ logicalId, body }: Body, others: readonly Body[]): boolean {
  const metadata = member(body, 'Metadata');
  if (!isObject(metadata) || member(metadata, 'AWS::CloudFormation::Init') === undefined) return false;
  const named = new RegExp(String.raw`\s(?:-r|--resource)(?:[\s=",'\\]|\\n)*(?:${logicalId}\b|\$\{|\$\w|\{"(?:Ref|Fn::))`);
  return others.some((other) => {
    const text = JSON.stringify(other.body);
    return text.includes('cfn-init') && named.test(text);
  });
}
