import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import { engine } from '../checking/engine';
import { describeError, INTERNAL_ERROR, REPORT_TO } from '../checking/internal-error';
import type { AppResult } from '../checking/app-result';
import { type ReportOptions, policyReport } from './policy-report';
import { StackTemplates } from '../checking/stack-templates';

/** Lists the rules that validation plugins of this package evaluate. */
export function ruleNames(): string[] {
  return engine.rules.map(({ name }) => name);
}

/**
 * Selects the templates that a plugin has to validate: those that the CDK names, and those of nested and product stacks in them, which the
 * CDK does not name.
 *
 * @throws if the CDK names a template of no stack in the construct tree
 */
export function templatesToValidate({ appConstruct, templatePaths }: IPolicyValidationContext): StackTemplates {
  const all = StackTemplates.below(appConstruct);
  const paths = new Map(all.all.map(({ path, stack }) => [stack, path]));
  const validated = all.filter(({ path, topLevelStack }) =>
    [path, paths.get(topLevelStack) ?? path].some((each) => templatePaths.includes(each)),
  );
  const foreign = templatePaths.find((path) => !validated.all.some((template) => template.path === path));
  if (foreign !== undefined) throw new Error(`no stack of the construct tree has the template '${foreign}'`);
  return validated;
}

/** Reports a result to the CDK. If a plugin throws, `cdk synth` passes without a message, so a crash becomes a violation. */
export function reportOf(result: () => AppResult, options: ReportOptions = {}): PolicyValidationPluginReport {
  try {
    return policyReport(result(), options);
  } catch (error) {
    const description = `internal error, so no template is known to pass: ${describeError(error)}: report it at ${REPORT_TO}`;
    // The CDK prints no violation without a resource; an empty path stands for every stack.
    const violatingResources = [{ constructPath: '', locations: [] }];
    return { success: false, violations: [{ ruleName: INTERNAL_ERROR, description, severity: 'error', violatingResources }] };
  }
}
