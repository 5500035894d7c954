import type { Finding, Severity } from '../finding';
import type { Pointer } from '../base/json/json';
import type { PolicyPlace } from './policy-error';

/** What findings about the policy itself have for a rule. It is none: nothing sets its severity or accepts what it finds. */
export const POLICY_RULE = 'policy';

/** A finding about a policy or baseline instead of a template: its `template` is the file's name. */
export interface PolicyFinding extends Finding {
  readonly rule: typeof POLICY_RULE;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

interface Remark {
  readonly messageId: string;
  readonly severity: Severity;
  readonly pointer: Pointer;
  readonly place: PolicyPlace;
  readonly value: string;
  readonly message: string;
}

export function policyFinding({ messageId, severity, pointer, place, value, message }: Remark): PolicyFinding {
  const { source, line, column } = place;
  return {
    rule: POLICY_RULE,
    messageId,
    severity,
    locked: false,
    template: source,
    file: source,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    path: pointer.join('/'),
    pointer,
    value,
    values: [value],
    message,
  };
}
