import type { IConstruct } from 'constructs';
import type { PolicyFinding } from '../policy/policy-finding';
import type { Standard } from '../standard';
import { misspeltAcknowledgements } from './acknowledgements';
import { engine } from './engine';
import type { LookupMode, Question } from './image-lookups';
import { FindingPlacer, type PlacedFinding } from './placed-finding';
import { type StackTemplate, topLevelStack } from './stack-templates';
import { checkTemplates, countLaunches, type TemplatesResult } from './template-check';

/** A standard that holds for a construct and everything below it. */
export interface ScopedStandard {
  readonly scope: IConstruct;
  readonly standard: Standard;
}

export interface Judgement {
  readonly findings: readonly PlacedFinding[];
  /** What is to be said of the policies themselves, and their baselines. */
  readonly remarks: readonly PolicyFinding[];
  /** The policy files that were followed. */
  readonly policies: readonly string[];
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
export function judge(templates: readonly StackTemplate[], standards: readonly ScopedStandard[], lookups: LookupMode = 'known'): Judgement {
  const placer = new FindingPlacer(templates);
  const results = new Map<Standard, TemplatesResult>();
  const findings = new Map<string, PlacedFinding>();
  const remarks = new Map<string, PolicyFinding>();
  const ruleNames = engine.rules.map(({ name }) => name);
  for (const { scope, standard } of standards) {
    const result = results.get(standard) ?? checkTemplates(templates, standard, lookups);
    results.set(standard, result);
    const within = result.findings
      .map((finding) => placer.place(finding))
      .filter((placed) => placed !== undefined)
      .filter(({ construct }) => isWithin(construct, scope));
    const applied = engine.applyStandard(within, standard);
    for (const remark of misspeltAcknowledgements(scope, ruleNames)) remarks.set(JSON.stringify(remark), remark);
    for (const remark of applied.remarks) remarks.set(JSON.stringify(remark), remark);
    for (const placed of applied.findings) {
      const place = JSON.stringify([placed.template, placed.logicalId, placed.rule, placed.messageId, placed.path]);
      const known = findings.get(place);
      if (known === undefined || gravity(placed) > gravity(known)) findings.set(place, placed);
    }
  }
  const checked = [...results.values()];
  return {
    findings: [...findings.values()],
    remarks: [...remarks.values()],
    policies: [...new Set(standards.flatMap(({ standard }) => standard.policy.file ?? []))],
    questions: checked.flatMap(({ questions }) => questions),
    ...count(templates, standards, checked),
  };
}

function count(
  templates: readonly StackTemplate[],
  standards: readonly ScopedStandard[],
  results: readonly TemplatesResult[],
): Pick<Judgement, 'templates' | 'launches'> {
  const concerned = templates.filter(({ stack }) => {
    const top = topLevelStack(stack);
    return standards.some(({ scope }) => isWithin(stack, scope) || isWithin(scope, top));
  });
  const all = concerned.length === templates.length ? results[0] : undefined;
  const { launches, templates: checked } = all ?? countLaunches(concerned);
  return { launches, templates: checked };
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

function gravity({ exempted, locked, severity }: PlacedFinding): number {
  return exempted === undefined ? 1 + ['info', 'warning', 'error'].indexOf(severity) + (locked ? 3 : 0) : 0;
}
