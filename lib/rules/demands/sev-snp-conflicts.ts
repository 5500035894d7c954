import { FEATURES } from '../../catalog/features';
import type { Pointer } from '../../base/json/json';
import { specifiedImages } from '../../launch/images/specified-images';
import type { Launch } from '../../launch/launches';
import { launchSpecifications, type LaunchSpecification, type Specified } from '../../launch/specification/launch-specifications';
import { switchedOnFeatures } from '../../launch/switched-on-features';
import { placeFor } from '../advice/spelling';
import { changeOf } from '../advice/wording';
import type { Knowledge } from '../rule';

/**
 * Features that EC2 does not switch on together with AMD SEV-SNP.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sev-snp.html
 */
const EXCLUDED = ['enclaves', 'hibernation'] as const;

/** A feature or image of a launch that AMD SEV-SNP excludes. */
export interface SevSnpConflict {
  /** A feature, or an image that boots with legacy BIOS. */
  readonly cause: { readonly is: 'feature' | 'image'; readonly name: string };
  readonly at: { readonly path: string; readonly pointer: Pointer };
  readonly where: string;
  readonly fix: string;
}

/** Finds the features and images of a launch that AMD SEV-SNP excludes: an image has to boot with UEFI. One finding for each. */
export function sevSnpConflicts(launch: Launch, known: Knowledge): readonly SevSnpConflict[] {
  const found = launchSpecifications(launch).flatMap((specification) => conflictsOf(specification, launch, known));
  return [...new Map(found.map((each) => [`${each.cause.name} ${each.where}`, each])).values()];
}

function conflictsOf(specification: LaunchSpecification, launch: Launch, { images, spellingOf }: Knowledge): readonly SevSnpConflict[] {
  const decided = switchedOnFeatures(specification, images).filter(({ undecided }) => undecided === undefined);
  return decided
    .filter(({ feature }) => feature === 'amd-sev-snp')
    .flatMap((sevSnp) => {
      const coincides = (other: Specified): boolean =>
        // A conflict within one launch template is reported there, not at its uses.
        (sevSnp.specified.launch === launch || sevSnp.specified.launch !== other.specified.launch) &&
        specification.mayCoincide(sevSnp, other);
      const placed = (other: Specified, cause: SevSnpConflict['cause']): SevSnpConflict => {
        const { at, launch: owner, value } = other.specified;
        const place = sevSnp.specified.launch === launch ? sevSnp.specified.value : at;
        return {
          cause,
          at: owner === launch ? value : place,
          where: placeFor(other, launch, spellingOf),
          fix: changeOf(owner),
        };
      };
      const features = decided
        .filter((other) => EXCLUDED.some((feature) => feature === other.feature) && coincides(other))
        .map((other) => placed(other, { is: 'feature', name: FEATURES[other.feature].name }));
      const legacy = specifiedImages(specification, images)
        .filter((image) => image.verdict.bootMode === 'legacy-bios' && coincides(image))
        .map((image) => placed(image, { is: 'image', name: image.text }));
      return [...features, ...legacy];
    });
}
