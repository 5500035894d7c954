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

/** The resources whose configurations commands of a template name. */
interface NamedConfigurations {
  readonly logicalIds: ReadonlySet<string>;
  /** A name is put together, so that it may be any. */
  readonly isOpen: boolean;
}

const NAMES_CONFIGURATION = /\s(?:-r|--resource)(?:[\s=",'\\]|\\n)*(?:(?<logicalId>\w+)|\$\{|\$\w|\{"(?:Ref|Fn::))/g;

/** By the resources of a template, whose texts are looked through once. */
const namedConfigurations = new WeakMap<readonly Body[], NamedConfigurations>();

/**
 * Tells whether a resource has a cfn-init configuration that another resource names: `cfn-init -r NAME`. A computed name counts as any
 * name.
 */
export function isNamedByCfnInit({ logicalId, body }: Body, resources: readonly Body[]): boolean {
  const metadata = member(body, 'Metadata');
  if (!isObject(metadata) || member(metadata, 'AWS::CloudFormation::Init') === undefined) return false;
  let named = namedConfigurations.get(resources);
  if (named === undefined) namedConfigurations.set(resources, (named = findNamedConfigurations(resources)));
  return named.isOpen || named.logicalIds.has(logicalId);
}

function findNamedConfigurations(resources: readonly Body[]): NamedConfigurations {
  const logicalIds = new Set<string>();
  let isOpen = false;
  for (const { body } of resources) {
    const text = JSON.stringify(body);
    if (!text.includes('cfn-init')) continue;
    for (const { groups } of text.matchAll(NAMES_CONFIGURATION)) {
      const { logicalId } = groups ?? {};
      if (logicalId === undefined) isOpen = true;
      else logicalIds.add(logicalId);
    }
  }
  return { logicalIds, isOpen };
}
