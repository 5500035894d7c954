import type { Stack } from 'aws-cdk-lib/core';
import type { CheckOptions, CheckResult, TemplateInput } from '../../check';
import type { Finding } from '../../finding';
import type { Standard } from '../../policy/standard';
import { engine } from './engine';
import { lookUpImages, type Lookups, type Question } from './image-lookups';
import { internalError } from './internal-error';
import { type NestedIds, nestedIds, readTemplate, type StackTemplate, topLevelStack } from './stack-templates';

/** What was found in the templates of stacks. */
export interface TemplatesResult extends CheckResult {
  /** What has to be looked up before more is known. */
  readonly questions: readonly Question[];
}

/** Reads and checks the templates of stacks. Never throws: what cannot be read or checked is a finding of its own. */
export function checkTemplates(templates: readonly StackTemplate[], standard: Standard, lookups: Lookups): TemplatesResult {
  const { catalog, images, policy } = standard;
  const options = { severities: policy.severities, demands: policy.demands, ...(catalog === undefined ? {} : { catalog }) };
  if (!policy.imageLookups) return { ...checkByDeployment(templates, { ...options, images }), questions: [] };
  const { inputs, unreadable } = readTemplates(templates, nestedIds(templates));
  const { images: lookedUp, questions } = lookUpImages(inputs, standard, lookups);
  return { ...sumOf(unreadable, checkTogether(inputs, { ...options, images: lookedUp })), questions };
}

/** Counts what there is to check, whatever comes of it. */
export function countLaunches(templates: readonly StackTemplate[]): Pick<CheckResult, 'templates' | 'launches'> {
  return checkByDeployment(templates, {});
}

/**
 * Checks one stack with what is nested in it after the other, each forgotten before the next is read: to hold all templates of a
 * large app takes longer than to judge them. Where a stack imports what another exports, all are checked together after all.
 */
function checkByDeployment(templates: readonly StackTemplate[], options: CheckOptions): CheckResult {
  const nested = nestedIds(templates);
  const allUnreadable: Finding[] = [];
  const allResults: CheckResult[] = [];
  for (const deployment of deploymentsOf(templates)) {
    const { inputs, unreadable } = readTemplates(deployment, nested);
    const results = checkTogether(inputs, options);
    if (results.some((result) => result.followsImports) && deployment.length < templates.length) {
      const all = readTemplates(templates, nested);
      return sumOf(all.unreadable, checkTogether(all.inputs, options));
    }
    allUnreadable.push(...unreadable);
    allResults.push(...results);
  }
  return sumOf(allUnreadable, allResults);
}

interface ReadTemplates {
  readonly inputs: ReadonlyMap<StackTemplate, TemplateInput>;
  readonly unreadable: readonly Finding[];
}

function readTemplates(templates: readonly StackTemplate[], nested: NestedIds): ReadTemplates {
  const inputs = new Map<StackTemplate, TemplateInput>();
  const unreadable: Finding[] = [];
  for (const template of templates) {
    try {
      inputs.set(template, readTemplate(template, nested));
    } catch (error) {
      unreadable.push(internalError('reading', template.id, error));
    }
  }
  return { inputs, unreadable };
}

/** Checks all templates at once; where that crashes, one deployment at a time, to tell which. */
function checkTogether(inputs: ReadonlyMap<StackTemplate, TemplateInput>, options: CheckOptions): readonly CheckResult[] {
  const result = checkOrCrash([...inputs.values()], options);
  if (!(result instanceof Error)) return [result];
  return deploymentsOf([...inputs.keys()]).map((deployment) => {
    const alone = deployment.flatMap((template) => inputs.get(template) ?? []);
    return checkAlone(alone, options);
  });
}

function checkOrCrash(inputs: readonly TemplateInput[], options: CheckOptions): CheckResult | Error {
  try {
    return engine.check(inputs, options);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function checkAlone(deployment: readonly TemplateInput[], options: CheckOptions): CheckResult {
  const result = checkOrCrash(deployment, options);
  if (!(result instanceof Error)) return result;
  const findings = deployment.map(({ id }) => internalError('checking', id, result));
  return { findings, templates: 0, launches: 0, followsImports: false };
}

function sumOf(unreadable: readonly Finding[], results: readonly CheckResult[]): CheckResult {
  return {
    findings: [...unreadable, ...results.flatMap(({ findings }) => findings)],
    templates: results.reduce((sum, result) => sum + result.templates, 0),
    launches: results.reduce((sum, result) => sum + result.launches, 0),
    followsImports: results.some(({ followsImports }) => followsImports),
  };
}

/** Top-level stacks, each with what is nested in it. */
function deploymentsOf(templates: readonly StackTemplate[]): readonly StackTemplate[][] {
  const deployments = new Map<Stack, StackTemplate[]>();
  for (const template of templates) {
    const top = topLevelStack(template.stack);
    const deployment = deployments.get(top);
    if (deployment === undefined) deployments.set(top, [template]);
    else deployment.push(template);
  }
  return [...deployments.values()];
}
