import type { IConstruct } from 'constructs';
import type { CheckResult } from '../check';
import { FindingPlacer, type PlacedFinding } from './placed-finding';
import type { Severities } from './severities';
import { type StackTemplate, topLevelStack } from './stack-templates';
import { checkTemplates } from './template-check';

/** What holds for a construct and everything below it. */
export interface Standard {
  readonly scope: IConstruct;
  readonly severities: Severities;
}

export interface Judgement {
  readonly findings: readonly PlacedFinding[];
  /** Templates that hold something the standards are about, nested stacks and product stacks included. */
  readonly templates: number;
  /** Launches in those templates. */
  readonly launches: number;
}

/**
 * Judges stacks by the standards set for them: the one way from constructs to findings, whichever door was used.
 * Where several standards hold for a construct, each finding counts once, with the graver severity.
 */
export function judge(templates: readonly StackTemplate[], standards: readonly Standard[]): Judgement {
  const placer = new FindingPlacer(templates);
  const results = new Map<string, CheckResult>();
  const findings = new Map<string, PlacedFinding>();
  for (const { scope, severities } of standards) {
    const key = JSON.stringify([...severities].sort());
    const result = results.get(key) ?? checkTemplates(templates, severities);
    results.set(key, result);
    for (const finding of result.findings) {
      const placed = placer.place(finding);
      if (placed === undefined || !isWithin(placed.construct, scope)) continue;
      const place = JSON.stringify([finding.template, finding.logicalId, finding.rule, finding.messageId, finding.path]);
      const known = findings.get(place);
      if (known === undefined || gravity(placed) > gravity(known)) findings.set(place, placed);
    }
  }
  return { findings: [...findings.values()], ...count(templates, standards, [...results.values()]) };
}

function count(
  templates: readonly StackTemplate[],
  standards: readonly Standard[],
  results: readonly CheckResult[],
): Omit<Judgement, 'findings'> {
  const concerned = templates.filter(({ stack }) => {
    const top = topLevelStack(stack);
    return standards.some(({ scope }) => isWithin(stack, scope) || isWithin(scope, top));
  });
  const all = concerned.length === templates.length ? results[0] : undefined;
  const { launches, templates: checked } = all ?? checkTemplates(concerned, new Map());
  return { launches, templates: checked };
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

function gravity({ locked, severity }: PlacedFinding): number {
  return ['info', 'warning', 'error'].indexOf(severity) + (locked ? 3 : 0);
}
