import type { Json } from './json';
import { HOLE, unresolved, type Outcome } from './outcome';

const DYNAMIC_REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^}:]*)[^}]*\}\}/g;

/** `{{resolve:ssm:/golden/type}}`, and a text with such a part, is read at deployment. */
export function dynamicReference(value: Json, { when, origin }: Pick<Outcome, 'when' | 'origin'>): Outcome | undefined {
  if (typeof value !== 'string' || !value.includes('{{resolve:')) return undefined;
  const [, service, name] = [...value.matchAll(DYNAMIC_REFERENCE)][0] ?? [];
  if (service === undefined || name === undefined) return undefined;
  const store = service === 'secretsmanager' ? 'Secrets Manager' : 'Systems Manager';
  const reason = { kind: 'ssm', name, text: `it is kept in ${store} under '${name}' and read at deployment` } as const;
  return unresolved(reason, when, origin, value.replace(DYNAMIC_REFERENCE, HOLE));
}
