import type { Stack } from 'aws-cdk-lib/core';
import type { CheckResult, TemplateInput } from '../check';
import type { Finding } from '../rules/finding';
import { engine } from './engine';
import { internalError } from './internal-error';
import type { Severities } from './severities';
import { nestedIds, readTemplate, type StackTemplate, topLevelStack } from './stack-templates';

/** Reads and checks the templates of stacks. Never throws: what cannot be read or checked is a finding of its own. */
export function checkTemplates(templates: readonly StackTemplate[], severities: Severities): CheckResult {
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
  const results = checkTogether(inputs, severities);
  return {
    findings: [...unreadable, ...results.flatMap(({ findings }) => findings)],
    templates: results.reduce((sum, result) => sum + result.templates, 0),
    launches: results.reduce((sum, result) => sum + result.launches, 0),
  };
}

/** Checks all templates at once, as stacks import what others export; where that crashes, one deployment at a time, to tell which. */
function checkTogether(inputs: ReadonlyMap<StackTemplate, TemplateInput>, severities: Severities): CheckResult[] {
  try {
    return [engine.check([...inputs.values()], { severities })];
  } catch {
    return [...byDeployment(inputs).values()].map((deployment) => {
      try {
        return engine.check(deployment, { severities });
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
