import { readFileSync } from 'node:fs';
import { CfnElement, Stack, Token } from 'aws-cdk-lib/core';
import type { TemplateInput } from '../../check';
import { isObject, type Json } from '../../base/json/json';
import type { Finding } from '../../finding';
import { internalError } from './internal-error';
import { classOf } from './jsii-class';
import type { StackTemplate } from './stack-templates';

/** Templates in the form of the check's inputs. */
export interface TemplateInputs {
  readonly inputs: ReadonlyMap<StackTemplate, TemplateInput>;
  /** A finding for each template that cannot be read. */
  readonly unreadable: readonly Finding[];
}

/** Reads templates as synthesis wrote them, overrides and escape hatches included. Never throws. */
export function readTemplates(templates: readonly StackTemplate[]): TemplateInputs {
  const inputs = new Map<StackTemplate, TemplateInput>();
  const unreadable: Finding[] = [];
  for (const template of templates) {
    try {
      inputs.set(template, inputFor(template));
    } catch (error) {
      unreadable.push(internalError('reading', template.id, error));
    }
  }
  return { inputs, unreadable };
}

/** @throws if the file is missing or not a JSON object */
function inputFor({ path, id, stack, nested }: StackTemplate): TemplateInput {
  const template = JSON.parse(readFileSync(path, 'utf8')) as Json;
  if (!isObject(template)) throw new Error('the template is not a JSON object');
  return {
    id,
    template,
    nested,
    constructPathOf: parameterPaths(stack),
    ...(Token.isUnresolved(stack.region) ? {} : { region: stack.region }),
    ...(Token.isUnresolved(stack.account) ? {} : { account: stack.account }),
  };
}

/** Returns the construct paths of a stack's parameters by name. The construct tree is walked when the first path is asked for. */
function parameterPaths(stack: Stack): (name: string) => string | undefined {
  let paths: ReadonlyMap<string, string> | undefined;
  return (name) => {
    paths ??= new Map(
      stack.node
        .findAll()
        .filter((construct) => CfnElement.isCfnElement(construct))
        .filter((element) => Stack.of(element) === stack && classOf(element, (each) => each === 'aws-cdk-lib.CfnParameter') !== undefined)
        .map((parameter) => [String(stack.resolve(parameter.logicalId)), parameter.node.path]),
    );
    return paths.get(name);
  };
}
