import type { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { PolicyFinding } from '../../policy/policy-finding';
import type { Standard } from '../../policy/standard';
import { acknowledgedAt, misspeltAcknowledgements } from './acknowledgements';
import { coverageOf } from './baseline-coverage';
import { engine } from './engine';
import type { LookupMode, Question } from './image-lookups';
import { FindingPlacer, isOpen, type PlacedFinding } from './placed-finding';
import { remarksOfAll, type StandardRemarks } from './policy-remarks';
import { type StackTemplate, stackTemplatesBelow, topLevelStack } from './stack-templates';
import { checkTemplates, countLaunches, type TemplatesResult } from './template-check';

/** A standard that holds for a construct and everything below it. */
export interface ScopedStandard {
  readonly scope: IConstruct;
  readonly standard: Standard;
}

export interface AppResult {
  readonly findings: readonly PlacedFinding[];
  /** What is to be said of the policies themselves, and their baselines. */
  readonly remarks: readonly PolicyFinding[];
  /** The policy files that were followed. */
  readonly policies: readonly string[];
  /** The days on which the EC2 catalogs were retrieved that were judged by. */
  readonly catalogs: readonly string[];
  /** Templates that hold something the standards are about, nested stacks and product stacks included. */
  readonly templates: number;
  /** Launches in those templates. */
  readonly launches: number;
  /** What the command line has to look up before more is known. */
  readonly questions: readonly Question[];
}

/**
 * Judges stacks by the standards set for them: the one way from constructs to findings, whichever door was used.
 * Where several standards hold for a construct, each finding counts once, with the graver severity.
 *
 * @param lookups whether somebody will answer what has to be looked up
 */
export function checkApp(
  templates: readonly StackTemplate[],
  standards: readonly ScopedStandard[],
  lookups: LookupMode = 'known',
): AppResult {
  const placer = new FindingPlacer(templates);
  const results = new Map<Standard, TemplatesResult>();
  const findings = new Map<string, PlacedFinding>();
  const misspelt = new Map<string, PolicyFinding>();
  const ofPolicies: StandardRemarks[] = [];
  const ruleNames = engine.rules.map(({ name }) => name);
  for (const { scope, standard } of standards) {
    const scopes = standards.filter((each) => each.standard === standard).map((each) => each.scope);
    const result =
      results.get(standard) ?? checkTemplates(templates, standard, { mode: lookups, asksFor: (stack) => isConcerned(stack, scopes) });
    results.set(standard, result);
    const within = result.findings
      .map((finding) => placer.place(finding))
      .filter((placed) => placed !== undefined)
      .filter(({ construct }) => isWithin(construct, scope));
    const followers = standards.filter((each) => each.standard.policy.baseline === standard.policy.baseline);
    const coverage = coverageOf(
      templates,
      followers.map((each) => each.scope),
    );
    const applied = engine.applyStandard(within, standard, coverage);
    // Where nothing is left to accept, none is missing: most apps need not be searched.
    if (applied.findings.some(isOpen)) {
      for (const remark of misspeltAcknowledgements(scope, ruleNames)) misspelt.set(JSON.stringify(remark), remark);
    }
    if (hasExceptions(standard) && seesAll(scope, templates, lookups))
      ofPolicies.push({ standard, remarks: applied.remarks.map((remark) => acknowledgedAt(scope.node.root, remark)) });
    for (const finding of applied.findings) {
      const placed = lookups === 'asked' ? untilLookedUp(finding) : finding;
      const place = JSON.stringify([placed.template, placed.logicalId, placed.rule, placed.messageId, placed.path]);
      const known = findings.get(place);
      if (known === undefined || gravity(placed) > gravity(known)) findings.set(place, placed);
    }
  }
  const checked = [...results.values()];
  return {
    findings: [...findings.values()],
    remarks: [...misspelt.values(), ...remarksOfAll(ofPolicies)],
    catalogs: [...new Set(standards.map(({ standard }) => standard.catalog?.retrieved ?? engine.catalogDate))],
    policies: [...new Set(standards.flatMap(({ standard }) => standard.policy.file ?? []))],
    questions: checked.flatMap(({ questions }) => questions),
    ...count(templates, standards, checked),
  };
}

function count(
  templates: readonly StackTemplate[],
  standards: readonly ScopedStandard[],
  results: readonly TemplatesResult[],
): Pick<AppResult, 'templates' | 'launches'> {
  const scopes = standards.map(({ scope }) => scope);
  const concerned = templates.filter(({ stack }) => isConcerned(stack, scopes));
  const all = concerned.length === templates.length ? results[0] : undefined;
  const { launches, templates: checked } = all ?? countLaunches(concerned);
  return { launches, templates: checked };
}

/** Only of these is there ever something to say, and telling what a standard sees takes a walk through the whole tree. */
function hasExceptions({ policy, baseline }: Standard): boolean {
  return policy.exemptions.length > 0 || baseline !== undefined;
}

/**
 * Whether what matches nothing here matches nothing at all. A plugin on less than the app is one of several, and knows nothing
 * of what the others find; standards that are enforced are judged together.
 */
function seesAll(scope: IConstruct, templates: readonly StackTemplate[], lookups: LookupMode): boolean {
  return lookups === 'asked' || (scope === scope.node.root && templates.length === stackTemplatesBelow(scope).length);
}

/** Where a standard holds for something in a stack. */
function isConcerned(stack: Stack, scopes: readonly IConstruct[]): boolean {
  const top = topLevelStack(stack);
  return scopes.some((scope) => isWithin(stack, scope) || isWithin(scope, top));
}

/**
 * What the command line is about to look up fails nothing yet, whatever the policy says of what is unresolved: a synthesis that
 * fails asks nothing.
 */
function untilLookedUp(finding: PlacedFinding): PlacedFinding {
  return finding.rule === 'image-ready' && finding.messageId === 'notLookedUp' ? { ...finding, severity: 'info' } : finding;
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

function gravity({ exempted, locked, severity }: PlacedFinding): number {
  return exempted === undefined ? 1 + ['info', 'warning', 'error'].indexOf(severity) + (locked ? 3 : 0) : 0;
}
