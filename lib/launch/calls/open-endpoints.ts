import { HOLE } from '../../base/hole';
import type { Json } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import { scalarText, type Outcome } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { CARRIES_NOTHING, type Carried, type CarriedPlace, type Undecided } from './carried';
import { isOpenHost } from './http-requests';
import { mayNameAnything } from './named-resources';

/** One endpoint of each kind that an allowed pattern may admit by mistake. */
const LAUNCHING = ['https://ec2.us-east-1.amazonaws.com', 'https://ec2.us-east-1.amazonaws.com/', 'ec2.us-east-1.amazonaws.com'];

/**
 * Reads an endpoint that is unknown before the deployment. It may launch, but most are webhooks, so the finding is a note. The endpoint of
 * a resource in the template, such as a load balancer or a function, is not reported.
 */
export function openEndpoint(node: Json, at: CarriedPlace, when: Assumptions, resource: Resource, template: Template): Carried {
  const reason = whyOpen(node, when, template);
  return reason === undefined ? CARRIES_NOTHING : undecidedEndpoint(at, reason, resource, { isNote: true });
}

/** Returns the reason why an endpoint is entirely unknown before the deployment; undefined if a part is known. */
export function whyOpen(node: Json, when: Assumptions, template: Template): string | undefined {
  return template.evaluator.evaluate(node, undefined, when).flatMap((outcome) => reasonsOf(outcome, template))[0];
}

export function undecidedEndpoint(at: CarriedPlace, reason: string, resource: Resource, note: Pick<Undecided, 'isNote'> = {}): Carried {
  const what = `the endpoint that '${resource.logicalId}' calls`;
  return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what, reason, ...note }] };
}

/** Returns the reasons why the host is entirely unknown; empty if a part is known. */
function reasonsOf(outcome: Outcome, template: Template): readonly string[] {
  if (outcome.kind === 'known') return isOpenHost(scalarText(outcome.value) ?? '') ? ['only the deployment knows its host'] : [];
  if (outcome.kind === 'absent' || !isOpenHost(outcome.text ?? HOLE)) return [];
  const { reason, admits } = outcome;
  const isOpen = reason.kind === 'resource' ? mayNameAnything(reason.logicalId, template) : admits === undefined || LAUNCHING.some(admits);
  return isOpen ? [reason.text] : [];
}
