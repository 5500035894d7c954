import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { closestName } from '../../base/closest-name';
import type { Finding } from '../../finding';
import { policyFinding, POLICY_RULE, type PolicyFinding } from '../../policy/policy-finding';
import { isObject, type Json, member } from '../../base/json/json';
import { INTERNAL_ERROR } from './internal-error';
import { ruleId } from './rule-id';

/** An acknowledgement of a rule: it accepts the rule's findings on a construct and everything below it. */
export interface Acknowledgement {
  readonly reason: string;
  /** The path of the acknowledged construct; empty for the app. */
  readonly at: string;
}

/** Finds the nearest acknowledgement of a rule that covers a construct and has a reason. */
export function acknowledgementOf(rule: string, construct: IConstruct): Acknowledgement | undefined {
  for (const scope of construct.node.scopes.toReversed()) {
    const reason = reasonGivenOn(scope, rule);
    if (reason !== undefined && reason.trim() !== '') return { reason, at: scope.node.path };
  }
  return undefined;
}

/**
 * Tells whether the CDK treats a rule as acknowledged on a construct. It accepts an acknowledgement without a reason; this package does
 * not.
 */
export function acknowledgedForCdk(rule: string, construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => reasonGivenOn(scope, rule) !== undefined);
}

/** Tells whether a rule is acknowledged anywhere in the app. */
export function acknowledgedSomewhere(rule: string, root: IConstruct): boolean {
  return root.node.findAll().some((construct) => reasonGivenOn(construct, rule) !== undefined);
}

/** Marks a finding on the policy as accepted, if `Nitro::policy` is acknowledged on a construct. */
export function acknowledgedAt(construct: IConstruct, remark: PolicyFinding): PolicyFinding {
  const acknowledgement = acknowledgementOf(POLICY_RULE, construct);
  return acknowledgement === undefined ? remark : { ...remark, exempted: { by: 'acknowledgement', ...acknowledgement } };
}

/**
 * Finds acknowledgements that are meant for a rule of this package but name none of its rules. The CDK accepts any id, and ignores most.
 *
 * @param acknowledging the constructs that acknowledge rules
 * @param rules the names of the rules
 */
export function misspeltAcknowledgements(acknowledging: readonly IConstruct[], rules: readonly string[]): readonly PolicyFinding[] {
  return acknowledgedIds(acknowledging).flatMap(({ id, construct }) => {
    const meant = ruleMeantBy(id, rules);
    return meant === undefined || meant === id ? [] : [misspelt(id, meant, construct)];
  });
}

/** Finds acknowledgements of rules without a reason. They do not count. */
export function acknowledgementsWithoutReason(acknowledging: readonly IConstruct[], rules: readonly string[]): readonly PolicyFinding[] {
  return acknowledgedRules(acknowledging, rules).flatMap(({ id, rule, construct }) =>
    reasonGivenOn(construct, rule)?.trim() === ''
      ? [remarkOn(construct, id, 'acknowledgementWithoutReason', `has no reason, so it accepts nothing: write why the findings may stay`)]
      : [],
  );
}

/**
 * Finds acknowledgements with a reason that accept no finding.
 *
 * @param acknowledging the constructs that acknowledge rules
 * @param rules the names of the rules that are on
 * @param findings all findings at and below those constructs
 */
export function unusedAcknowledgements(
  acknowledging: readonly IConstruct[],
  rules: readonly string[],
  findings: readonly (Finding & { readonly construct: IConstruct })[],
): readonly PolicyFinding[] {
  const acknowledged = acknowledgedRules(acknowledging, rules);
  if (acknowledged.length === 0) return [];
  // A locked finding is not accepted. Its message already says that its acknowledgement does not count.
  const used = new Set(findings.map(({ rule, construct }) => JSON.stringify([rule, acknowledgementOf(rule, construct)?.at])));
  return acknowledged.flatMap(({ id, rule, construct }) =>
    reasonGivenOn(construct, rule)?.trim() === '' || used.has(JSON.stringify([rule, construct.node.path]))
      ? []
      : [remarkOn(construct, id, 'unusedAcknowledgement', `no longer accepts anything: remove it`)],
  );
}

interface AcknowledgedId {
  readonly id: string;
  readonly construct: IConstruct;
}

function acknowledgedRules(
  acknowledging: readonly IConstruct[],
  rules: readonly string[],
): readonly (AcknowledgedId & { readonly rule: string })[] {
  const byId = new Map(rules.map((rule) => [ruleId(rule), rule]));
  return acknowledgedIds(acknowledging).flatMap(({ id, construct }) => {
    const rule = byId.get(id);
    return rule === undefined ? [] : [{ id, construct, rule }];
  });
}

function acknowledgedIds(acknowledging: readonly IConstruct[]): readonly AcknowledgedId[] {
  return acknowledging.flatMap((construct) =>
    construct.node.metadata.flatMap(({ type, data }) => {
      if (type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY || !isObject(data as Json)) return [];
      return Object.keys(data as object).map((recorded) => ({ id: recorded.replace(UNQUALIFIED, ''), construct }));
    }),
  );
}

/** The prefix that the CDK adds to an id without a plugin's name. */
const UNQUALIFIED = /^(?:construct-)?annotations?::/i;

/** Finds the correct id of the rule that an id probably means; undefined if the id belongs to another plugin. */
function ruleMeantBy(id: string, rules: readonly string[]): string | undefined {
  const all = [...rules, INTERNAL_ERROR, POLICY_RULE];
  const [, bare = ''] = /^(?:(?:cdk[-_ ]?)?nitro(?:[-_ ]?checks)?[-_:. ]+)?(.*)$/i.exec(id) ?? [];
  const name = bare
    .replace(/\[.*\]$/s, '')
    .toLowerCase()
    .replace(/[_ ]/g, '-');
  if (all.includes(name)) return ruleId(name);
  if (bare.length === id.length) return undefined;
  return ruleId(closestName(name, all) ?? ANY_RULE);
}

/** A placeholder for the rule, if an id is not close to any. */
const ANY_RULE = '<rule>';

function misspelt(id: string, right: string, construct: IConstruct): PolicyFinding {
  const advice = right === ruleId(ANY_RULE) ? `name the rule, as in '${ruleId('instance-type')}'` : `use '${right}'`;
  return remarkOn(construct, id, 'misspeltAcknowledgement', `accepts nothing: ${advice}`);
}

function remarkOn(construct: IConstruct, id: string, messageId: string, problem: string): PolicyFinding {
  const where = construct.node.path === '' ? 'the app' : `'${construct.node.path}'`;
  const finding = policyFinding({
    messageId,
    severity: 'warning',
    pointer: [],
    place: { source: '' },
    value: id,
    message: `the acknowledgement of '${id}' on ${where} ${problem}`,
  });
  return acknowledgedAt(construct, { ...finding, constructPath: construct.node.path });
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
