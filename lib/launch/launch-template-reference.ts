import type { Assumptions } from '../template/values/assumptions';
import { isObject, member, type Pointer } from '../base/json/json';
import { scalarText, undecidable, type Outcome } from '../template/values/outcome';
import type { SiteValue } from './site-reading';
import type { Template } from '../template/template';

/** The properties that name a launch template. EKS has Id and Name, PCS has TemplateId. */
const LAUNCH_TEMPLATE_KEYS = ['LaunchTemplateId', 'Id', 'TemplateId', 'LaunchTemplateName', 'Name'];

/** A reference from a resource to the place of its instance type. */
export interface Reference {
  readonly path: string;
  readonly pointer: Pointer;
  readonly when: Assumptions;
  readonly target: Target;
}

export type Target =
  | { readonly by: 'logicalId'; readonly deployment: string; readonly logicalId: string }
  | { readonly by: 'name'; readonly name: string }
  /** The target cannot be decided. */
  | { readonly by: 'nothing'; readonly reason: string };

/** Returns the references to launch templates in objects. */
export function launchTemplateReferences(siteValues: readonly SiteValue[], template: Template): Reference[] {
  return siteValues.flatMap((siteValue) => siteValue.outcomes.flatMap((outcome) => referencesOf(siteValue, outcome, template)));
}

/** Returns the references in texts, as in LaunchConfigurationName. */
export function directReferences(siteValues: readonly SiteValue[]): Reference[] {
  return siteValues.flatMap((siteValue) => siteValue.outcomes.map((outcome) => reference(siteValue, outcome)));
}

function referencesOf(siteValue: SiteValue, outcome: Outcome, template: Template): Reference[] {
  if (outcome.kind !== 'known' || !isObject(outcome.value)) return [reference(siteValue, outcome)];
  const { value, when } = outcome;
  const named = LAUNCH_TEMPLATE_KEYS.flatMap((key) => {
    const node = member(value, key);
    return node === undefined ? [] : template.evaluator.evaluate(node, undefined, when).filter(({ kind }) => kind !== 'absent');
  });
  const outcomes = named.length > 0 ? named : [undecidable('neither its id nor its name is given', when)];
  return outcomes.map((each) => reference(siteValue, each));
}

function reference({ path, pointer }: SiteValue, outcome: Outcome): Reference {
  return { path, pointer, when: outcome.when, target: targetOf(outcome) };
}

function targetOf(outcome: Outcome): Target {
  if (outcome.kind === 'unresolved') {
    const { reason } = outcome;
    if (reason.kind !== 'resource') return { by: 'nothing', reason: reason.text };
    return { by: 'logicalId', deployment: reason.deployment, logicalId: reason.logicalId };
  }
  const name = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
  return name === undefined ? { by: 'nothing', reason: 'its name is not a text' } : { by: 'name', name };
}
