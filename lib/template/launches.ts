import type { Assumptions } from './assumptions';
import { isObject, member, type Pointer } from './json';
import { launchResources, type LaunchResource, type LaunchSite, type SiteKind } from './launch-sites';
import { scalarText, type Outcome } from './outcome';
import type { Resource } from './resource';
import { readSite, type Choice } from './site-walk';
import type { Template } from './template';

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';

/** The properties that name a launch template; EKS says Id and Name, PCS TemplateId. */
const LAUNCH_TEMPLATE_KEYS = ['LaunchTemplateId', 'Id', 'TemplateId', 'LaunchTemplateName', 'Name'];

/** What a launch refers to for whatever it does not say itself. */
export interface LaunchTemplateUse {
  readonly path: string;
  readonly pointer: Pointer;
  readonly when: Assumptions;
  /** The launch template, where it is among the templates that are checked. */
  readonly launch: Launch | undefined;
  /** How the template is named, for a message. */
  readonly name: string;
}

/** A launch that names no instance type itself, under `when`. */
export interface MissingType {
  readonly when: Assumptions;
  /** The launch templates that would have to name one and are not among the templates that are checked. */
  readonly outside: readonly LaunchTemplateUse[];
}

/** A resource that launches EC2 capacity, or says what another one launches. */
export class Launch {
  private choiceList: readonly Choice[] | undefined;
  private silentWays: readonly Assumptions[] | undefined;
  private useList: readonly LaunchTemplateUse[] | undefined;
  private defaultChoices: ReadonlyMap<string, readonly Outcome[]> | undefined;

  public constructor(
    public readonly template: Template,
    public readonly resource: Resource,
    public readonly definition: LaunchResource,
    /** The ways under which the resource is created. */
    public readonly ways: readonly Assumptions[],
    private readonly launchOf: (template: string, logicalId: string) => Launch | undefined,
    private readonly named: (template: Template, name: string) => Launch | undefined,
  ) {}

  /** Everything the resource says at its launch sites. */
  public get choices(): readonly Choice[] {
    return (this.choiceList ??= this.definition.sites.flatMap((site) => readSite(this.template, this.resource, site, this.ways).choices));
  }

  public choicesOf(...kinds: readonly SiteKind[]): readonly Choice[] {
    return this.choices.filter(({ site }) => kinds.includes(site.kind));
  }

  /** The outcomes at a path when every parameter keeps its default. */
  public byDefault(path: string): readonly Outcome[] {
    this.defaultChoices ??= this.readDefaults();
    return this.defaultChoices.get(path) ?? [];
  }

  /** The ways under which it launches something and neither itself nor its launch templates name what. */
  public missingTypes(): readonly MissingType[] {
    if (!this.launchesAnything || (this.definition.typeComesFrom ?? []).some((path) => this.says(path))) return [];
    return this.silentWaysOfTypes().flatMap((when): MissingType[] => {
      const uses = this.launchTemplates.filter((use) => use.when.and(when) !== undefined);
      const outside = uses.filter(({ launch }) => launch === undefined);
      const inside = uses.filter(({ launch }) => launch !== undefined && launch.silentWaysOfTypes().length === 0);
      return inside.length > 0 && outside.length === 0 ? [] : [{ when, outside }];
    });
  }

  public get launchTemplates(): readonly LaunchTemplateUse[] {
    return (this.useList ??= (this.definition.launchTemplates ?? []).flatMap((path) => this.usesAt(path)));
  }

  /** The ways under which the resource itself names neither type, family nor requirements. */
  private silentWaysOfTypes(): readonly Assumptions[] {
    if (this.silentWays === undefined) {
      let ways = this.ways;
      for (const site of this.definition.sites.filter(namesWhatToLaunch)) {
        if (ways.length > 0) ways = readSite(this.template, this.resource, site, ways).absent;
      }
      this.silentWays = ways;
    }
    return this.silentWays;
  }

  /** A Batch environment on Fargate, for one, launches nothing. What cannot be decided counts as launching. */
  public get launchesAnything(): boolean {
    const condition = this.definition.launchesOnlyWith;
    if (condition === undefined) return true;
    if (this.says(condition.path, condition.values)) return true;
    const { default: byDefault, values } = condition;
    return byDefault !== undefined && (values?.includes(byDefault) ?? true) && !this.says(condition.path);
  }

  /** Whether a property has a value: one of `values`, where they are given. */
  private says(path: string, values?: readonly string[]): boolean {
    return readSite(this.template, this.resource, { path, kind: 'instance-type' }, this.ways).choices.some(({ outcomes }) =>
      outcomes.some((outcome) => {
        const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        return outcome.kind === 'unresolved' || values === undefined || (text !== undefined && values.includes(text));
      }),
    );
  }

  private usesAt(path: string): LaunchTemplateUse[] {
    const site: LaunchSite = { path, kind: 'launch-template' };
    return readSite(this.template, this.resource, site, this.ways).choices.flatMap((choice) =>
      choice.outcomes.flatMap((outcome) => this.usesOf(choice, outcome)),
    );
  }

  private usesOf(choice: Choice, outcome: Outcome): LaunchTemplateUse[] {
    const { path, pointer } = choice;
    if (outcome.kind !== 'known' || !isObject(outcome.value)) return [{ path, pointer, when: outcome.when, launch: undefined, name: 'a launch template' }];
    for (const key of LAUNCH_TEMPLATE_KEYS) {
      const node = member(outcome.value, key);
      if (node === undefined) continue;
      return this.template.evaluator
        .evaluate(node, undefined, outcome.when)
        .filter(({ kind }) => kind !== 'absent')
        .map((reference) => ({ path, pointer, when: reference.when, ...this.referred(reference) }));
    }
    return [];
  }

  private referred(reference: Outcome): Pick<LaunchTemplateUse, 'launch' | 'name'> {
    if (reference.kind === 'unresolved') {
      const { reason } = reference;
      if (reason.kind !== 'resource') return { launch: undefined, name: `a launch template (${reason.text})` };
      return { launch: this.launchOf(reason.template, reason.logicalId), name: `'${reason.logicalId}'` };
    }
    const name = reference.kind === 'known' ? scalarText(reference.value) : undefined;
    return { launch: name === undefined ? undefined : this.named(this.template, name), name: `'${name ?? ''}'` };
  }

  private readDefaults(): ReadonlyMap<string, readonly Outcome[]> {
    const choices = this.definition.sites.flatMap((site) => readSite(this.template, this.resource, site, [this.template.defaults()]).choices);
    return new Map(choices.map(({ path, outcomes }) => [path, outcomes]));
  }
}

/** The launches of every template, in the order of their resources. */
export function collectLaunches(templates: readonly Template[]): Launch[] {
  const launches: Launch[] = [];
  const byTemplate = new Map<string, Map<string, Launch>>();
  const launchOf = (template: string, logicalId: string): Launch | undefined => {
    const launch = byTemplate.get(template)?.get(logicalId);
    return launch?.resource.type === LAUNCH_TEMPLATE ? launch : undefined;
  };
  const byName = new Map<string, ReadonlyMap<string, Launch>>();
  const named = (template: Template, name: string): Launch | undefined => {
    const names = byName.get(template.id) ?? launchTemplatesByName(byTemplate.get(template.id));
    byName.set(template.id, names);
    return names.get(name);
  };
  for (const template of templates) {
    const own = byTemplate.get(template.id) ?? new Map<string, Launch>();
    byTemplate.set(template.id, own);
    for (const resource of template.resources()) {
      const definition = launchResources.get(resource.type);
      if (definition === undefined) continue;
      const ways = template.assumptionsOf(resource);
      if (ways.length === 0) continue;
      const launch = new Launch(template, resource, definition, ways, launchOf, named);
      launches.push(launch);
      own.set(resource.logicalId, launch);
    }
  }
  return launches;
}

function launchTemplatesByName(launches: ReadonlyMap<string, Launch> | undefined): ReadonlyMap<string, Launch> {
  const names = new Map<string, Launch>();
  const site: LaunchSite = { path: 'LaunchTemplateName', kind: 'launch-template' };
  for (const launch of launches?.values() ?? []) {
    if (launch.resource.type !== LAUNCH_TEMPLATE) continue;
    for (const { outcomes } of readSite(launch.template, launch.resource, site, launch.ways).choices) {
      for (const outcome of outcomes) {
        const name = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        if (name !== undefined) names.set(name, launch);
      }
    }
  }
  return names;
}

const NAMES_WHAT_TO_LAUNCH: readonly SiteKind[] = [
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-type-list',
  'instance-family',
  'instance-requirements',
];

function namesWhatToLaunch(site: LaunchSite): boolean {
  return NAMES_WHAT_TO_LAUNCH.includes(site.kind);
}
