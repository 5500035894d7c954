import type { Assumptions } from '../template/values/assumptions';
import type { ImageWord } from './sites';
import { propertySite } from './property-site';
import type { Launch } from './launches';
import { scalarText } from '../template/values/outcome';
import type { SiteValue } from './site-reading';

/** The instance types of a launch template in a list, as types or families. */
export interface Targets {
  /** Absent: all types but those in `except`. */
  readonly only: readonly string[] | undefined;
  readonly except: readonly string[];
}

export function isFor({ targets }: { readonly targets?: Targets }, type: { readonly name: string; readonly family: string }): boolean {
  if (targets === undefined) return true;
  const names = (each: string): boolean => each === type.name || each === type.family;
  return targets.only === undefined ? !targets.except.some(names) : targets.only.some(names);
}

/**
 * Returns the instance types of each launch template in a list, by its place; undefined if the resource has no such list. A launch template
 * with undecided types has none, so it is compared with no type.
 */
export function readTargets(launch: Launch): ReadonlyMap<string, readonly string[]> | undefined {
  const { launchTemplateTargets: path } = launch.definition;
  if (path === undefined) return undefined;
  const targets = new Map<string, readonly string[]>();
  for (const { path: element } of launch.launchTemplates) if (/\/\d+$/.test(element)) targets.set(element, []);
  for (const siteValue of launch.read(propertySite(path)).values) {
    const element = [...targets.keys()].find((each) => siteValue.path.startsWith(`${each}/`));
    const names = siteValue.outcomes.flatMap((outcome) => (outcome.kind === 'known' ? (scalarText(outcome.value) ?? []) : []));
    if (element !== undefined) targets.set(element, [...(targets.get(element) ?? []), ...names]);
  }
  return targets.size === 0 ? undefined : targets;
}

/** The word by which a service leaves the image to the launch template. */
const LEAVES_IMAGE: Partial<Record<ImageWord, string>> = { 'eks-ami-type': 'CUSTOM' };

/** Returns the cases in which a value leaves the image to the launch template. */
export function casesLeavingImage({ site, outcomes }: SiteValue): readonly Assumptions[] {
  const leaving = site.word === undefined ? undefined : LEAVES_IMAGE[site.word];
  if (leaving === undefined) return [];
  return outcomes.filter((outcome) => outcome.kind === 'known' && outcome.value === leaving).map(({ when }) => when);
}
