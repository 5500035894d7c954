import type { Finding, Severity } from '../finding';
import type { Pointer } from '../base/json/json';
import type { PolicyPlace } from './policy-error';

/** The `rule` of findings about the policy itself. It is not a rule: no policy sets its severity, and no exemption accepts its findings. */
export const POLICY_RULE = 'policy';

/** A finding about a policy or baseline instead of a template. Its `template` is the file's name. */
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
