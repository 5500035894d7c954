import type { Stack } from 'aws-cdk-lib/core';
import type { CheckOptions, CheckResult, TemplateInput } from '../check';
import type { Finding } from '../rules/finding';
import type { Standard } from '../standard';
import { engine } from './engine';
import { lookUpImages, type Lookups, type Question } from './image-lookups';
import { internalError } from './internal-error';
import { nestedIds, readTemplate, type StackTemplate, topLevelStack } from './stack-templates';

/** What was found in the templates of stacks. */
export interface TemplatesResult extends CheckResult {
  /** What has to be looked up before more is known. */
  readonly questions: readonly Question[];
}

/** Reads and checks the templates of stacks. Never throws: what cannot be read or checked is a finding of its own. */
export function checkTemplates(templates: readonly StackTemplate[], standard: Standard, lookups: Lookups): TemplatesResult {
  const { inputs, unreadable } = readTemplates(templates);
  const { catalog, policy } = standard;
  const { images, questions } = lookUpImages(inputs, standard, lookups);
  const results = checkTogether(inputs, {
    images,
    severities: policy.severities,
    demands: policy.demands,
    ...(catalog === undefined ? {} : { catalog }),
  });
  return {
    findings: [...unreadable, ...results.flatMap(({ findings }) => findings)],
    templates: results.reduce((sum, result) => sum + result.templates, 0),
    launches: results.reduce((sum, result) => sum + result.launches, 0),
    questions,
  };
}

/** Counts what there is to check, whatever comes of it. */
export function countLaunches(templates: readonly StackTemplate[]): Pick<CheckResult, 'templates' | 'launches'> {
  const results = checkTogether(readTemplates(templates).inputs, {});
  return {
    templates: results.reduce((sum, result) => sum + result.templates, 0),
    launches: results.reduce((sum, result) => sum + result.launches, 0),
  };
}

interface ReadTemplates {
  readonly inputs: ReadonlyMap<StackTemplate, TemplateInput>;
  readonly unreadable: readonly Finding[];
}

function readTemplates(templates: readonly StackTemplate[]): ReadTemplates {
  const inputs = new Map<StackTemplate, TemplateInput>();
  const unreadable: Finding[] = [];
  const nested = nestedIds(templates);
  for (const template of templates) {
    try {
      inputs.set(template, readTemplate(template, nested));
    } catch (error) {
      unreadable.push(internalError('reading', template.id, error));
    }
  }
  return { inputs, unreadable };
}

/** Checks all templates at once, as stacks import what others export; where that crashes, one deployment at a time, to tell which. */
function checkTogether(inputs: ReadonlyMap<StackTemplate, TemplateInput>, options: CheckOptions): CheckResult[] {
  try {
    return [engine.check([...inputs.values()], options)];
  } catch {
    return [...byDeployment(inputs).values()].map((deployment) => {
      try {
        return engine.check(deployment, options);
      } catch (error) {
        return { findings: deployment.map(({ id }) => internalError('checking', id, error)), templates: 0, launches: 0 };
      }
    });
  }
}

function byDeployment(inputs: ReadonlyMap<StackTemplate, TemplateInput>): ReadonlyMap<Stack, TemplateInput[]> {
  const deployments = new Map<Stack, TemplateInput[]>();
  for (const [{ stack }, input] of inputs) {
    const top = topLevelStack(stack);
    deployments.set(top, [...(deployments.get(top) ?? []), input]);
  }
  return deployments;
}
