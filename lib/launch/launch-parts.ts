import { Derived } from '../base/kept';
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

/** The images that a launch names, by the known images that judge them. */
const namedByLaunch = new Derived<Launch, Map<KnownImages, readonly NamedImage[]>>(() => new Map());

const NO_IMAGES: readonly NamedImage[] = [];

/** Returns every image that the launch or one of its launch templates names. Reads each launch once: several rules ask for them. */
export function namedImages(launch: Launch, images: KnownImages): readonly NamedImage[] {
  if (!launch.refersToLaunches) return namedByPart(launch, images);
  const known = namedByLaunch.of(launch);
  let named = known.get(images);
  if (named === undefined) {
    named = partsOf(launch).flatMap((part) => namedByPart(part, images));
    known.set(images, named);
  }
  return named;
}

/** Returns the images of one resource. Nearly always they are in one place, whose list needs no copy. */
function namedByPart(part: Launch, images: KnownImages): readonly NamedImage[] {
  let all = NO_IMAGES;
  for (const siteValue of part.siteValuesOf('machine-image')) {
    const { named } = imagesAt(siteValue, images);
    all = all.length === 0 ? named : [...all, ...named];
  }
  return all;
}

const NO_FEATURES: ReadonlySet<LaunchFeature> = new Set();

/** Returns the features that the launch or one of its launch templates sets, on or off. */
export function namedFeatures(launch: Launch): ReadonlySet<LaunchFeature> {
  if (everyPart(launch, (part) => part.siteValuesOf('feature').length === 0)) return NO_FEATURES;
  return new Set(partsOf(launch).flatMap((part) => part.siteValuesOf('feature').flatMap(({ site }) => site.feature ?? [])));
}

/** Tells whether every instance type that the launch or one of its launch templates names passes. */
export function everyNamedType(launch: Launch, catalog: Catalog, passes: (type: InstanceTypeFacts) => boolean): boolean {
  return everyPart(
    launch,
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

/** Tells whether the launch and its launch templates name types, and all of these fit. */
export function namesOnly(launch: Launch, catalog: Catalog, fits: (type: InstanceTypeFacts) => boolean): boolean {
  const types = partsOf(launch).flatMap((part) =>
    part
      .siteValuesOf(TYPE_KINDS)
      .flatMap((siteValue) =>
        namedTypes(siteValue, catalog).flatMap(({ meaning }) => (meaning.is === 'nitro' || meaning.is === 'xen' ? meaning.types : [])),
      ),
  );
  return types.length > 0 && types.every(fits);
}

function everyPart(launch: Launch, passes: (part: Launch) => boolean): boolean {
  return launch.refersToLaunches ? partsOf(launch).every(passes) : passes(launch);
}

function partsOf(launch: Launch): readonly Launch[] {
  return [launch, ...[...launch.launchTemplates, ...launch.parts].flatMap((reference) => reference.launch ?? [])];
}
