import { Catalog } from './catalog/catalog';
import type { Finding } from './finding';
import { type KnownImages, NO_RECORDED_IMAGES } from './images/judge-image';
import { type Demands, NO_DEMANDS } from './policy/demands';
import type { RuleSeverity } from './policy/severities';
import { rules } from './rules';
import type { SpellingOf } from './rules/advice/spelling';
import { FindingList } from './finding-list';
import type { Knowledge, Rule, RuleVisitor, Subject } from './rules/rule';
import { withEmbedded } from './launch/calls/carriers';
import { declaredResources, type DeclaredProperty } from './launch/sites/declared';
import { collectLaunches, type Launch } from './launch/launches';
import { Template } from './template/template';
import type { DeclaredParameter } from './template/values/unresolved-reason';
import { TemplateSet, type TemplateInput } from './template/template-set';

export type { RuleSeverity, TemplateInput };

export interface CheckOptions {
  /** @default - the catalog in the package */
  readonly catalog?: Catalog;
  /** @default - no recorded image */
  readonly images?: KnownImages;
  /** @default - the policy demands nothing beyond the rules */
  readonly demands?: Demands;
  /** Launch sites of one's own resource types. */
  readonly launchSites?: readonly DeclaredProperty[];
  /** Severities that differ from the rules' own. */
  readonly severities?: ReadonlyMap<string, RuleSeverity>;
  /** @default - advice is spelled as in a template */
  readonly spellingOf?: SpellingOf;
  /** The policy takes settings in the code of an app. @default - it is a file */
  readonly policyIsInCode?: boolean;
  /** Values for template parameters, as given at deployment; they apply to every template that is not nested in another. */
  readonly parameters?: ReadonlyMap<string, string>;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /**
   * Findings about types that other findings replace. `withoutCovered` decides whether they count: they do if those others are accepted.
   */
  readonly covered: readonly Finding[];
  /** Templates checked. */
  readonly templates: number;
  /** The number of templates that no stack ever deploys. Nothing judges them. */
  readonly notDeployed: number;
  /**
   * The number of launches checked: resources that launch or reserve EC2 capacity. A launch template counts if no checked resource uses it.
   */
  readonly launches: number;
  /** The parameters of all templates, those in texts of other templates included. */
  readonly parameters: readonly DeclaredParameter[];
  /** Whether a value depends on an export of a stack: it may change when more templates are checked. */
  readonly followsImports: boolean;
}

/**
 * Checks templates by every rule that is on. The command line and the CDK classes all call this one function.
 *
 * @throws if a rule crashes, never because of the content of a template
 */
export function check(inputs: readonly TemplateInput[], options: CheckOptions = {}): CheckResult {
  const { severities = new Map<string, RuleSeverity>(), parameters = new Map<string, string>() } = options;
  const { catalog = Catalog.bundled(), images = NO_RECORDED_IMAGES, demands = NO_DEMANDS } = options;
  const { spellingOf = () => undefined, policyIsInCode = false } = options;
  const declared = declaredResources(options.launchSites ?? []);
  const severityOfRule = (name: string): RuleSeverity =>
    severities.get(name) ?? rules.find((rule) => rule.name === name)?.meta.severity ?? 'off';
  const fails = (name: string): boolean => ['error', 'locked'].includes(severityOfRule(name));
  const isOn = (name: string): boolean => severityOfRule(name) !== 'off';
  const known: Knowledge = { catalog, images, demands, declared, spellingOf, policyIsInCode, fails, isOn };
  const set = new TemplateSet(inputs, parameters);
  const templates = withEmbedded(set.deployments);
  const launches = collectLaunches(templates, declared.rows);
  const findings = new FindingList();
  const active = rules.flatMap((rule) => {
    const severity = severities.get(rule.name);
    if ((severity ?? rule.meta.severity) === 'off') return [];
    const visitor = rule.create(known, (report, subject) => {
      findings.add(rule, severity, subject, report);
    });
    return [{ rule, visitor }];
  });
  for (const template of templates) visit(template, active, (visitor) => visitor.checkTemplate?.(template));
  for (const launch of launches) visit(launch, active, (visitor) => visitor.checkLaunch?.(launch));
  for (const template of set.deployments) findings.addExemptionRemarks(template, isOn);
  return {
    findings: findings.sorted(inputs),
    covered: findings.covered(inputs),
    templates: inputs.length,
    notDeployed: set.notDeployed,
    launches: countLaunches(launches),
    parameters: templates.flatMap((template) => template.declaredParameters()),
    followsImports: set.followsImports,
  };
}

interface ActiveRule {
  readonly rule: Rule;
  readonly visitor: RuleVisitor;
}

/**
 * Checks a subject by each rule in turn.
 *
 * @throws if a rule crashes: the error names the rule and the subject, and callers never report it as a pass
 */
function visit(subject: Subject, rules: readonly ActiveRule[], run: (visitor: RuleVisitor) => void): void {
  let running: string | undefined;
  try {
    for (const { rule, visitor } of rules) {
      running = rule.name;
      run(visitor);
    }
  } catch (cause) {
    const what = subject instanceof Template ? subject.id : `${subject.template.id}, ${subject.resource.logicalId}`;
    throw new Error(`rule '${running ?? ''}' crashed on ${what}`, { cause });
  }
}

function countLaunches(launches: readonly Launch[]): number {
  const used = new Set<string>();
  for (const { referred } of launches)
    for (const other of referred) if (other.definition.launches === 'by-reference') used.add(placeOf(other));
  const counted = new Set<string>();
  for (const launch of launches) {
    if (launch.definition.launches === false || !launch.launchesAnything) continue;
    const place = placeOf(launch);
    if (!used.has(place)) counted.add(place);
  }
  return counted.size;
}

/** Names the source of a launch, the same for every deployment. */
function placeOf({ template, resource, call }: Launch): string {
  const own = `${template.id}\n${resource.logicalId}`;
  const { writtenIn } = template;
  if (writtenIn === undefined && call === undefined) return own;
  return [own, writtenIn?.path, writtenIn?.resource.logicalId, call?.path, call?.title].join('\n');
}
