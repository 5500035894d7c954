import { check, type CheckOptions, type TemplateInput } from '../../lib/check';
import type { Finding } from '../../lib/finding';
import type { Json } from '../../lib/base/json/json';
import { onlyRules } from '../check/only-rules';

/** The sections of a template, as its author writes them. */
export type Sections = Readonly<Record<string, unknown>>;

export const INSTANCE_TYPE = 'Properties/InstanceType';

/** Templates are followed with instance types alone: these rules report something unless they know the value. */
const ABOUT_TYPES = onlyRules(
  'instance-type',
  'instance-type-known',
  'instance-type-resolvable',
  'instance-type-indirect',
  'instance-requirements',
  'node-pool',
);

/** The findings in one template. */
export function findingsIn(template: unknown, options: CheckOptions & Pick<TemplateInput, 'region' | 'account'> = {}): readonly Finding[] {
  const { region, account, ...rest } = options;
  const place = { ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) };
  const severities = new Map([...ABOUT_TYPES, ...(rest.severities ?? [])]);
  return check([{ id: 'template', template: template as Json, ...place }], { ...rest, severities }).findings;
}

/** The findings in several templates that are deployed together: each by its id, with the nested stacks it knows the templates of. */
export function findingsTogether(
  templates: Readonly<Record<string, unknown>>,
  nested: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): readonly Finding[] {
  const inputs = Object.entries(templates).map(([id, template]) => ({
    id,
    template: template as Json,
    nested: new Map(Object.entries(nested[id] ?? {})),
  }));
  return check(inputs, { severities: ABOUT_TYPES }).findings;
}

/** The findings where an instance `Web` of that type is launched. */
export function launching(
  instanceType: unknown,
  sections: Sections = {},
  options: Parameters<typeof findingsIn>[1] = {},
): readonly Finding[] {
  return findingsIn({ ...sections, Resources: { Web: instance(instanceType), ...(sections['Resources'] as object | undefined) } }, options);
}

export function instance(instanceType: unknown): object {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: instanceType } };
}

/** A launch template that says what is given, and nothing else. */
export function launchTemplate(data: object, more: object = {}): object {
  return { Type: 'AWS::EC2::LaunchTemplate', ...more, Properties: { LaunchTemplateData: data } };
}

/** A parameter that takes the first of the values where nothing is given. */
export function parameter(...allowed: readonly string[]): object {
  return { Type: 'String', Default: allowed[0], AllowedValues: allowed };
}

/** The expected members of a finding; `origin` only if a test is about it. */
export function xen(values: readonly string[], origin?: string, path = INSTANCE_TYPE): Partial<Finding> {
  return { rule: 'instance-type', messageId: 'xen', severity: 'error', path, values, ...(origin === undefined ? {} : { origin }) };
}

export function missing(logicalId: string, path = 'Properties'): Partial<Finding> {
  return { rule: 'instance-type', messageId: 'missing', severity: 'error', logicalId, path };
}

/** @param reason part of the message */
export function unresolved(reason: string, path = INSTANCE_TYPE): Partial<Finding> {
  const message: unknown = expect.stringContaining(reason);
  return { rule: 'instance-type-resolvable', messageId: 'unresolved', severity: 'error', path, message: message as string };
}

export function unknown(value: string, path = INSTANCE_TYPE): Partial<Finding> {
  return { rule: 'instance-type-known', severity: 'error', path, values: [value] };
}
