import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { isObject, type Json, member } from '../template/json';
import { ruleId } from './rule-id';

/** Somebody accepts the findings of a rule, for a construct and everything below it. */
export interface Acknowledgement {
  readonly reason: string;
  /** The path of the construct it was made on; empty for the app. */
  readonly at: string;
}

/** The nearest acknowledgement of a rule that covers a construct. */
export function acknowledgementOf(rule: string, construct: IConstruct): Acknowledgement | undefined {
  for (const scope of construct.node.scopes.toReversed()) {
    const reason = reasonGivenOn(scope, rule);
    if (reason !== undefined) return { reason, at: scope.node.path };
  }
  return undefined;
}

/** Whether a rule is acknowledged anywhere in the app. */
export function acknowledgedSomewhere(rule: string, root: IConstruct): boolean {
  return root.node.findAll().some((construct) => reasonGivenOn(construct, rule) !== undefined);
}

function reasonGivenOn(construct: IConstruct, rule: string): string | undefined {
  for (const { type, data } of construct.node.metadata) {
    if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY) continue;
    const reasons = data as Json;
    const reason = isObject(reasons) ? member(reasons, ruleId(rule)) : undefined;
    if (reason !== undefined) return typeof reason === 'string' ? reason : '';
  }
  return undefined;
}
