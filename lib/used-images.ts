import { Catalog } from './catalog/catalog';
import { isImageId } from './images/image-reference';
import { specifiedTypes } from './rules/specified-types';
import { launchSpecifications } from './template/launch-specifications';
import { collectLaunches, type Launch } from './template/launches';
import { scalarText } from './template/outcome';
import { regionOf } from './template/parameters';
import type { Choice } from './template/site-walk';
import { TemplateSet, type TemplateInput } from './template/template-set';

/** A machine image that a template names by its id. */
export interface UsedImage {
  readonly id: string;
  /** Where it is launched: its stack is bound to a Region, or it stands in a mapping by Region. Undefined where that is not known. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The architecture of the instance types it is launched on: x86_64 where they have both, or are not known. */
  readonly architecture: 'x86_64' | 'arm64';
  /** The `id` of the template that names it. */
  readonly template: string;
}

/** The images that templates name by their ids where something is launched, each once for each Region, account and architecture. */
export function usedImages(inputs: readonly TemplateInput[], catalog = Catalog.bundled()): readonly UsedImage[] {
  const used = new Map<string, UsedImage>();
  const arm = new Set<Choice>();
  const launches = collectLaunches(new TemplateSet(inputs, new Map()).deployments);
  for (const launch of launches) for (const choice of armChoices(launch, catalog)) arm.add(choice);
  for (const launch of launches) {
    const { template } = launch;
    for (const choice of launch.choicesOf('machine-image')) {
      for (const outcome of choice.outcomes) {
        const id = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        if (id === undefined || !isImageId(id)) continue;
        const region = template.region ?? regionOf(outcome.when);
        const architecture = arm.has(choice) ? 'arm64' : 'x86_64';
        const image: UsedImage = { id, region, account: template.account, architecture, template: template.id };
        const key = JSON.stringify([id, region, image.account, architecture]);
        if (!used.has(key)) used.set(key, image);
      }
    }
  }
  return [...used.values()];
}

/** Places of images that go with arm64 types alone. */
function armChoices(launch: Launch, catalog: Catalog): readonly Choice[] {
  return launchSpecifications(launch).flatMap((specification) => {
    const types = specifiedTypes(specification, catalog).flatMap((value) => value.types);
    const isArm = types.length > 0 && types.every(({ architectures }) => !architectures.includes('x86_64'));
    return isArm ? specification.value('machine-image').statements.map(({ choice }) => choice) : [];
  });
}
