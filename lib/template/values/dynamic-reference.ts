import { HOLE } from '../../base/hole';
import type { Json } from '../../base/json/json';
import { unresolved, type Outcome } from './outcome';
import type { UnresolvedReason } from './unresolved-reason';

/** The colons of an ARN are not those before a version. */
const DYNAMIC_REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):((?:arn:[^}/]*)?[^}:]*)[^}]*\}\}/g;

/** `{{resolve:ssm:/golden/type}}`, and a text with such a part, is read at deployment. */
export function dynamicReference(value: Json, { when, origin }: Pick<Outcome, 'when' | 'origin'>): Outcome | undefined {
  if (typeof value !== 'string' || !value.includes('{{resolve:')) return undefined;
  const [, service, name] = [...value.matchAll(DYNAMIC_REFERENCE)][0] ?? [];
  if (service === undefined || name === undefined) return undefined;
  const text = (store: string): string => `it is kept in ${store} under '${name}' and read at deployment`;
  const reason: UnresolvedReason =
    service === 'ssm'
      ? { kind: 'ssm', path: name, text: text('Systems Manager') }
      : // No public parameter is a secure one, and CloudFormation takes neither where something is launched.
        { kind: 'function', text: text(service === 'secretsmanager' ? 'Secrets Manager' : 'Systems Manager') };
  return unresolved(reason, when, origin, value.replace(DYNAMIC_REFERENCE, HOLE));
}
