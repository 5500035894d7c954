import type { Architecture } from '../base/architecture';
import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import { everyNamedType, namedImages } from '../launch/launch-parts';
import type { NamedValue } from '../launch/offending-values';
import { imagesWithoutFittingType, typesWithoutFittingImage } from '../launch/service-defaults';
import { counterpartOf, specifiedImages, type SpecifiedImage } from '../launch/images/specified-images';
import { findMismatches, specifiedTypes, type SpecifiedTypes } from '../launch/types/specified-types';
import { launchSpecifications, type Specified } from '../launch/specification/launch-specifications';
import type { Launch } from '../launch/launches';
import { BATCH_KEYWORDS } from '../launch/types/batch-keywords';
import { hasOtherBatchImage } from './demands/batch-images';
import { byCover, reportedMismatches } from './demands/covered-types';
import { suggestedMembers, suggestedType, type SuggestedValue } from './demands/suggested-type';
import { exampleImage } from './advice/image-advice';
import { imageSpellingAt, namesAt, placeFor, quotedType, spellingAt } from './advice/spelling';
import { changeOf, imageChangeOf, shortList, typeNames } from './advice/wording';
import { typeOrImage } from './advice/type-or-image';
import { defineRule, type Knowledge, type RuleContext } from './rule';

interface ArchitectureImage extends SpecifiedImage {
  readonly architecture: Architecture;
}

const MESSAGES = {
  mismatch: "{{type}} is {{supported}}, but image '{{image}}' in {{where}} is {{architecture}}: use {{remedy}}",
  mismatchMembers: "every type of {{type}} is {{supported}}, but image '{{image}}' in {{where}} is {{architecture}}: use {{remedy}}",
  mismatchRequirements:
    "no type with the required attributes is {{architecture}} ({{types}}), but image '{{image}}' in {{where}} is: use {{remedy}}",
  defaultImage: "'{{type}}' is {{supported}}, but no image is set and {{reason}}: set {{property}}, for example to {{example}}",
  firstGraviton:
    "{{type}} has a first-generation Graviton processor, and image '{{image}}' in {{where}} ({{what}}) needs a later one: use {{remedy}}",
  defaultType: "image '{{image}}' is {{architecture}}, but no instance type is set and {{reason}}: set a type, such as {{example}}",
} as const;

export const imageArchitecture = defineRule({
  name: 'image-architecture',
  meta: {
    description: 'Require machine images that match the architecture of every instance type they launch on',
    severity: 'error',
    messages: MESSAGES,
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ComponentsAMIs.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceRequirements.html',
      'https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html',
      'https://docs.aws.amazon.com/linux/al2023/ug/system-requirements.html',
    ],
  },
  checkLaunch(launch, context) {
    reportDefaultImage(launch, context);
    reportDefaultType(launch, context);
    reportFirstGraviton(launch, context);
    const { catalog, images, report } = context;
    const named = namedImages(launch, images);
    if (named.every(({ verdict }) => verdict.architecture === undefined)) return;
    const runsOn = ({ architectures }: InstanceTypeFacts): boolean =>
      named.every(({ verdict: { architecture } }) => architecture === undefined || architectures.includes(architecture));
    if (everyNamedType(launch, catalog, runsOn)) return;
    const mismatches = launchSpecifications(launch).flatMap((specification) => {
      const known = specifiedImages(specification, images).flatMap((image): ArchitectureImage[] => {
        const { architecture } = image.verdict;
        return architecture === undefined ? [] : [{ ...image, architecture }];
      });
      return findMismatches(specification, specifiedTypes(specification, catalog), known, (value, image) => {
        if (hasOtherBatchImage(value.types, image, named)) return [];
        if (value.names === 'word') return isOther(typeArchitectures(value), image.architecture) ? 'all' : [];
        // From several types, EC2 or the service chooses one of the image's architecture.
        return value.mayBeOthers || value.types.some((type) => type.architectures.includes(image.architecture)) ? [] : value.types;
      });
    });
    for (const { primary, finding, coveredBy } of reportedMismatches(launch, mismatches, context)) {
      const { cause, types, names, specified } = primary;
      const suggestion = typeWithArchitecture(primary, cause.architecture, context);
      const { written, spelled } = suggestion;
      const [own] = typeArchitectures(primary).slice(-1);
      const counterpart = own === undefined ? undefined : counterpartOf(cause, own, images);
      const byImage =
        counterpart === undefined
          ? `an image for ${own ?? 'another architecture'}`
          : `the image ${spelledImage(cause, counterpart, context)}`;
      const where = placeFor(cause, launch, context.spellingOf);
      const { remedy, fix } = typeOrImage(suggestion, byImage, specified, types);
      const about = { image: cause.text, where, architecture: cause.architecture };
      const data = { ...about, type: quotedType(primary, launch, context.spellingOf), supported: typeArchitectures(primary).join(' and ') };
      if (names === 'requirements') {
        const allowed =
          written === undefined
            ? remedy
            : `${spelled} in ${namesAt(specified.launch, specified.value.path, context.spellingOf).member('AllowedInstanceTypes')}, or ${byImage}`;
        report('mismatchRequirements', {
          ...finding,
          coveredBy,
          fix,
          data: { ...about, types: shortList(typeNames(types)), remedy: allowed },
        });
      } else
        report(names === 'type' ? 'mismatch' : 'mismatchMembers', {
          ...finding,
          coveredBy,
          fix,
          data: { ...data, remedy },
        });
    }
  },
});

/** Spells an image for the author of another one. */
function spelledImage({ specified, origin }: SpecifiedImage, image: string, { spellingOf }: Knowledge): string {
  const { launch, value } = specified;
  return imageSpellingAt(launch, value, origin, spellingOf).image(image, value.site.word);
}

/** Reports types whose architecture is not that of the service's default image: one finding, since one property is missing. */
function reportDefaultImage(launch: Launch, context: RuleContext<typeof MESSAGES>): void {
  const { catalog, report } = context;
  const { withoutImage } = launch.definition;
  const unfitting = withoutImage === undefined ? [] : typesWithoutFittingImage(launch, withoutImage.architecture, catalog);
  for (const { values: types, coveredBy } of byCover(unfitting, context)) {
    const [first] = types;
    if (first === undefined || withoutImage === undefined) continue;
    const { property, word, reason } = withoutImage;
    const [supported = withoutImage.architecture] = typeArchitectures(first);
    const spelling = spellingAt(first.specified.launch, undefined, undefined, context.spellingOf);
    const example = spelling.image(exampleImage(word, { architecture: supported }), word);
    const path = `Properties/${property.replaceAll('.', '/')}`;
    const names = namesAt(launch, path, context.spellingOf);
    const data = { type: first.text, supported, reason, property: names.property, example };
    report('defaultImage', { ...placed(first, types, launch), coveredBy, fix: imageChangeOf(launch), data });
  }
}

/** Reports images whose architecture is not that of the service's default type. */
function reportDefaultType(launch: Launch, context: RuleContext<typeof MESSAGES>): void {
  const { catalog, images, report } = context;
  const { withoutType } = launch.definition;
  const type = withoutType.is === 'nitro' && withoutType.type !== undefined ? catalog.find(withoutType.type) : undefined;
  if (type === undefined) return;
  const unfitting = imagesWithoutFittingType(launch, type, images);
  const [first] = unfitting;
  const architecture = first?.verdict.architecture;
  if (first === undefined || architecture === undefined || withoutType.is !== 'nitro') return;
  const { written, spelled } = suggestedType(launch, { siteValue: undefined }, type.name, context);
  const example = written === undefined ? `one for ${architecture}` : spelled;
  const fix = changeOf(launch);
  const data = { image: first.text, architecture, reason: withoutType.reason, example };
  report('defaultType', { ...placed(first, unfitting, launch), fix, data });
}

/** Reports types of the A1 family, whose processor is too old for the image. Both are arm64, so no other check finds them. */
function reportFirstGraviton(launch: Launch, context: RuleContext<typeof MESSAGES>): void {
  const { catalog, images, report } = context;
  const named = namedImages(launch, images);
  if (!named.some(({ verdict }) => verdict.excludesA1 === true)) return;
  if (everyNamedType(launch, catalog, ({ family }) => family !== 'a1')) return;
  const mismatches = launchSpecifications(launch).flatMap((specification) => {
    const excluding = specifiedImages(specification, images).filter(({ verdict }) => verdict.excludesA1 === true);
    const types = specifiedTypes(specification, catalog).filter(({ names }) => names === 'type' || names === 'members');
    // Another finding is about an image of another architecture.
    const isOdd = (family: string, { verdict }: SpecifiedImage): boolean => family === 'a1' && verdict.architecture !== 'x86_64';
    return findMismatches(specification, types, excluding, (value, image) =>
      !hasOtherBatchImage(value.types, image, named) && value.types.every(({ family }) => isOdd(family, image)) ? value.types : [],
    );
  });
  for (const { primary, finding, coveredBy } of reportedMismatches(launch, mismatches, context)) {
    const { cause, specified, types } = primary;
    const { written, spelled, conflict = '' } = replacementOf(primary, context);
    const remedy = written === undefined ? `another image, since ${conflict}` : spelled;
    const data = {
      type: quotedType(primary, launch, context.spellingOf),
      image: cause.text,
      where: placeFor(cause, launch, context.spellingOf),
      what: cause.verdict.text,
      remedy,
    };
    const fix = changeOf(specified.launch, types);
    report('firstGraviton', { ...finding, coveredBy, fix, data });
  }
}

/** Places a finding at the first value, or at the reference to the launch template with the value. */
function placed(first: NamedValue & Specified, all: readonly NamedValue[], launch: Launch) {
  const { at, value: siteValue } = first.specified;
  const values = [...new Set(all.map(({ text }) => text))];
  return { at: first.specified.launch === launch ? siteValue : at, values, origin: first.origin };
}

function typeArchitectures({ text, types, names }: SpecifiedTypes): readonly Architecture[] {
  const word = names === 'word' ? BATCH_KEYWORDS.get(text) : undefined;
  return word === undefined ? [...new Set(types.flatMap(({ architectures }) => architectures))] : [word];
}

function isOther(known: readonly Architecture[], architecture: Architecture): boolean {
  return known.length > 0 && !known.includes(architecture);
}

/** Returns a type of the image's architecture in the form of the value: a word, a type, a family or a pattern. */
function typeWithArchitecture(value: SpecifiedTypes, architecture: Architecture, known: Knowledge): SuggestedValue {
  const word = [...BATCH_KEYWORDS].findLast(([, other]) => other === architecture)?.[0];
  return value.names === 'word' ? { written: word, spelled: `'${word ?? ''}'`, remedy: '' } : replacementOf(value, known);
}

function replacementOf({ names, types, text, specified }: SpecifiedTypes, known: Knowledge): SuggestedValue {
  const { launch, value: siteValue } = specified;
  const name = types[0]?.name ?? text;
  return names === 'type'
    ? suggestedType(launch, { siteValue, text }, name, known)
    : suggestedMembers(launch, { siteValue, text }, name, known);
}
