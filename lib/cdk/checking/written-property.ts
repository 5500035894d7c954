import type { CfnResource } from 'aws-cdk-lib/core';
import { classOf } from './jsii-class';

/** True for a resource of an L1 class: one for a resource type of a service. */
export function isL1(resource: CfnResource): boolean {
  return classOf(resource, (each) => /^aws-cdk-lib\.aws_\w+\.Cfn/.test(each)) !== undefined;
}

/** True for a resource of an included template. */
export function isIncluded(resource: CfnResource): boolean {
  return resource.node.scopes.some(
    (scope) => classOf(scope, (name) => name === 'aws-cdk-lib.cloudformation_include.CfnInclude') !== undefined,
  );
}

/** Tells whether an escape hatch has set a property, or something above it. */
export function isOverridden(resource: CfnResource, path: string): boolean {
  const { rawOverrides } = resource as unknown as { readonly rawOverrides?: unknown };
  let at: unknown = rawOverrides;
  for (const segment of path.split('/')) {
    if (typeof at !== 'object' || at === null) return at !== undefined;
    at = (at as Readonly<Record<string, unknown>>)[segment];
    if (at === undefined) return false;
  }
  return true;
}
