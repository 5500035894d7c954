import type { BootMode, InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { ImageVerdict } from '../images/image-verdict';
import { everyNamedType, namedImages } from '../launch/launch-parts';
import { specifiedImages, type SpecifiedImage } from '../launch/images/specified-images';
import { findMismatches, mismatchedValues, quoted, specifiedTypes, describePlace } from '../launch/types/specified-types';
import { launchSpecifications } from '../launch/specification/launch-specifications';
import { shortList, typeNames } from './advice/wording';
import { typeOrImage } from './advice/type-or-image';
import { isReplacedAnyway, suggestedMembers, suggestedType } from './demands/suggested-type';
import { defineRule } from './rule';

interface BootableImage extends SpecifiedImage {
  readonly bootMode: BootMode;
}

export const imageBootMode = defineRule({
  name: 'image-boot-mode',
  meta: {
    description: 'Require instance types that support the boot mode of the machine image',
    severity: 'error',
    messages: {
      unsupported:
        "{{type}} supports boot mode {{supported}} only, but image '{{image}}' in {{where}} is registered for {{mode}}: use {{remedy}}",
      unsupportedMembers:
        "no type of {{type}} ({{types}}) supports boot mode {{mode}}, which image '{{image}}' in {{where}} is registered for: use {{remedy}}",
      unsupportedRequirements:
        "no type with the required attributes ({{types}}) supports boot mode {{mode}}, which image '{{image}}' in {{where}} is registered for: use {{remedy}}",
    },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-boot.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/launch-instance-boot-mode.html',
    ],
  },
  checkLaunch(launch, context) {
    const { catalog, images, report } = context;
    const named = namedImages(launch, images);
    if (named.every(({ verdict }) => decidedBootMode(verdict) === undefined)) return;
    const boots = ({ bootModes }: InstanceTypeFacts): boolean =>
      named.every(({ verdict }) => {
        const mode = decidedBootMode(verdict);
        return mode === undefined || bootModes.includes(mode);
      });
    if (everyNamedType(launch, catalog, boots)) return;
    const mismatches = launchSpecifications(launch).flatMap((specification) => {
      const known = specifiedImages(specification, images).flatMap((image): BootableImage[] => {
        const bootMode = decidedBootMode(image.verdict);
        return bootMode === undefined ? [] : [{ ...image, bootMode }];
      });
      return findMismatches(specification, specifiedTypes(specification, catalog), known, (value, image) => {
        const { types, mayBeOthers } = value;
        if (isReplacedAnyway(value, context)) return [];
        const comparable = types.filter((type) => isComparable(type, image));
        return mayBeOthers || comparable.some(({ bootModes }) => bootModes.includes(image.bootMode)) ? [] : comparable;
      });
    });
    for (const { primary, finding } of mismatchedValues(launch, mismatches)) {
      const { thing, types, names, specified } = primary;
      const [first] = types;
      if (first === undefined) continue;
      const replaced = { siteValue: specified.value, text: primary.text };
      const suggest = names === 'type' ? suggestedType : suggestedMembers;
      const suggestion = suggest(specified.launch, replaced, first.name, context);
      const supported = [...new Set(types.flatMap(({ bootModes }) => bootModes))].join(' and ');
      const byImage = `an image for ${supported}${supported === 'legacy-bios' ? ' or uefi-preferred' : ''}`;
      const where = describePlace(thing, launch);
      const { remedy, fix } = typeOrImage(suggestion, byImage, specified, types);
      const about = { image: thing.text, where, mode: thing.bootMode, remedy };
      const listed = { ...about, types: shortList(typeNames(types)) };
      if (names === 'requirements') report('unsupportedRequirements', { ...finding, fix, data: listed });
      else if (names === 'members') report('unsupportedMembers', { ...finding, fix, data: { ...listed, type: quoted(primary, launch) } });
      else report('unsupported', { ...finding, fix, data: { ...about, supported, type: quoted(primary, launch) } });
    }
  },
});

/** Returns the one boot mode an image needs; undefined for `uefi-preferred`, which falls back on legacy BIOS, and where it is unknown. */
function decidedBootMode({ bootMode }: ImageVerdict): BootMode | undefined {
  return bootMode === 'uefi-preferred' ? undefined : bootMode;
}

/** False for Xen and for another architecture than the image's, which other rules report. */
function isComparable(type: InstanceTypeFacts, { verdict: { architecture } }: SpecifiedImage): boolean {
  return type.builtOnNitro && type.bootModes.length > 0 && (architecture === undefined || type.architectures.includes(architecture));
}
