import type { Assumptions } from '../template/values/assumptions';
import type { ImageWord } from './sites';
import { referenceSite } from './launch-template-reference';
import type { Launch } from './launches';
import { scalarText } from '../template/values/outcome';
import type { SiteValue } from './site-reading';

/** Which instance types a launch template is for: types or families. */
export interface Targets {
  /** Absent: all but `except`. */
  readonly only: readonly string[] | undefined;
  readonly except: readonly string[];
}

export function isFor({ targets }: { readonly targets?: Targets }, type: { readonly name: string; readonly family: string }): boolean {
  if (targets === undefined) return true;
  const names = (each: string): boolean => each === type.name || each === type.family;
  return targets.only === undefined ? !targets.except.some(names) : targets.only.some(names);
}

/**
 * By the place of a launch template in a list: the instance types it is for. Undefined where the resource has no such list.
 * What cannot be decided is for none: nothing is known of it.
 */
export function readTargets(launch: Launch): ReadonlyMap<string, readonly string[]> | undefined {
  const { launchTemplateTargets: path } = launch.definition;
  if (path === undefined) return undefined;
  const targets = new Map<string, readonly string[]>();
  for (const { path: element } of launch.launchTemplates) if (/\/\d+$/.test(element)) targets.set(element, []);
  for (const siteValue of launch.read(referenceSite(path)).values) {
    const element = [...targets.keys()].find((each) => siteValue.path.startsWith(`${each}/`));
    const names = siteValue.outcomes.flatMap((outcome) => (outcome.kind === 'known' ? (scalarText(outcome.value) ?? []) : []));
    if (element !== undefined) targets.set(element, [...(targets.get(element) ?? []), ...names]);
  }
  return targets.size === 0 ? undefined : targets;
}

/** A service's word for its own image that leaves the image to the launch template. */
const LEAVES_IMAGE: Partial<Record<ImageWord, string>> = { 'eks-ami-type': 'CUSTOM' };

/** The ways under which a choice is such a word. */
export function leftToLaunchTemplate({ site, outcomes }: SiteValue): readonly Assumptions[] {
  const leaving = site.word === undefined ? undefined : LEAVES_IMAGE[site.word];
  if (leaving === undefined) return [];
  return outcomes.filter((outcome) => outcome.kind === 'known' && outcome.value === leaving).map(({ when }) => when);
}
