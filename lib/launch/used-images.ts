import type { Architecture } from '../base/architecture';
import { Catalog } from '../catalog/catalog';
import { isImageId } from '../images/image-reference';
import { specifiedTypes } from './types/specified-types';
import { launchSpecifications } from './specification/launch-specifications';
import { withEmbedded } from './calls/carriers';
import { declaredResources, type DeclaredProperty } from './sites/declared';
import { collectLaunches, type Launch } from './launches';
import { scalarText } from '../template/values/outcome';
import { regionOf } from '../template/values/parameters';
import type { SiteValue } from './site-reading';
import { TemplateSet, type TemplateInput } from '../template/template-set';

/** A machine image that a template names by its id. */
export interface UsedImage {
  readonly id: string;
  /** The Region of the launch, from its stack or from a mapping by Region; undefined if neither shows it. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The architecture of the launch's instance types; x86_64 for several architectures or unknown types. */
  readonly architecture: Architecture;
  /** The `id` of the template with the image. */
  readonly template: string;
}

export interface UsedImagesOptions {
  /** @default - the catalog in the package */
  readonly catalog?: Catalog | undefined;
  /** Launch sites of one's own resource types. */
  readonly launchSites?: readonly DeclaredProperty[];
  /** Values of template parameters, as given at deployment. */
  readonly parameters?: ReadonlyMap<string, string>;
}

/** Returns the images that launches name by id, each once for each Region, account and architecture. */
export function usedImages(inputs: readonly TemplateInput[], options: UsedImagesOptions = {}): readonly UsedImage[] {
  const { catalog = Catalog.bundled(), parameters = new Map<string, string>(), launchSites = [] } = options;
  const used = new Map<string, UsedImage>();
  const architectures = new Map<SiteValue, Architecture>();
  const templates = withEmbedded(new TemplateSet(inputs, parameters).deployments);
  const launches = collectLaunches(templates, declaredResources(launchSites).rows);
  for (const launch of launches)
    for (const [siteValue, architecture] of withoutX86(launch, catalog)) architectures.set(siteValue, architecture);
  for (const launch of launches) {
    const { template } = launch;
    for (const siteValue of launch.siteValuesOf('machine-image')) {
      for (const outcome of siteValue.outcomes) {
        const id = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        if (id === undefined || !isImageId(id)) continue;
        const region = template.region ?? regionOf(outcome.when);
        const architecture = architectures.get(siteValue) ?? 'x86_64';
        const image: UsedImage = { id, region, account: template.account, architecture, template: template.id };
        const key = JSON.stringify([id, region, image.account, architecture]);
        if (!used.has(key)) used.set(key, image);
      }
    }
  }
  return [...used.values()];
}

/** Returns the values of images that are launched only on types of another architecture: arm64, or those of Macs. */
function withoutX86(launch: Launch, catalog: Catalog): readonly (readonly [SiteValue, Architecture])[] {
  return launchSpecifications(launch).flatMap((specification) => {
    const types = specifiedTypes(specification, catalog).flatMap((value) => value.types);
    const [architecture] = types[0]?.architectures ?? [];
    if (architecture === undefined || types.some(({ architectures }) => architectures.includes('x86_64'))) return [];
    return specification.read('machine-image').values.map(({ value: siteValue }) => [siteValue, architecture] as const);
  });
}
