import type { OldEna } from '../../images/image-verdict';
import { specifiedImages, type SpecifiedImage } from '../../launch/images/specified-images';
import { namedImages } from '../../launch/launch-parts';
import { isFor } from '../../launch/launch-template-targets';
import type { Launch } from '../../launch/launches';
import type { SiteValue } from '../../launch/site-reading';
import { launchSpecifications } from '../../launch/specification/launch-specifications';
import { lateGenerationTypes, type LateGenerationTypes } from '../../launch/types/late-generation-types';
import type { CoveringPlace, Knowledge } from '../rule';
import { hasOtherBatchImage } from './batch-images';
import { isReplacedAnyway } from './suggested-type';

/** An image whose ENA driver is too old for types that it may be launched on. */
export interface OldEnaImage extends SpecifiedImage {
  readonly oldEna: OldEna;
  /** The types of Nitro v5 or later. */
  readonly types: readonly LateGenerationTypes['types'][number][];
  /** The value with these types. */
  readonly chosen: LateGenerationTypes;
  /** Present if the value is replaced anyway. */
  readonly coveredBy?: CoveringPlace;
}

/**
 * Finds the images of a launch with evidence that their ENA driver is too old for a type of the same specification, by the place of the
 * image. Among several possible types, one of Nitro v5 or later is enough: EC2 does not consider the image.
 */
export function imagesWithOldEna(launch: Launch, known: Knowledge): ReadonlyMap<SiteValue, readonly OldEnaImage[]> {
  const { catalog, images } = known;
  const named = namedImages(launch, images);
  const found = new Map<SiteValue, Map<string, OldEnaImage>>();
  if (named.every(({ verdict }) => verdict.oldEna === undefined)) return new Map();
  for (const specification of launchSpecifications(launch)) {
    const chosen = lateGenerationTypes(specification, catalog);
    if (chosen.length === 0) continue;
    for (const image of specifiedImages(specification, images)) {
      const { oldEna, readiness } = image.verdict;
      // An image that is not ready has a finding already, and is not launched on any type.
      if (oldEna === undefined || readiness === 'not-ready') continue;
      for (const value of chosen) {
        if (value.specified.launch !== launch && value.specified.launch === image.specified.launch) continue;
        const types = value.types.filter((type) => isFor(image.specified, type));
        if (types.length === 0 || hasOtherBatchImage(value.described, image, named) || !specification.mayCoincide(value, image)) continue;
        const isReplaced = value.names !== 'requirements' && isReplacedAnyway({ types: value.described, names: value.names }, known);
        const coveredBy = { launch: value.specified.launch, at: value.specified.value, values: [value.text] };
        add(found, { ...image, oldEna, types, chosen: value, ...(isReplaced && { coveredBy }) });
      }
    }
  }
  return new Map([...found].map(([place, byKey]) => [place, [...byKey.values()]]));
}

function add(found: Map<SiteValue, Map<string, OldEnaImage>>, image: OldEnaImage): void {
  const { value: siteValue } = image.specified;
  const here = found.get(siteValue) ?? new Map<string, OldEnaImage>();
  found.set(siteValue, here);
  const { coveredBy } = image;
  const key = JSON.stringify([image.text, coveredBy?.launch.resource.logicalId, coveredBy?.at.path]);
  const earlier = here.get(key);
  const types = new Map([...(earlier?.types ?? []), ...image.types].map((type) => [type.name, type]));
  const values = [...new Set([...(earlier?.coveredBy?.values ?? []), ...(coveredBy?.values ?? [])])];
  here.set(key, {
    ...(earlier ?? image),
    types: [...types.values()],
    ...(coveredBy !== undefined && { coveredBy: { ...coveredBy, values } }),
  });
}
