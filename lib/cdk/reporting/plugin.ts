import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import { engine } from '../checking/engine';
import { describeError, INTERNAL_ERROR, REPORT_TO } from '../checking/internal-error';
import type { AppResult } from '../checking/app-result';
import { type ReportOptions, policyReport } from './policy-report';
import { type StackTemplate, stackTemplatesBelow, topLevelStack } from '../checking/stack-templates';

/** The rules a validation plugin of ours evaluates. */
export function ruleNames(): string[] {
  return engine.rules.map(({ name }) => name);
}

/** The templates a plugin is to validate: those it is handed, and the nested and product stacks inside, which it is not. */
export function templatesToValidate({ appConstruct, templatePaths }: IPolicyValidationContext): StackTemplate[] {
  const all = stackTemplatesBelow(appConstruct);
  const known = new Map(all.map(({ path, stack }) => [stack, path]));
  const validated = all.filter(({ path, stack }) =>
    [path, known.get(topLevelStack(stack)) ?? path].some((each) => templatePaths.includes(each)),
  );
  const foreign = templatePaths.find((path) => !validated.some((template) => template.path === path));
  if (foreign !== undefined) throw new Error(`no stack of the construct tree has the template '${foreign}'`);
  return validated;
}

/** Reports a judgement. A plugin that throws would make `cdk synth` pass without a word, so a crash is a violation. */
export function reportOf(result: () => AppResult, options: ReportOptions = {}): PolicyValidationPluginReport {
  try {
    return policyReport(result(), options);
  } catch (error) {
    const description = `internal error, so that nothing is known to be fine: ${describeError(error)}: please report it at ${REPORT_TO}`;
    // The CDK prints no violation that has no resource; one without a path concerns every stack.
    const violatingResources = [{ constructPath: '', locations: [] }];
    return { success: false, violations: [{ ruleName: INTERNAL_ERROR, description, severity: 'error', violatingResources }] };
  }
}
