import type { Catalog } from '../catalog/catalog';
import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { KnownImages } from '../images/judge-image';
import type { LaunchFeature } from './sites';
import type { Launch } from './launches';
import { imagesAt, type NamedImage } from './images/named-images';
import { namedTypes, TYPE_KINDS } from './types/named-types';

/*
 * The values of a launch and of its launch templates, without putting specifications together. By these alone nearly every
 * launch passes.
 */

const namedByLaunch = new WeakMap<Launch, { readonly images: KnownImages; readonly named: readonly NamedImage[] }>();

/** Returns every image that the launch or one of its launch templates names. Reads each launch once: several rules ask for them. */
export function namedImages(launch: Launch, images: KnownImages): readonly NamedImage[] {
  const known = namedByLaunch.get(launch);
  if (known?.images === images) return known.named;
  const named = partsOf(launch).flatMap((part) =>
    part.siteValuesOf('machine-image').flatMap((siteValue) => imagesAt(siteValue, images).named),
  );
  namedByLaunch.set(launch, { images, named });
  return named;
}

const NO_FEATURES: ReadonlySet<LaunchFeature> = new Set();

/** Returns the features that the launch or one of its launch templates sets, on or off. */
export function namedFeatures(launch: Launch): ReadonlySet<LaunchFeature> {
  const parts = partsOf(launch);
  if (parts.every((part) => part.siteValuesOf('feature').length === 0)) return NO_FEATURES;
  return new Set(parts.flatMap((part) => part.siteValuesOf('feature').flatMap(({ site }) => site.feature ?? [])));
}

/** Whether every instance type that the launch or one of its launch templates names passes. */
export function everyNamedType(launch: Launch, catalog: Catalog, passes: (type: InstanceTypeFacts) => boolean): boolean {
  return partsOf(launch).every(
    (part) =>
      part.siteValuesOf('instance-requirements').length === 0 &&
      part.siteValuesOf(TYPE_KINDS).every((siteValue) =>
        namedTypes(siteValue, catalog).every(({ meaning }) => {
          if (meaning.is === 'nitro' || meaning.is === 'xen') return meaning.types.every(passes);
          return meaning.is !== 'delegated';
        }),
      ),
  );
}

/** Whether the launch and its launch templates name types, all of them for arm64 only. */
export function namesArm64Only(launch: Launch, catalog: Catalog): boolean {
  const types = partsOf(launch).flatMap((part) =>
    part
      .siteValuesOf(TYPE_KINDS)
      .flatMap((siteValue) =>
        namedTypes(siteValue, catalog).flatMap(({ meaning }) => (meaning.is === 'nitro' || meaning.is === 'xen' ? meaning.types : [])),
      ),
  );
  return types.length > 0 && types.every(({ architectures }) => architectures.every((each) => each === 'arm64'));
}

function partsOf(launch: Launch): readonly Launch[] {
  const { launchTemplates, parts } = launch;
  if (launchTemplates.length === 0 && parts.length === 0) return [launch];
  return [launch, ...[...launchTemplates, ...parts].flatMap((reference) => reference.launch ?? [])];
}
