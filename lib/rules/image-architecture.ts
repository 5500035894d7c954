import type { Catalog } from '../catalog/catalog';
import type { Architecture, InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { ImageArchitecture } from '../images/image-judgement';
import { launchSpecifications } from '../template/launch-specifications';
import { everyNamedType, namedImages } from './launch-parts';
import { defineRule } from './rule';
import { counterpartOf, specifiedImages, type SpecifiedImage } from './specified-images';
import { findMismatches, mismatchOffences, quoted, specifiedTypes, whereSaid, type SpecifiedTypes } from './specified-types';
import { changeOf, propertyName, shortList } from './wording';

interface ArchitectureImage extends SpecifiedImage {
  readonly architecture: ImageArchitecture;
}

export const imageArchitecture = defineRule({
  name: 'image-architecture',
  meta: {
    description: 'Require machine images of the architecture of every instance type they are launched on',
    severity: 'error',
    messages: {
      mismatch: "{{type}} is {{supported}}, but image '{{image}}' in {{where}} is {{architecture}}: use {{remedy}}",
      mismatchMembers: "every type of {{type}} is {{supported}}, but image '{{image}}' in {{where}} is {{architecture}}: use {{remedy}}",
      mismatchRequirements:
        "no type with the required attributes is {{architecture}} ({{types}}), but image '{{image}}' in {{where}} is: use {{remedy}}",
    },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ComponentsAMIs.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceRequirements.html',
      'https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html',
    ],
  },
  checkLaunch(launch, { catalog, images, report }) {
    const named = namedImages(launch, images).flatMap(({ judgement }) => judgement.architecture ?? []);
    if (named.length === 0) return;
    if (everyNamedType(launch, catalog, ({ architectures }) => named.every((each) => architectures.includes(each)))) return;
    const mismatches = launchSpecifications(launch).flatMap((specification) => {
      const known = specifiedImages(specification, images).flatMap((image): ArchitectureImage[] => {
        const { architecture } = image.judgement;
        return architecture === undefined ? [] : [{ ...image, architecture }];
      });
      return findMismatches(specification, specifiedTypes(specification, catalog), known, (value, image) => {
        if (value.names === 'word') return isOther(architecturesOf(value), image.architecture) ? 'all' : [];
        // A service or EC2 itself picks those that go with the image.
        return value.mayBeOthers || value.types.some((type) => type.architectures.includes(image.architecture)) ? [] : value.types;
      });
    });
    for (const { primary, finding } of mismatchOffences(launch, mismatches)) {
      const { thing, types, names, statement } = primary;
      const alternative = alternativeTo(primary, thing.architecture, catalog);
      const [own] = architecturesOf(primary).slice(-1);
      const counterpart = own === undefined ? undefined : counterpartOf(thing, own, images);
      const byType = alternative === undefined ? `a type that is ${thing.architecture}` : `'${alternative}'`;
      const byImage =
        counterpart === undefined
          ? `an image that is ${own ?? 'not'}`
          : `the image ${counterpart.startsWith('/') ? 'in parameter ' : ''}'${counterpart}'`;
      const property = propertyName(statement.choice.path);
      const fix = `${property}: write ${byType}, or in ${whereSaid(thing, launch)}: ${byImage}. ${changeOf(statement.launch)}`;
      const about = { image: thing.text, where: whereSaid(thing, launch), architecture: thing.architecture };
      const data = { ...about, type: quoted(primary, launch), supported: architecturesOf(primary).join(' and ') };
      if (names === 'requirements') {
        const allowed = `${byType} in AllowedInstanceTypes, or ${byImage}`;
        report('mismatchRequirements', { ...finding, fix, data: { ...about, types: shortList(namesOf(types)), remedy: allowed } });
      } else
        report(names === 'type' ? 'mismatch' : 'mismatchMembers', {
          ...finding,
          fix,
          data: { ...data, remedy: `${byType}, or ${byImage}` },
        });
    }
  },
});

/** Which types Batch means by its words. Source: AWS Batch user guide, "Instance type compute table". */
const WORDS: ReadonlyMap<string, Architecture> = new Map<string, Architecture>([
  ['optimal', 'x86_64'],
  ['default_x86_64', 'x86_64'],
  ['default_arm64', 'arm64'],
]);

function architecturesOf({ text, types, names }: SpecifiedTypes): readonly Architecture[] {
  const word = names === 'word' ? WORDS.get(text) : undefined;
  return word === undefined ? [...new Set(types.flatMap(({ architectures }) => architectures))] : [word];
}

function isOther(known: readonly Architecture[], architecture: ImageArchitecture): boolean {
  return known.length > 0 && !known.includes(architecture);
}

/** A type of the image's architecture, in the words of what is written. */
function alternativeTo({ names, types }: SpecifiedTypes, architecture: ImageArchitecture, catalog: Catalog): string | undefined {
  if (names === 'word') return [...WORDS].findLast(([, other]) => other === architecture)?.[0];
  const [first] = types;
  const type = first === undefined ? undefined : closestOf(first, architecture, catalog);
  if (names === 'type' || type === undefined) return type?.name;
  return names === 'members' ? type.family : `${type.family}.*`;
}

function closestOf(type: InstanceTypeFacts, architecture: ImageArchitecture, catalog: Catalog): InstanceTypeFacts | undefined {
  const fits = (candidate: InstanceTypeFacts): boolean => candidate.architectures.includes(architecture);
  // What replaces a Xen type is the same whichever rule suggests it.
  const successor =
    type.builtOnNitro || architecture !== 'arm64' ? undefined : catalog.find(catalog.successor(type.name, { architecture }).type);
  return successor !== undefined && fits(successor) ? successor : catalog.closest(type.name, fits);
}

function namesOf(types: readonly InstanceTypeFacts[]): readonly string[] {
  return types.map(({ name }) => name);
}
