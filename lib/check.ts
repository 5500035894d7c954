import { Catalog } from './catalog/catalog';
import type { Finding, Severity } from './finding';
import { type KnownImages, NO_RECORDED_IMAGES } from './images/judge-image';
import { type Demands, NO_DEMANDS } from './policy/demands';
import { POLICY_RULE } from './policy/policy-finding';
import type { RuleSeverity } from './policy/severities';
import { readTemplateExemptions, type TemplateExemption } from './policy/template-exemption';
import { rules } from './rules';
import type { FilledReport, Knowledge, Rule, RuleVisitor, Subject } from './rules/rule';
import { withEmbedded } from './launch/calls/carriers';
import { declaredResources, type DeclaredProperty } from './launch/sites/declared';
import { collectLaunches, type Launch } from './launch/launches';
import { describeOrigin } from './template/values/outcome';
import type { Pointer } from './base/json/json';
import { constructPath, type Resource } from './template/resource';
import { Template } from './template/template';
import { TemplateSet, type TemplateInput } from './template/template-set';

export type { RuleSeverity, TemplateInput };

export interface CheckOptions {
  /** @default - the catalog in the package */
  readonly catalog?: Catalog;
  /** @default - no recorded image */
  readonly images?: KnownImages;
  /** @default - the policy demands nothing beyond the rules */
  readonly demands?: Demands;
  /** Launch sites of resource types of one's own. */
  readonly launchSites?: readonly DeclaredProperty[];
  /** Severities that differ from the rules' own. */
  readonly severities?: ReadonlyMap<string, RuleSeverity>;
  /** Values for template parameters, as given at deployment; they apply to every template that is not nested in another. */
  readonly parameters?: ReadonlyMap<string, string>;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** Templates checked. */
  readonly templates: number;
  /** Launches checked: resources that launch or reserve EC2 capacity. A launch template counts where no checked resource uses it. */
  readonly launches: number;
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
  const declared = declaredResources(options.launchSites ?? []);
  const severityOfRule = (name: string): RuleSeverity =>
    severities.get(name) ?? rules.find((rule) => rule.name === name)?.meta.severity ?? 'off';
  const fails = (name: string): boolean => ['error', 'locked'].includes(severityOfRule(name));
  const isOn = (name: string): boolean => severityOfRule(name) !== 'off';
  const known: Knowledge = { catalog, images, demands, declared, fails, isOn };
  const set = new TemplateSet(inputs, parameters);
  const templates = withEmbedded(set.deployments);
  const launches = collectLaunches(templates, declared);
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
    templates: inputs.length,
    launches: countLaunches(launches),
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

/** A place in the document of a template that is checked. */
interface PlaceInDocument {
  readonly template: Template;
  readonly resource: Resource | undefined;
  readonly path: string;
  readonly pointer: Pointer;
}

/** Returns where a place stands in its document: what is read from a text stands in the resource that has the text. */
function placeInDocument(subject: Subject, { path, pointer, resource }: FilledReport['at']): PlaceInDocument {
  if (subject instanceof Template) return outermost({ template: subject, resource, path, pointer });
  const { template, call } = subject;
  if (call === undefined) return outermost({ template, resource: subject.resource, path, pointer });
  return outermost({ template, resource: call.carrier, path: path.replace(/^Properties/, call.path), pointer: call.pointer });
}

function outermost(place: PlaceInDocument): PlaceInDocument {
  const { template, resource, path } = place;
  const { writtenIn } = template;
  if (writtenIn === undefined) return place;
  const inside = resource === undefined ? path : `Resources/${resource.logicalId}/${path}`;
  return outermost({ ...writtenIn, path: `${writtenIn.path}/${inside}` });
}

const GRAVITY: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

const RULE_NAMES = rules.map(({ name }) => name);

/** Collects findings, one per template, resource, path and message. */
class FindingList {
  private readonly byKey = new Map<string, Finding>();
  /** The rules that reported something on a resource, by resource: only these are asked about. */
  private readonly reported = new Map<Resource, Set<string>>();

  public add(rule: Rule, set: RuleSeverity | undefined, subject: Subject, report: FilledReport): void {
    const { template, resource, path: place, pointer } = placeInDocument(subject, report.at);
    const key = [template.id, resource?.logicalId ?? '', place, rule.name, report.messageId].join('\n');
    const earlier = this.byKey.get(key);
    const severity = severityOf(rule, set, report.severity);
    // The gravest finding at one place stands for all.
    if (earlier !== undefined && GRAVITY[severity] <= GRAVITY[earlier.severity]) {
      const replacements = [...(earlier.replacements ?? []), ...(report.replacements ?? [])];
      const values = [...new Set([...earlier.values, ...(report.values ?? [])])];
      this.byKey.set(key, {
        ...earlier,
        values,
        ...(replacements.length === 0 ? {} : { replacements }),
        ...changesOf(subject, report, earlier),
      });
      return;
    }
    const values = [...new Set([...(report.values ?? []), ...(earlier?.values ?? [])])];
    const path = resource === undefined ? undefined : constructPath(resource);
    const doubt = rule.meta.doubts?.[report.messageId];
    const templateExemption = resource === undefined ? undefined : this.exemptionFrom(resource, rule.name);
    this.byKey.set(key, {
      rule: rule.name,
      messageId: report.messageId,
      severity,
      ...(doubt === undefined ? {} : { doubt }),
      locked: set === 'locked',
      template: template.id,
      ...(resource === undefined ? {} : { logicalId: resource.logicalId, resourceType: resource.type }),
      ...(path === undefined ? {} : { constructPath: path }),
      path: place,
      pointer,
      ...(values[0] === undefined ? {} : { value: values[0] }),
      values,
      ...(report.origin === undefined ? {} : { origin: describeOrigin(report.origin) }),
      message: report.message,
      ...(report.fix === undefined ? {} : { fix: report.fix }),
      ...(report.replacements === undefined ? {} : { replacements: report.replacements }),
      ...changesOf(subject, report, earlier),
      ...(templateExemption === undefined ? {} : { templateExemption }),
    });
  }

  /** Adds findings about exemptions in the template: those that cannot be read, and those that accept nothing. */
  public addExemptionRemarks(template: Template, isOn: (rule: string) => boolean): void {
    for (const resource of template.resources()) {
      const exemptions = exemptionsOf(resource);
      if ('problem' in exemptions) {
        this.addRemark(template, resource, {
          ...exemptions,
          messageId: 'malformedExemption',
          severity: 'error',
          message: exemptions.problem,
        });
        continue;
      }
      for (const { rule, pointer } of exemptions) {
        if (!isOn(rule) || this.reported.get(resource)?.has(rule) === true) continue;
        const message = `the exemption from '${rule}' matches no finding on this resource: remove it`;
        this.addRemark(template, resource, { pointer, messageId: 'unmatchedExemption', severity: 'warning', message });
      }
    }
  }

  private addRemark(template: Template, resource: Resource, remark: Pick<Finding, 'messageId' | 'severity' | 'pointer' | 'message'>): void {
    const { messageId, severity, pointer, message } = remark;
    const path = pointer.slice(resource.pointer.length).join('/');
    const construct = constructPath(resource);
    this.byKey.set([template.id, resource.logicalId, path, POLICY_RULE, messageId].join('\n'), {
      rule: POLICY_RULE,
      messageId,
      severity,
      locked: false,
      template: template.id,
      logicalId: resource.logicalId,
      resourceType: resource.type,
      ...(construct === undefined ? {} : { constructPath: construct }),
      path,
      pointer,
      values: [],
      message,
    });
  }

  private exemptionFrom(resource: Resource, rule: string): Finding['templateExemption'] {
    const rulesReported = this.reported.get(resource) ?? new Set();
    this.reported.set(resource, rulesReported.add(rule));
    const exemptions = exemptionsOf(resource);
    if ('problem' in exemptions) return undefined;
    const [longest] = exemptions.filter((exemption) => exemption.rule === rule).sort((a, b) => (lastDayOf(a) < lastDayOf(b) ? 1 : -1));
    return longest === undefined
      ? undefined
      : { reason: longest.reason, ...(longest.expires === undefined ? {} : { expires: longest.expires }) };
  }

  /** Sorts by input; within a template, findings keep the order in which the rules reported them, resource by resource. */
  public sorted(inputs: readonly TemplateInput[]): readonly Finding[] {
    const order = new Map(inputs.map(({ id }, index) => [id, index]));
    return [...this.byKey.values()].sort((a, b) => (order.get(a.template) ?? 0) - (order.get(b.template) ?? 0));
  }
}

/** Returns what a fix changes, with what an earlier finding at the same place has. A text in a resource is not edited. */
function changesOf(
  subject: Subject,
  { edits = [] }: FilledReport,
  earlier: Finding | undefined,
): Pick<Finding, 'templateEdits' | 'change' | 'launchedWith'> {
  if (subject instanceof Template) return {};
  const { resource, template, call, definition } = subject;
  const isEditable = call === undefined && template.writtenIn === undefined;
  const all = [...(earlier?.templateEdits ?? []), ...(isEditable ? edits : [])];
  const parts = subject.parts.flatMap(({ launch }) => launch ?? []);
  const launches = [{ template, resource }, ...subject.referred, ...subject.users, ...parts];
  const launchedWith = [...(earlier?.launchedWith ?? []), ...launches.map((each) => `${each.template.id}#${each.resource.logicalId}`)];
  return {
    ...(all.length === 0 ? {} : { templateEdits: all, change: definition.change }),
    launchedWith: [...new Set(launchedWith)],
  };
}

/** The last day of an exemption, as texts compare; one that does not expire outlasts all. */
function lastDayOf({ expires = '9999-12-31' }: TemplateExemption): string {
  return expires;
}

function exemptionsOf({ body, pointer }: Resource): ReturnType<typeof readTemplateExemptions> {
  return readTemplateExemptions(body, pointer, RULE_NAMES);
}

/** Applies the severity that a policy sets to all of a rule's findings except notes; `locked` keeps the severity the rule reports. */
function severityOf(rule: Rule, set: RuleSeverity | undefined, reported: Severity | undefined): Severity {
  const own = rule.meta.severity === 'off' ? 'error' : rule.meta.severity;
  if (reported === 'info' || set === undefined || set === 'off' || set === 'locked') return reported ?? own;
  return set;
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

/** Names what a launch is written in, whatever the deployment. */
function placeOf({ template, resource, call }: Launch): string {
  const own = `${template.id}\n${resource.logicalId}`;
  const { writtenIn } = template;
  if (writtenIn === undefined && call === undefined) return own;
  return [own, writtenIn?.path, writtenIn?.resource.logicalId, call?.path, call?.title].join('\n');
}
