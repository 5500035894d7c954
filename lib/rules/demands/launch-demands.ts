import type { Json } from '../../base/json/json';
import type { Catalog } from '../../catalog/catalog';
import { FEATURES } from '../../catalog/features';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { lateGenerationOf } from '../../catalog/nitro-generation';
import type { TypeDemand } from '../../catalog/suggestion';
import { specifiedImages, type SpecifiedImage } from '../../launch/images/specified-images';
import { namedImages } from '../../launch/launch-parts';
import { isFor } from '../../launch/launch-template-targets';
import type { Launch } from '../../launch/launches';
import type { SiteValue } from '../../launch/site-reading';
import { mapsInstanceStore } from '../../launch/instance-store-mapping';
import { launchSpecifications, type LaunchSpecification, type Specified } from '../../launch/specification/launch-specifications';
import { switchedOnFeatures, type SwitchedOnFeature } from '../../launch/switched-on-features';
import { casesOfBoth } from '../../template/values/assumptions';
import { scalarText } from '../../template/values/outcome';
import type { Knowledge } from '../rule';
import { hasOtherBatchImage } from './batch-images';
import { neededBootMode } from './needed-boot-mode';
import { policyDemands } from './demand-shortfall';
import { serviceDemands } from './service-offers';

/** The number of images and features above which all of them count in every case. Errs towards more demands. */
const MOST_COMPARED = 200;

/** A value to replace: everything at a place, or one text. */
export interface ReplacedValue {
  /** Undefined if no type is set. */
  readonly siteValue: SiteValue | undefined;
  readonly text?: string;
}

/** Collects the demands on a replacement type: those of the policy, the service, the images and the features. */
export function demandsOn(launch: Launch, value: ReplacedValue, known: Knowledge): readonly TypeDemand[] {
  const demands = [
    ...policyDemands(known.demands),
    ...(known.isOn('encryption-in-transit') ? [ENCRYPTION] : []),
    ...serviceDemands(launch, value.siteValue, known.catalog),
    ...storeWishes(launch, value, known.catalog),
    ...[launch, ...launch.wholes].flatMap((whole) =>
      launchSpecifications(whole).flatMap((specification) => specifiedDemands(specification, launch, value, known)),
    ),
  ];
  const byKey = new Map(demands.map((demand): [unknown, TypeDemand] => [demand.key ?? demand, demand]));
  return [...byKey.values()];
}

const ENCRYPTION: TypeDemand = {
  key: 'encryption',
  what: 'that encrypts traffic between instances',
  isMetBy: ({ encryptionInTransit }) => encryptionInTransit,
};

/**
 * Returns the wish for an instance store, if the launch maps one and the replaced type has one. On other types, EC2 ignores the mapping.
 */
function storeWishes(launch: Launch, { text }: ReplacedValue, catalog: Catalog): readonly TypeDemand[] {
  const known = catalog.find(text ?? '');
  const replaced = known === undefined ? catalog.family(text ?? '') : [known];
  if (!replaced.some(({ localStorageGB }) => localStorageGB > 0)) return [];
  return [launch, ...launch.wholes, ...launch.referred].some(mapsInstanceStore) ? [INSTANCE_STORE] : [];
}

const INSTANCE_STORE: TypeDemand = {
  key: 'instance store',
  what: 'with an instance store, which the launch maps',
  isMetBy: ({ localStorageGB }) => localStorageGB > 0,
  isWish: true,
};

function specifiedDemands(
  specification: LaunchSpecification,
  launch: Launch,
  { siteValue, text }: ReplacedValue,
  { images }: Knowledge,
): readonly TypeDemand[] {
  const named = specifiedImages(specification, images);
  const features = switchedOnFeatures(specification, images);
  const { withoutImage } = specification.launch.definition;
  if (named.length === 0 && features.length === 0 && withoutImage === undefined) return [];
  const holders = siteValue === undefined ? undefined : typesAt(specification, launch, siteValue, text);
  if (holders?.length === 0) return [];
  const isCompared = holders !== undefined && (named.length + features.length) * holders.length <= MOST_COMPARED;
  const applies = (cause: Specified): boolean => !isCompared || holders.some((holder) => specification.mayCoincide(holder, cause));
  const all = namedImages(specification.launch, images);
  return [
    ...named.filter(applies).flatMap((image) => imageDemands(image, all)),
    ...features.filter(applies).map(featureDemand),
    ...(withoutImage !== undefined && takesDefaultImage(specification, holders) ? [architectureDemand(withoutImage.architecture)] : []),
  ];
}

/** Lists the outcomes of a specification's types at a place of a launch. */
function typesAt(specification: LaunchSpecification, launch: Launch, siteValue: SiteValue, text: string | undefined): readonly Specified[] {
  return specification
    .read('instance-type')
    .values.filter(({ launch: owner, value }) => owner === launch && value.path === siteValue.path)
    .flatMap((specified) =>
      specified.value.outcomes
        .filter((outcome) => text === undefined || (outcome.kind === 'known' && mentions(outcome.value, text)))
        .map(({ when }) => ({ specified, when })),
    );
}

/** True for the text itself, for a list in one text that has it, and for requirements. */
function mentions(value: Json, text: string): boolean {
  const written = scalarText(value);
  return written === undefined || written.split(',').some((each) => each.trim() === text);
}

function takesDefaultImage(specification: LaunchSpecification, holders: readonly Specified[] | undefined): boolean {
  const { unset } = specification.read('machine-image');
  if (holders === undefined) return unset.length > 0;
  return holders.some(
    ({ specified, when }) =>
      specified.launch.template === specification.launch.template && casesOfBoth(casesOfBoth(specified.cases, [when]), unset).length > 0,
  );
}

function imageDemands(image: SpecifiedImage, all: Parameters<typeof hasOtherBatchImage>[2]): readonly TypeDemand[] {
  const { architecture, excludesA1, oldEna } = image.verdict;
  const bootMode = neededBootMode(image.verdict);
  const { specified } = image;
  const isSpecial = specified.targets !== undefined || specified.value.site.word === 'batch-image-type';
  const where = isSpecial ? undefined : '';
  const isOther = (type: InstanceTypeFacts): boolean => !isFor(specified, type) || hasOtherBatchImage([type], image, all);
  const about = (key: string, what: string, isMetBy: TypeDemand['isMetBy']): TypeDemand => ({
    key: where === undefined ? undefined : key,
    what,
    isMetBy: (type) => isMetBy(type) || isOther(type),
    ofImage: true,
  });
  const { key, what, isMetBy } = architectureDemand(architecture ?? 'x86_64');
  return [
    ...(architecture === undefined ? [] : [about(key ?? '', what, isMetBy)]),
    ...(bootMode === undefined
      ? []
      : [about(`boot ${bootMode}`, `with boot mode ${bootMode}, which the image needs`, ({ bootModes }) => bootModes.includes(bootMode))]),
    ...(oldEna === undefined
      ? []
      : [
          about(
            'before Nitro v5',
            `of a generation before Nitro v5, as the image has ${oldEna.text}`,
            ({ family }) => lateGenerationOf(family) === undefined,
          ),
        ]),
    ...(excludesA1 === true ? [about('later than a1', 'with a processor later than that of A1', ({ family }) => family !== 'a1')] : []),
  ];
}

function architectureDemand(architecture: InstanceTypeFacts['architectures'][number]): TypeDemand {
  return {
    key: `image ${architecture}`,
    what: `with architecture ${architecture}, which the image has`,
    isMetBy: ({ architectures }) => architectures.includes(architecture),
    ofImage: true,
  };
}

function featureDemand({ feature, isSupported, specified }: SwitchedOnFeature): TypeDemand {
  // NitroTPM belongs to the image, and depends on its boot mode.
  const isPlain = feature !== 'nitro-tpm' && specified.targets === undefined;
  return {
    key: isPlain ? `feature ${feature}` : undefined,
    what: `with ${FEATURES[feature].name}, which the launch switches on`,
    isMetBy: (type) => isSupported(type) || !isFor(specified, type),
    ...(feature === 'nitro-tpm' && { ofImage: true }),
  };
}
