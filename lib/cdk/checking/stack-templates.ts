import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type CfnResource, Stack, Stage, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { TemplateInput } from '../../check';
import { isObject, type Json } from '../../base/json/json';

/** A stack of the app, whatever its kind, and the template written for it. */
export interface StackTemplate {
  /** The template's path within the cloud assembly of the app: `assembly-Prod/ProdWeb1F2E3D.template.json`. */
  readonly id: string;
  readonly path: string;
  readonly stack: Stack;
}

/**
 * Every stack below `root`: top-level stacks, nested stacks, Service Catalog product stacks, and those of Stages.
 * The CDK hands validation plugins the top-level ones only, and aws-cdk-lib 2.258 just their paths.
 */
export function stackTemplatesBelow(root: IConstruct): StackTemplate[] {
  const assembly = outermostStage(root)?.outdir ?? '';
  return root.node
    .findAll()
    .filter((construct) => Stack.isStack(construct))
    .map((stack) => {
      const path = join(Stage.of(stack)?.outdir ?? assembly, stack.templateFile);
      return { id: relative(assembly, path), path, stack };
    });
}

/** The App, or what stands in for it; undefined for a construct that nothing will ever synthesize. */
export function outermostStage(construct: IConstruct): Stage | undefined {
  return construct.node.scopes.find((scope) => Stage.isStage(scope));
}

/** The outermost stack that a stack is part of. A Stage may be defined inside a stack, a pipeline's often is: its stacks are not. */
export function topLevelStack(stack: Stack): Stack {
  const stage = Stage.of(stack);
  return stack.node.scopes.filter((scope) => Stack.isStack(scope)).find((outer) => Stage.of(outer) === stage) ?? stack;
}

/** Reads a template as it will be deployed, overrides and escape hatches included. Throws where there is none to read. */
export function readTemplate({ path, id, stack }: StackTemplate, nested: NestedIds): TemplateInput {
  const template = JSON.parse(readFileSync(path, 'utf8')) as Json;
  if (!isObject(template)) throw new Error('the template is not a JSON object');
  return {
    id,
    template,
    nested: nested.get(stack) ?? new Map<string, string>(),
    ...(Token.isUnresolved(stack.region) ? {} : { region: stack.region }),
    ...(Token.isUnresolved(stack.account) ? {} : { account: stack.account }),
  };
}

/** The templates of the stacks nested in each stack, by the logical id of the resource that nests them. */
export type NestedIds = ReadonlyMap<Stack, ReadonlyMap<string, string>>;

export function nestedIds(all: readonly StackTemplate[]): NestedIds {
  const nested = new Map<Stack, Map<string, string>>();
  for (const { id, stack } of all) {
    const { nestedStackParent: parent, nestedStackResource: resource } = stack;
    if (parent === undefined || resource === undefined) continue;
    const siblings = nested.get(parent) ?? new Map<string, string>();
    nested.set(parent, siblings.set(resolvedLogicalId(resource), id));
  }
  return nested;
}

/** The resource's name in the template of its stack. */
export function resolvedLogicalId(resource: CfnResource): string {
  return String(Stack.of(resource).resolve(resource.logicalId));
}
