import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import { Launch, type LaunchIndex } from './launch';
import type { Target } from './launch-template-reference';
import { propertySite } from './property-site';
import { carriedBy } from './calls/carriers';
import type { CarriedLaunch } from './calls/carried';
import { launchResources, type LaunchResource } from './sites';
import { holderOfCfnInit, isNamedByCfnInit } from './sites/cfn-init';
import { scalarText } from '../template/values/outcome';
import { programLaunches } from './scripts/program-launches';
import { readSite } from './site-walk';
import type { Resource } from '../template/resource';
import type { Template } from '../template/template';

export type { Launch, LaunchReference } from './launch';

/** Collects the launches of every template, in the order of their resources. */
export function collectLaunches(
  templates: readonly Template[],
  declared: ReadonlyMap<string, LaunchResource> = new Map(),
): readonly Launch[] {
  const index = new Launches();
  const all: Launch[] = [];
  for (const template of templates) {
    const carried = carriedBy(template);
    const launches: Launch[] = [];
    for (const resource of template.resources()) {
      const row = declared.get(resource.type) ?? launchResources.get(resource.type);
      const definition = row ?? (isNamedByCfnInit(resource, template.resources()) ? holderOfCfnInit(resource.type) : undefined);
      const cases = definition === undefined ? [] : template.assumptionsOf(resource);
      if (definition !== undefined && cases.length > 0) launches.push(new Launch(template, resource, definition, cases, index));
      for (const call of carried.get(resource)?.launches ?? []) launches.push(launchByCall(call, resource, template, index));
    }
    launches.push(...launchesOfScripts(launches, index));
    all.push(...launches);
    index.add(template, launches);
  }
  return all;
}

/** The levels of scripts that launch instances with scripts. Deeper ones are not read. */
const DEEPEST_SCRIPT = 3;

/** Returns the launches by boot scripts of other launches. */
function launchesOfScripts(launches: readonly Launch[], index: LaunchIndex, depth = 0): readonly Launch[] {
  if (depth >= DEEPEST_SCRIPT) return [];
  const found = launches.flatMap((launch) =>
    programLaunches(launch).flatMap(({ carried }) =>
      carried.launches.map((call) => launchByCall(call, launch.call?.carrier ?? launch.resource, launch.template, index)),
    ),
  );
  return found.length === 0 ? found : [...found, ...launchesOfScripts(found, index, depth + 1)];
}

function launchByCall(
  { title, definition, properties, at, when, isGiven }: CarriedLaunch,
  carrier: Resource,
  template: Template,
  index: LaunchIndex,
): Launch {
  const resource = carrier.with(definition.type, { Type: definition.type, Properties: properties });
  return new Launch(template, resource, definition, [when], index, { title, carrier, ...at, ...(isGiven && { isGiven }) });
}

/** Indexes launches by deployment. Launch templates are found by name within their own template only. */
class Launches implements LaunchIndex {
  private readonly byLogicalId = new Map<string, ReadonlyMap<string, readonly Launch[]>>();
  private readonly byName = new Map<string, ReadonlyMap<string, readonly Launch[]>>();
  private users: ReadonlyMap<Launch, readonly Launch[]> | undefined;

  public add(template: Template, launches: readonly Launch[]): void {
    const byLogicalId = new Map<string, readonly Launch[]>();
    for (const launch of launches) {
      const { logicalId } = launch.resource;
      const others = byLogicalId.get(logicalId);
      byLogicalId.set(logicalId, others === undefined ? [launch] : [...others, launch]);
    }
    this.byLogicalId.set(template.deployment, byLogicalId);
    this.users = undefined;
  }

  public find(target: Target, from: Template): readonly Launch[] {
    if (target.by === 'nothing') return [];
    if (target.by === 'name') return this.namesIn(from.deployment).get(target.name) ?? [];
    // A custom resource that calls CreateLaunchTemplate stands for the launch template.
    return this.byLogicalId.get(target.deployment)?.get(target.logicalId) ?? [];
  }

  public casesWithoutName(name: string, from: Template, cases: readonly Assumptions[]): readonly Assumptions[] {
    return (this.namesIn(from.deployment).get(name) ?? []).reduce(
      (left, launch) => (left.length === 0 ? left : casesOfBoth(left, casesOtherwiseNamed(launch, name))),
      cases,
    );
  }

  public usersOf(used: Launch): readonly Launch[] {
    this.users ??= this.collectUsers();
    return this.users.get(used) ?? [];
  }

  /** Lists the users of each launch once: many launch templates may ask. */
  private collectUsers(): ReadonlyMap<Launch, readonly Launch[]> {
    const users = new Map<Launch, Launch[]>();
    for (const launch of [...this.byLogicalId.values()].flatMap((launches) => [...launches.values()].flat())) {
      const used = new Set([...launch.launchTemplates, ...launch.parts].flatMap((reference) => reference.launch ?? []));
      for (const each of used) {
        const others = users.get(each);
        if (others === undefined) users.set(each, [launch]);
        else others.push(launch);
      }
    }
    return users;
  }

  private namesIn(deployment: string): ReadonlyMap<string, readonly Launch[]> {
    const known = this.byName.get(deployment);
    if (known !== undefined) return known;
    const names = new Map<string, Launch[]>();
    for (const launch of [...(this.byLogicalId.get(deployment)?.values() ?? [])].flat()) {
      for (const name of launchTemplateNames(launch)) names.set(name, [...(names.get(name) ?? []), launch]);
    }
    this.byName.set(deployment, names);
    return names;
  }
}

/** Returns the cases in which a launch template is not created, or may have another name. */
function casesOtherwiseNamed({ template, resource, cases }: Launch, name: string): readonly Assumptions[] {
  const { values, unset } = readSite(template, resource, propertySite('LaunchTemplateName'), cases);
  const others = values.flatMap(({ outcomes }) =>
    outcomes.filter((outcome) => outcome.kind !== 'known' || scalarText(outcome.value) !== name).map(({ when }) => when),
  );
  return [...template.casesWithout(resource), ...unset, ...others];
}

function launchTemplateNames({ template, resource, cases }: Launch): ReadonlySet<string> {
  if (resource.type !== 'AWS::EC2::LaunchTemplate') return new Set();
  const { values } = readSite(template, resource, propertySite('LaunchTemplateName'), cases);
  const texts = values.flatMap(({ outcomes }) =>
    outcomes.map((outcome) => (outcome.kind === 'known' ? scalarText(outcome.value) : undefined)),
  );
  return new Set(texts.filter((text) => text !== undefined));
}
