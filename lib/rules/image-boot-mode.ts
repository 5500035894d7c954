import type { BootMode, InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { ImageVerdict } from '../images/image-verdict';
import { everyNamedType, namedImages } from '../launch/launch-parts';
import { specifiedImages, type SpecifiedImage } from '../launch/images/specified-images';
import { findMismatches, specifiedTypes } from '../launch/types/specified-types';
import { launchSpecifications } from '../launch/specification/launch-specifications';
import { placeFor, quotedType } from './advice/spelling';
import { imageChangeOf, shortList, typeNames } from './advice/wording';
import { typeOrImage } from './advice/type-or-image';
import { reportedMismatches } from './demands/covered-types';
import { neededBootMode } from './demands/needed-boot-mode';
import { suggestedMembers, suggestedType } from './demands/suggested-type';
import { defineRule, type RuleContext } from './rule';
import type { Launch } from '../launch/launches';

interface BootableImage extends SpecifiedImage {
  readonly bootMode: BootMode;
}

const NO_BOOT_LOADER =
  "{{type}} boots image '{{image}}' in {{where}} with {{firmware}}, but the probe of {{date}} found no boot loader for that: use {{remedy}}";

export const imageBootMode = defineRule({
  name: 'image-boot-mode',
  meta: {
    description: 'Require instance types that support the boot mode of the machine image',
    severity: 'error',
    messages: {
      unsupported: "{{type}} supports boot mode {{supported}} only, but image '{{image}}' in {{where}} {{needs}}: use {{remedy}}",
      unsupportedMembers:
        "no type of {{type}} ({{types}}) supports boot mode {{mode}}, and image '{{image}}' in {{where}} {{needs}}: use {{remedy}}",
      unsupportedRequirements:
        "no type with the required attributes ({{types}}) supports boot mode {{mode}}, and image '{{image}}' in {{where}} {{needs}}: use {{remedy}}",
      noBootLoader: NO_BOOT_LOADER,
    },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-boot.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/launch-instance-boot-mode.html',
    ],
  },
  checkLaunch(launch, context) {
    const { catalog, images, report } = context;
    const named = namedImages(launch, images);
    if (named.every(({ verdict }) => neededBootMode(verdict) === undefined && verdict.bootLoaders === undefined)) return;
    const boots = ({ bootModes }: InstanceTypeFacts): boolean =>
      named.every(({ verdict }) => {
        const mode = neededBootMode(verdict);
        return mode === undefined || bootModes.includes(mode);
      });
    if (everyNamedType(launch, catalog, boots)) {
      reportMissingBootLoaders(launch, context);
      return;
    }
    const mismatches = launchSpecifications(launch).flatMap((specification) => {
      const known = specifiedImages(specification, images).flatMap((image): BootableImage[] => {
        const bootMode = neededBootMode(image.verdict);
        return bootMode === undefined ? [] : [{ ...image, bootMode }];
      });
      return findMismatches(specification, specifiedTypes(specification, catalog), known, (value, image) => {
        const { types, mayBeOthers } = value;
        const comparable = types.filter((type) => isComparable(type, image));
        return mayBeOthers || comparable.some(({ bootModes }) => bootModes.includes(image.bootMode)) ? [] : comparable;
      });
    });
    for (const { primary, finding, coveredBy } of reportedMismatches(launch, mismatches, context)) {
      const [first] = primary.types;
      if (first === undefined) continue;
      const { cause, types, names, specified, text } = primary;
      const replaced = { siteValue: specified.value, text };
      const suggest = names === 'type' ? suggestedType : suggestedMembers;
      const suggestion = suggest(specified.launch, replaced, first.name, context);
      const supported = [...new Set(types.flatMap(({ bootModes }) => bootModes))].join(' and ');
      const byImage = `an image for ${supported}${supported === 'legacy-bios' ? ' or uefi-preferred' : ''}`;
      const where = placeFor(cause, launch, context.spellingOf);
      const { remedy, fix } = typeOrImage(suggestion, byImage, specified, types);
      const about = { image: cause.text, where, mode: cause.bootMode, needs: describeNeed(cause), remedy };
      const listed = { ...about, types: shortList(typeNames(types)) };
      if (names === 'requirements') report('unsupportedRequirements', { ...finding, coveredBy, fix, data: listed });
      else if (names === 'members')
        report('unsupportedMembers', {
          ...finding,
          coveredBy,
          fix,
          data: { ...listed, type: quotedType(primary, launch, context.spellingOf) },
        });
      else
        report('unsupported', {
          ...finding,
          coveredBy,
          fix,
          data: { ...about, supported, type: quotedType(primary, launch, context.spellingOf) },
        });
    }
    reportMissingBootLoaders(launch, context);
  },
});

function describeNeed({ bootMode, verdict }: BootableImage): string {
  const { bootLoaders } = verdict;
  if (bootLoaders === undefined || verdict.bootMode === bootMode) return `is registered for ${bootMode}`;
  return `has a boot loader for ${bootMode} only, as the probe of ${bootLoaders.date} shows`;
}

/** Reports types that boot an image by a firmware for which a probe found no boot loader. */
function reportMissingBootLoaders(launch: Launch, context: RuleContext<{ readonly noBootLoader: typeof NO_BOOT_LOADER }>): void {
  const { catalog, images, report } = context;
  if (namedImages(launch, images).every(({ verdict }) => verdict.bootLoaders === undefined)) return;
  const mismatches = launchSpecifications(launch).flatMap((specification) => {
    const known = specifiedImages(specification, images).filter(({ verdict }) => verdict.bootLoaders !== undefined);
    return findMismatches(specification, specifiedTypes(specification, catalog), known, (value, image) =>
      value.types.filter((type) => isComparable(type, image) && lacksBootLoader(type, image.verdict)),
    );
  });
  for (const { primary, finding, coveredBy } of reportedMismatches(launch, mismatches, context)) {
    const { cause, types, specified } = primary;
    const { bootLoaders } = cause.verdict;
    const [first] = types;
    const firmware = first === undefined ? undefined : firmwareOf(first, cause.verdict);
    if (firmware === undefined || bootLoaders === undefined) continue;
    const remedy = `an image registered for ${bootLoaders.firmware.join(' or ')}`;
    const where = placeFor(cause, launch, context.spellingOf);
    const named = primary.names === 'type' ? quotedType(primary, launch, context.spellingOf) : `'${shortList(typeNames(types), 3)}'`;
    const fix = `the image may be registered again, with a boot mode that it has a boot loader for. ${imageChangeOf(specified.launch)}`;
    report('noBootLoader', {
      ...finding,
      coveredBy,
      fix,
      data: { type: named, image: cause.text, where, firmware, date: bootLoaders.date, remedy },
    });
  }
}

/**
 * Returns the firmware by which a type boots an image; undefined if its registered mode is not supported, which has a finding of its own.
 */
function firmwareOf({ bootModes }: InstanceTypeFacts, verdict: ImageVerdict): BootMode | undefined {
  const { bootMode, architecture } = verdict;
  // Images without a boot mode: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-boot.html
  const mode = neededBootMode(verdict) ?? bootMode ?? (architecture === 'arm64' ? 'uefi' : 'legacy-bios');
  const preferred = mode === 'uefi-preferred' ? (bootModes.includes('uefi') ? 'uefi' : 'legacy-bios') : mode;
  return bootModes.includes(preferred) ? preferred : undefined;
}

function lacksBootLoader(type: InstanceTypeFacts, verdict: ImageVerdict): boolean {
  const firmware = firmwareOf(type, verdict);
  return firmware !== undefined && verdict.bootLoaders?.firmware.includes(firmware) === false;
}

/** Tells whether the type has the image's architecture. Another rule reports a different one. */
function isComparable(type: InstanceTypeFacts, { verdict: { architecture } }: SpecifiedImage): boolean {
  return type.bootModes.length > 0 && (architecture === undefined || type.architectures.includes(architecture));
}
