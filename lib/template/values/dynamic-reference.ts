import { HOLE } from '../../base/hole';
import type { Json } from '../../base/json/json';
import { unresolved, type Outcome } from './outcome';
import type { UnresolvedReason } from './unresolved-reason';

/** A dynamic reference. Its name may be an ARN, whose colons do not introduce a version. */
const DYNAMIC_REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):((?:arn:[^}/]*)?[^}:]*)[^}]*\}\}/g;

/** Returns the unresolved outcome of `{{resolve:ssm:/golden/type}}`, or of a text that contains one; undefined for any other value. */
export function dynamicReference(value: Json, { when, origin }: Pick<Outcome, 'when' | 'origin'>): Outcome | undefined {
  if (typeof value !== 'string' || !value.includes('{{resolve:')) return undefined;
  const [, service, name] = [...value.matchAll(DYNAMIC_REFERENCE)][0] ?? [];
  if (service === undefined || name === undefined) return undefined;
  const text = (store: string): string => `it is stored in ${store} as '${name}' and read at deployment`;
  const reason: UnresolvedReason =
    service === 'ssm'
      ? { kind: 'ssm', path: name, text: text('Systems Manager') }
      : // No public parameter is a secure one, and CloudFormation accepts neither in properties that launch something.
        { kind: 'function', text: text(service === 'secretsmanager' ? 'Secrets Manager' : 'Systems Manager') };
  return unresolved(reason, when, origin, value.replace(DYNAMIC_REFERENCE, HOLE));
}
