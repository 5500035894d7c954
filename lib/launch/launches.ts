import { Launch, type LaunchIndex } from './launch';
import type { Target } from './launch-template-reference';
import { propertySite } from './property-site';
import { launchResources } from './sites';
import { scalarText } from '../template/values/outcome';
import { readSite } from './site-walk';
import type { Template } from '../template/template';

export type { Launch, LaunchReference } from './launch';

/** Collects the launches of every template, in the order of their resources. */
export function collectLaunches(templates: readonly Template[]): readonly Launch[] {
  const index = new Launches();
  const all: Launch[] = [];
  for (const template of templates) {
    const launches = new Map<string, Launch>();
    for (const resource of template.resources()) {
      const definition = launchResources.get(resource.type);
      if (definition === undefined) continue;
      const cases = template.assumptionsOf(resource);
      if (cases.length === 0) continue;
      const launch = new Launch(template, resource, definition, cases, index);
      all.push(launch);
      launches.set(resource.logicalId, launch);
    }
    index.add(template, launches);
  }
  return all;
}

/** Indexes launches by deployment. Launch templates are found by name within their own template only. */
class Launches implements LaunchIndex {
  private readonly byLogicalId = new Map<string, ReadonlyMap<string, Launch>>();
  private readonly byName = new Map<string, ReadonlyMap<string, readonly Launch[]>>();

  public add(template: Template, launches: ReadonlyMap<string, Launch>): void {
    this.byLogicalId.set(template.deployment, launches);
  }

  public find(target: Target, from: Template): readonly Launch[] {
    if (target.by === 'nothing') return [];
    if (target.by === 'name') return this.namesIn(from.deployment).get(target.name) ?? [];
    const launch = this.byLogicalId.get(target.deployment)?.get(target.logicalId);
    return launch === undefined ? [] : [launch];
  }

  public usersOf(launchTemplate: Launch): readonly Launch[] {
    const all = [...this.byLogicalId.values()].flatMap((launches) => [...launches.values()]);
    return all.filter(({ launchTemplates }) => launchTemplates.some(({ launch }) => launch === launchTemplate));
  }

  private namesIn(deployment: string): ReadonlyMap<string, readonly Launch[]> {
    const known = this.byName.get(deployment);
    if (known !== undefined) return known;
    const names = new Map<string, Launch[]>();
    for (const launch of this.byLogicalId.get(deployment)?.values() ?? []) {
      for (const name of launchTemplateNames(launch)) names.set(name, [...(names.get(name) ?? []), launch]);
    }
    this.byName.set(deployment, names);
    return names;
  }
}

function launchTemplateNames({ template, resource, cases }: Launch): ReadonlySet<string> {
  if (resource.type !== 'AWS::EC2::LaunchTemplate') return new Set();
  const { values } = readSite(template, resource, propertySite('LaunchTemplateName'), cases);
  const texts = values.flatMap(({ outcomes }) =>
    outcomes.map((outcome) => (outcome.kind === 'known' ? scalarText(outcome.value) : undefined)),
  );
  return new Set(texts.filter((text) => text !== undefined));
}
