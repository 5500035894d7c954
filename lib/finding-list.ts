import type { Pointer } from './base/json/json';
import type { CoveringFinding, Finding, Severity } from './finding';
import { POLICY_RULE } from './policy/policy-finding';
import type { RuleSeverity } from './policy/severities';
import { readTemplateExemptions, type TemplateExemption } from './policy/template-exemption';
import { constructPath, type Resource } from './template/resource';
import { Template } from './template/template';
import { describeOrigin } from './template/values/outcome';
import { rules } from './rules';
import type { FilledReport, Rule, Subject } from './rules/rule';

/** A place in the document of a template that is checked. */
interface PlaceInDocument {
  readonly template: Template;
  readonly resource: Resource | undefined;
  readonly path: string;
  readonly pointer: Pointer;
}

/** Returns the position of a place in its document. A place in a text is in the resource that holds the text. */
function placeInDocument(subject: Subject, { path, pointer, resource }: FilledReport['at']): PlaceInDocument {
  if (subject instanceof Template) return outermost({ template: subject, resource, path, pointer });
  const { template, call } = subject;
  if (call === undefined) return outermost({ template, resource: subject.resource, path, pointer });
  return outermost({ template, resource: call.carrier, path: path.replace(/^Properties/, call.path), pointer: call.pointer });
}

/** Returns the place of the finding that covers a report. */
function coverOf({ coveredBy, values = [] }: FilledReport): CoveringFinding | undefined {
  if (coveredBy === undefined) return undefined;
  const { template, resource, path } = placeInDocument(coveredBy.launch, coveredBy.at);
  return { template: template.id, logicalId: resource?.logicalId ?? '', path, values: coveredBy.values ?? values };
}

function coveringPlace(cover: CoveringFinding | undefined): readonly string[] {
  return cover === undefined ? [] : [cover.template, cover.logicalId, cover.path];
}

function withCover(cover: CoveringFinding | undefined, earlier: CoveringFinding | undefined): Pick<Finding, 'coveredBy'> {
  if (cover === undefined) return {};
  return { coveredBy: { ...cover, values: [...new Set([...(earlier?.values ?? []), ...cover.values])] } };
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
export class FindingList {
  private readonly byKey = new Map<string, Finding>();
  /** Findings that others cover. */
  private readonly coveredByKey = new Map<string, Finding>();
  /** The rules that reported something on a resource, by resource: only these are asked about. */
  private readonly reported = new Map<Resource, Set<string>>();

  public add(rule: Rule, set: RuleSeverity | undefined, subject: Subject, report: FilledReport): void {
    const { template, resource, path: place, pointer } = placeInDocument(subject, report.at);
    const coveredBy = coverOf(report);
    const byKey = coveredBy === undefined ? this.byKey : this.coveredByKey;
    const key = [template.id, resource?.logicalId ?? '', place, rule.name, report.messageId, ...coveringPlace(coveredBy)].join('\n');
    const earlier = byKey.get(key);
    const severity = severityOf(rule, set, report.severity);
    // The gravest finding at a place represents all.
    if (earlier !== undefined && GRAVITY[severity] <= GRAVITY[earlier.severity]) {
      const replacements = [...(earlier.replacements ?? []), ...(report.replacements ?? [])];
      const values = [...new Set([...earlier.values, ...(report.values ?? [])])];
      byKey.set(key, {
        ...earlier,
        values,
        ...(replacements.length === 0 ? {} : { replacements }),
        ...changesOf(subject, report, earlier),
        ...withCover(coveredBy, earlier.coveredBy),
      });
      return;
    }
    const values = [...new Set([...(report.values ?? []), ...(earlier?.values ?? [])])];
    const path = resource === undefined ? undefined : constructPath(resource);
    const doubt = rule.meta.doubts?.[report.messageId];
    const templateExemption = resource === undefined ? undefined : this.exemptionFrom(resource, rule.name);
    byKey.set(key, {
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
      ...(report.sharedBy === undefined ? {} : { sharedBy: report.sharedBy }),
      message: report.message,
      ...(report.fix === undefined ? {} : { fix: report.fix }),
      ...(report.replacements === undefined ? {} : { replacements: report.replacements }),
      ...changesOf(subject, report, earlier),
      ...(templateExemption === undefined ? {} : { templateExemption }),
      ...withCover(coveredBy, earlier?.coveredBy),
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
  public sorted(inputs: readonly { readonly id: string }[]): readonly Finding[] {
    return inOrderOf(inputs, [...this.byKey.values()]);
  }

  /** Returns the findings that count only if the findings that cover them are accepted, in the same order. */
  public covered(inputs: readonly { readonly id: string }[]): readonly Finding[] {
    return inOrderOf(inputs, [...this.coveredByKey.values()]);
  }
}

function inOrderOf(inputs: readonly { readonly id: string }[], findings: readonly Finding[]): readonly Finding[] {
  const order = new Map(inputs.map(({ id }, index) => [id, index]));
  return findings.toSorted((a, b) => (order.get(a.template) ?? 0) - (order.get(b.template) ?? 0));
}

/** Returns the edits of a fix, joined with those of an earlier finding at the same place. A text in a resource is not edited. */
function changesOf(
  subject: Subject,
  { edits = [], change }: FilledReport,
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
    ...(all.length === 0 ? {} : { templateEdits: all, change: change ?? definition.change }),
    launchedWith: [...new Set(launchedWith)],
  };
}

/** Returns the last day of an exemption, as texts compare. One that does not expire outlasts all. */
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
