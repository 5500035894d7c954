import type { IConstruct } from 'constructs';
import type { PolicyFinding } from '../../policy/policy-finding';
import type { ProfileName } from '../../policy/profiles';
import type { Standard } from '../../policy/standard';
import { acknowledgedAt, acknowledgementsWithoutReason, misspeltAcknowledgements, unusedAcknowledgements } from './acknowledgements';
import { coverageOf } from './baseline-coverage';
import { codeSpelling } from './code-spelling';
import { engine } from './engine';
import { INTERNAL_ERROR } from './internal-error';
import type { LookupMode, Question } from './image-lookups';
import { FindingPlacer, isOpen, type PlacedFinding } from './placed-finding';
import { remarksOfAll, type StandardRemarks } from './policy-remarks';
import type { StackTemplate, StackTemplates } from './stack-templates';
import { checkStackTemplates, countLaunches, type TemplatesResult } from './template-check';

/** A standard that applies to a construct and everything below it. */
export interface ScopedStandard {
  readonly scope: IConstruct;
  readonly standard: Standard;
}

/** A finding on a policy, a baseline or an acknowledgement. */
export interface AppRemark extends PolicyFinding {
  /** The profile `observe` is in force: reports list notes too. */
  readonly isObserved?: boolean;
}

const OBSERVE: ProfileName = 'observe';

/** The result of checking an app, or the part of it that a plugin or a test covers. */
export interface AppResult {
  readonly findings: readonly PlacedFinding[];
  /** Findings on the policies themselves, their baselines, and acknowledgements that accept nothing. */
  readonly remarks: readonly AppRemark[];
  /** The policy files that were followed. */
  readonly policies: readonly string[];
  /** The retrieval dates of the EC2 catalogs that were used. */
  readonly catalogs: readonly string[];
  /** Templates within the scopes of the standards, nested stacks and product stacks included. */
  readonly templates: number;
  /** The number of templates that no stack ever deploys. */
  readonly notDeployed: number;
  /** Launches in those templates. */
  readonly launches: number;
  /** Lookups that the command line has to make before the result is complete. */
  readonly questions: readonly Question[];
}

/**
 * Checks stacks against their standards. This is the only function from constructs to findings: the gate, plugins and assertions all call
 * it. If several standards apply to a construct, each finding counts once, with the higher severity.
 *
 * @param lookups whether the command line will answer lookups
 */
export function checkApp(templates: StackTemplates, standards: readonly ScopedStandard[], lookups: LookupMode = 'known'): AppResult {
  const placer = new FindingPlacer(templates);
  const spellingOf = (template: string, logicalId: string, path: string) => {
    const resource = placer.resourceAt(template, logicalId);
    return resource === undefined ? undefined : codeSpelling(resource, path);
  };
  const results = new Map<Standard, TemplatesResult>();
  const findings = new Map<string, PlacedFinding>();
  const acknowledgements = new Map<string, AppRemark>();
  const remarks: StandardRemarks[] = [];
  const placedFindings: PlacedFinding[] = [];
  const ruleNames = engine.rules.map(({ name }) => name);
  for (const { scope, standard } of standards) {
    const scopes = standards.filter((each) => each.standard === standard).map((each) => each.scope);
    const result =
      results.get(standard) ??
      checkStackTemplates(templates, standard, { mode: lookups, asksFor: (template) => isCovered(template, scopes) }, spellingOf);
    results.set(standard, result);
    const within = [...result.findings, ...result.covered]
      .map((finding) => placer.place(finding))
      .filter((placed) => placed !== undefined)
      .filter(({ construct }) => isWithin(construct, scope));
    const followers = standards.filter((each) => each.standard.policy.baseline === standard.policy.baseline);
    const coverage = coverageOf(
      templates,
      followers.map((each) => each.scope),
    );
    const applied = engine.applyStandard(within, standard, coverage);
    const observes = standard.policy.settings.unresolved?.from.profile === OBSERVE;
    // Without an open finding no acknowledgement is missing. Most apps need no search.
    const missing = applied.findings.some(isOpen)
      ? [misspeltAcknowledgements, acknowledgementsWithoutReason].flatMap((find) => find(templates.acknowledgingBelow(scope), ruleNames))
      : [];
    for (const remark of missing) acknowledgements.set(JSON.stringify(remark), remark);
    placedFindings.push(...within);
    if (seesAll(scope, templates, lookups)) {
      const own = [...applied.remarks, ...unmatchedBelow(scope, result, standard, templates)].map((remark) => ({
        ...acknowledgedAt(scope.node.root, remark),
        ...(observes && { isObserved: true }),
      }));
      remarks.push({ standard, remarks: own });
    }
    for (const finding of applied.findings) {
      const looked = lookups === 'asked' ? untilLookedUp(finding) : finding;
      const placed = observes || isNoteByPolicy(finding, standard) ? { ...looked, isObserved: true } : looked;
      const place = JSON.stringify([placed.template, placed.logicalId, placed.rule, placed.messageId, placed.path]);
      const known = findings.get(place);
      if (known === undefined || gravity(placed) > gravity(known)) findings.set(place, placed);
    }
  }
  // A template that was not checked may hold the finding that an acknowledgement accepts.
  const isChecked = !placedFindings.some(({ rule }) => rule === INTERNAL_ERROR);
  for (const { scope, standard } of standards) {
    if (!isChecked || !seesAll(scope, templates, lookups)) continue;
    const on = ruleNames.filter((name) => !standard.switchedOff.has(name));
    const unused = unusedAcknowledgements(templates.acknowledgingBelow(scope), on, placedFindings);
    for (const remark of unused) acknowledgements.set(JSON.stringify(remark), remark);
  }
  const checked = [...results.values()];
  return {
    // The command line drops a finding with its stack, so findings of several stacks stay separate.
    findings: engine.oneForEachLookup([...findings.values()], ({ stackTemplate }) => stackTemplate.topLevelStack.node.path),
    remarks: [...acknowledgements.values(), ...remarksOfAll(remarks)],
    catalogs: [...new Set(standards.map(({ standard }) => standard.catalog?.retrieved ?? engine.catalogDate))],
    policies: [...new Set(standards.flatMap(({ standard }) => standard.policy.file ?? []))],
    questions: checked.flatMap(({ questions }) => questions),
    ...count(templates, standards, checked),
  };
}

/** Finds statements that match no parameter of the templates that a scope covers. */
function unmatchedBelow(
  scope: IConstruct,
  { parameters }: TemplatesResult,
  { policy }: Standard,
  templates: StackTemplates,
): readonly PolicyFinding[] {
  if (!policy.imageStatements.some(({ templateParameter }) => templateParameter !== undefined)) return [];
  const covered = new Set(templates.all.filter((template) => isCovered(template, [scope])).map(({ id }) => id));
  return engine.unmatchedStatements(
    policy,
    parameters.filter(({ template }) => covered.has(template)),
  );
}

function count(
  templates: StackTemplates,
  standards: readonly ScopedStandard[],
  results: readonly TemplatesResult[],
): Pick<AppResult, 'templates' | 'notDeployed' | 'launches'> {
  const scopes = standards.map(({ scope }) => scope);
  const covered = templates.filter((template) => isCovered(template, scopes));
  const all = covered === templates ? results[0] : undefined;
  const {
    launches,
    notDeployed,
    templates: checked,
  } = all ??
  countLaunches(
    covered,
    standards.flatMap(({ standard }) => standard.policy.launchSites),
  );
  return { launches, notDeployed, templates: checked };
}

/**
 * Tells whether an exemption or baseline entry without a match here has no match in the whole app. A plugin on part of the app does not see
 * the findings of the others. Enforced standards are checked together.
 */
function seesAll(scope: IConstruct, templates: StackTemplates, lookups: LookupMode): boolean {
  return lookups === 'asked' || (scope === scope.node.root && templates.holdAllBelow(scope));
}

/** Tells whether a scope covers the stack, or lies within its deployment. */
function isCovered({ stack, topLevelStack }: StackTemplate, scopes: readonly IConstruct[]): boolean {
  return scopes.some((scope) => isWithin(stack, scope) || isWithin(scope, topLevelStack));
}

/**
 * Lowers a finding on an image that the command line is about to look up to `info`, whatever severity the policy sets: a synthesis
 * that fails makes no lookup.
 */
function untilLookedUp(finding: PlacedFinding): PlacedFinding {
  return finding.rule === 'image-ready' && finding.messageId === 'notLookedUp' ? { ...finding, severity: 'info' } : finding;
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

/** Tells whether the policy sets the rule of a finding, or its kind of doubt, to `info`. */
function isNoteByPolicy({ rule, doubt }: PlacedFinding, { policy }: Standard): boolean {
  return policy.severities.get(rule) === 'info' || (doubt !== undefined && policy.settings[doubt]?.value === 'info');
}

function gravity({ exempted, locked, severity }: PlacedFinding): number {
  return exempted === undefined ? 1 + ['info', 'warning', 'error'].indexOf(severity) + (locked ? 3 : 0) : 0;
}
