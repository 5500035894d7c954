import { Catalog } from './catalog/catalog';
import type { Finding, Severity } from './finding';
import { type KnownImages, NO_RECORDED_IMAGES } from './images/judge-image';
import { type Demands, NO_DEMANDS } from './policy/demands';
import type { RuleSeverity } from './policy/severities';
import { rules } from './rules';
import type { Judge, Knowledge, RawReport, Rule, Subject } from './rules/rule';
import { collectLaunches, type Launch } from './launch/launches';
import { describeOrigin } from './template/values/outcome';
import { constructPath } from './template/resource';
import { Template } from './template/template';
import { TemplateSet, type TemplateInput } from './template/template-set';

export type { RuleSeverity, TemplateInput };

export interface CheckOptions {
  /** @default - the catalog in the package */
  readonly catalog?: Catalog;
  /** @default - no image is recorded */
  readonly images?: KnownImages;
  /** @default - none but the rules' own */
  readonly demands?: Demands;
  /** Severities that differ from the rules' own. */
  readonly severities?: ReadonlyMap<string, RuleSeverity>;
  /** Values for template parameters, as given at deployment; they apply to every template that is not nested in another. */
  readonly parameters?: ReadonlyMap<string, string>;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** Templates checked. */
  readonly templates: number;
  /** Launches checked: resources that launch or reserve EC2 capacity, a launch template counting where nothing checked uses it. */
  readonly launches: number;
  /** Whether a value depends on what some stack exports: with more templates at hand, it might be another. */
  readonly followsImports: boolean;
}

/** Judges templates by the rules. The one function behind every front door. Never throws for what a template holds. */
export function check(inputs: readonly TemplateInput[], options: CheckOptions = {}): CheckResult {
  const { severities = new Map<string, RuleSeverity>(), parameters = new Map<string, string>() } = options;
  const { catalog = Catalog.bundled(), images = NO_RECORDED_IMAGES, demands = NO_DEMANDS } = options;
  const known: Knowledge = { catalog, images, demands };
  const set = new TemplateSet(inputs, parameters);
  const launches = collectLaunches(set.deployments);
  const findings = new FindingList();
  const judges = rules.flatMap((rule) => {
    const severity = severities.get(rule.name);
    if ((severity ?? rule.meta.severity) === 'off') return [];
    const judge = rule.judge(known, (raw, subject) => {
      findings.add(rule, severity, subject, raw);
    });
    return [{ rule, judge }];
  });
  for (const template of set.deployments) judgeBy(judges, template, (judge) => judge.checkTemplate?.(template));
  for (const launch of launches) judgeBy(judges, launch, (judge) => judge.checkLaunch?.(launch));
  return {
    findings: findings.sorted(inputs),
    templates: inputs.length,
    launches: countLaunches(launches),
    followsImports: set.followsImports,
  };
}

interface ActiveRule {
  readonly rule: Rule;
  readonly judge: Judge;
}

/** Where a rule crashes, the error names it and what it was judging: front doors report that, and never as a pass. */
function judgeBy(rules: readonly ActiveRule[], subject: Subject, run: (judge: Judge) => void): void {
  let running: string | undefined;
  try {
    for (const { rule, judge } of rules) {
      running = rule.name;
      run(judge);
    }
  } catch (cause) {
    const what = subject instanceof Template ? subject.id : `${subject.template.id}, ${subject.resource.logicalId}`;
    throw new Error(`rule '${running ?? ''}' crashed on ${what}`, { cause });
  }
}

const GRAVITY: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Collects findings, one per template, resource, path and message. */
class FindingList {
  private readonly byKey = new Map<string, Finding>();

  public add(rule: Rule, set: RuleSeverity | undefined, subject: Subject, raw: RawReport): void {
    const [template, resource] = subject instanceof Template ? [subject, raw.at.resource] : [subject.template, subject.resource];
    const key = [template.id, resource?.logicalId ?? '', raw.at.path, rule.name, raw.messageId].join('\n');
    const earlier = this.byKey.get(key);
    const severity = severityOf(rule, set, raw.severity);
    // The gravest speaks for all that is at one place.
    if (earlier !== undefined && GRAVITY[severity] <= GRAVITY[earlier.severity]) {
      this.byKey.set(key, { ...earlier, values: [...new Set([...earlier.values, ...(raw.values ?? [])])] });
      return;
    }
    const values = [...new Set([...(raw.values ?? []), ...(earlier?.values ?? [])])];
    const path = resource === undefined ? undefined : constructPath(resource);
    const doubt = rule.meta.doubts?.[raw.messageId];
    this.byKey.set(key, {
      rule: rule.name,
      messageId: raw.messageId,
      severity,
      ...(doubt === undefined ? {} : { doubt }),
      locked: set === 'locked',
      template: template.id,
      ...(resource === undefined ? {} : { logicalId: resource.logicalId, resourceType: resource.type }),
      ...(path === undefined ? {} : { constructPath: path }),
      path: raw.at.path,
      pointer: raw.at.pointer,
      ...(values[0] === undefined ? {} : { value: values[0] }),
      values,
      ...(raw.origin === undefined ? {} : { origin: describeOrigin(raw.origin) }),
      message: raw.message,
      ...(raw.fix === undefined ? {} : { fix: raw.fix }),
    });
  }

  /** In the order of the inputs; within a template as the rules found them, resource by resource. */
  public sorted(inputs: readonly TemplateInput[]): readonly Finding[] {
    const order = new Map(inputs.map(({ id }, index) => [id, index]));
    return [...this.byKey.values()].sort((a, b) => (order.get(a.template) ?? 0) - (order.get(b.template) ?? 0));
  }
}

/**
 * A severity that a policy sets holds for all of a rule's findings but its notes; `locked` leaves each as grave as the rule
 * makes it.
 */
function severityOf(rule: Rule, set: RuleSeverity | undefined, reported: Severity | undefined): Severity {
  const own = rule.meta.severity === 'off' ? 'error' : rule.meta.severity;
  if (reported === 'info' || set === undefined || set === 'off' || set === 'locked') return reported ?? own;
  return set;
}

function countLaunches(launches: readonly Launch[]): number {
  const key = ({ template, resource }: Launch): string => `${template.id}\n${resource.logicalId}`;
  const used = new Set<string>();
  for (const launch of launches) for (const use of launch.launchTemplates) if (use.launch !== undefined) used.add(key(use.launch));
  const counted = new Set(launches.filter((launch) => launch.definition.launches !== false && launch.launchesAnything).map(key));
  return [...counted].filter((launch) => !used.has(launch)).length;
}
