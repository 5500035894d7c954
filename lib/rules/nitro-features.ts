import { FEATURES, supports } from '../catalog/features';
import type { KnownImages } from '../images/judge-image';
import { everyNamedType } from '../launch/launch-parts';
import { specifiedImages } from '../launch/images/specified-images';
import { findMismatches, specifiedTypes, type Mismatch } from '../launch/types/specified-types';
import { featuresNamed, switchedOnFeatures, type SwitchedOnFeature } from '../launch/switched-on-features';
import { launchSpecifications, type LaunchSpecification } from '../launch/specification/launch-specifications';
import type { Launch } from '../launch/launches';
import { namesAt, placeFor, quotedType, type SpellingOf } from './advice/spelling';
import { changeOf, shortList, typeNames } from './advice/wording';
import { reportedMismatches } from './demands/covered-types';
import { sevSnpConflicts } from './demands/sev-snp-conflicts';
import { suggestedMembers, suggestedType } from './demands/suggested-type';
import { defineRule, type Knowledge } from './rule';

/** `subject` ends in its verb: "'t3.large' does not support". */
const UNSUPPORTED = '{{subject}} {{feature}}, which {{where}} switches on: {{remedy}}';

export const nitroFeatures = defineRule({
  name: 'nitro-features',
  meta: {
    description: 'Require instance types that support the features a launch switches on',
    severity: 'error',
    messages: {
      enclaves: UNSUPPORTED,
      amdSevSnp: UNSUPPORTED,
      nestedVirtualization: UNSUPPORTED,
      hibernation: UNSUPPORTED,
      efa: UNSUPPORTED,
      enaExpress: UNSUPPORTED,
      nitroTpm: UNSUPPORTED,
      excludedBySevSnp:
        'the launch switches on {{feature}} ({{where}}) together with AMD SEV-SNP, which excludes it: leave one of the two off',
      sevSnpNeedsUefi:
        "image '{{image}}' in {{where}} boots with legacy BIOS, but AMD SEV-SNP needs UEFI: use an image that boots with UEFI, or leave AMD SEV-SNP off",
      undecided: '{{subject}} {{feature}}, which {{where}} may switch on, because {{reason}}: {{remedy}}',
    },
    doubts: { undecided: 'unresolved' },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html',
      'https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/hibernating-prerequisites.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ena-express.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sev-snp.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/enable-nitrotpm-prerequisites.html',
    ],
  },
  checkLaunch(launch, context) {
    const { catalog, images, report } = context;
    const named = featuresNamed(launch, images);
    if (named.includes('amd-sev-snp')) {
      for (const { cause, ...finding } of sevSnpConflicts(launch, context)) {
        const { where } = finding;
        if (cause.is === 'feature') report('excludedBySevSnp', { ...finding, data: { feature: cause.name, where } });
        else report('sevSnpNeedsUefi', { ...finding, values: [cause.name], data: { image: cause.name, where } });
      }
    }
    if (named.length === 0 || everyNamedType(launch, catalog, (type) => named.every((feature) => supports(type, feature)))) return;
    const mismatches = launchSpecifications(launch).flatMap((specification) => mismatchesOf(specification, context));
    for (const id of new Set(mismatches.map(({ cause }) => cause.feature))) {
      const { name: feature, fact: messageId } = FEATURES[id];
      const ofFeature = mismatches.filter(({ cause }) => cause.feature === id);
      for (const { primary, finding, coveredBy } of reportedMismatches(launch, ofFeature, context)) {
        const { cause, specified } = primary;
        const remedy = featureRemedy(primary, context);
        const found = { ...finding, coveredBy, fix: changeOf(specified.launch, primary.types) };
        const data = {
          subject: unsupportedSubject(primary, launch, context.spellingOf),
          feature,
          where: placeFor(cause, launch, context.spellingOf),
          remedy,
        };
        if (cause.undecided === undefined) report(messageId, { ...found, data });
        else report('undecided', { ...found, severity: 'warning', data: { ...data, reason: cause.undecided } });
      }
    }
  },
});

type FeatureMismatch = Mismatch<SwitchedOnFeature>;

function mismatchesOf(specification: LaunchSpecification, known: Knowledge): readonly FeatureMismatch[] {
  const { catalog, images } = known;
  const features = switchedOnFeatures(specification, images);
  if (features.length === 0) return [];
  const types = specifiedTypes(specification, catalog);
  const runs = architecturesRun(specification, images);
  return [...new Set(features.map(({ feature }) => feature))].flatMap((id) =>
    findMismatches(
      specification,
      types,
      features.filter(({ feature }) => feature === id),
      (value, feature) =>
        value.types.filter(
          (type) =>
            !feature.isSupported(type) &&
            // The rule instance-requirements reports Xen types that satisfy requirements.
            (value.names !== 'requirements' || (type.builtOnNitro && type.architectures.some((each) => runs(each)))),
        ),
    ),
  );
}

/** Returns the architectures that may launch: attribute-based selection chooses only types of the image's architecture. */
function architecturesRun(specification: LaunchSpecification, images: KnownImages): (architecture: string) => boolean {
  const known = specifiedImages(specification, images).map(({ verdict }) => verdict.architecture);
  return (architecture) => known.length === 0 || known.some((each) => each === undefined || each === architecture);
}

function featureRemedy({ cause, names, types, text, specified }: FeatureMismatch, known: Knowledge): string {
  const { launch, value: siteValue } = specified;
  const name = types[0]?.name ?? text;
  const suggest = names === 'type' || names === 'requirements' ? suggestedType : suggestedMembers;
  const { written, spelled, conflict = '' } = suggest(launch, { siteValue, text }, name, known);
  const off = `leave ${FEATURES[cause.feature].name} off`;
  if (written === undefined) return `${off}, since ${conflict}`;
  if (names === 'requirements') {
    const { member } = namesAt(launch, siteValue.path, known.spellingOf);
    if (cause.feature === 'hibernation') return `set ${member('RequireHibernateSupport')} to true, or ${off}`;
    return `list types that do in ${member('AllowedInstanceTypes')}, such as ${spelled}, or ${off}`;
  }
  return `use ${spelled}, or ${off}`;
}

function unsupportedSubject(mismatch: FeatureMismatch, launch: Launch, spellingOf: SpellingOf): string {
  const types = shortList(typeNames(mismatch.types));
  switch (mismatch.names) {
    case 'requirements':
      return `the required attributes admit types (${types}) that do not support`;
    case 'members':
      return `${quotedType(mismatch, launch, spellingOf)} includes types (${types}) that do not support`;
    default:
      return `${quotedType(mismatch, launch, spellingOf)} does not support`;
  }
}
