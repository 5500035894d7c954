import type { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import type { NitroExemption } from './nitro-exemption';
import type { NitroFeature } from './nitro-feature';
import type { NitroImageProof } from './nitro-image-proof';
import type { NitroImageStatement } from './nitro-image-statement';
import type { NitroLaunchSite } from './nitro-launch-site';
import type { NitroProfile } from './nitro-profile';
import type { NitroSeverity } from './nitro-severity';

/**
 * The demands of a team on everything that it launches.
 *
 * They apply on top of a policy file. Each property has the meaning of the key of that name in the file.
 */
export interface NitroStandardProps {
  /**
   * The path of the policy file, relative to the working folder. A file that is unreadable or invalid is an error.
   *
   * @default - the nearest `nitro.json` in the working folder or a folder above it, if there is one
   */
  readonly policyFile?: string;

  /**
   * Predefined settings. The other properties override them.
   *
   * @default - no predefined settings
   */
  readonly profile?: NitroProfile;

  /**
   * Severities that differ from the default severities of the rules, by rule name.
   *
   * A name that is not the name of a rule is an error. So is a severity that loosens a rule that the policy file locks.
   *
   * @default - the default severity of each rule
   */
  readonly rules?: { readonly [rule: string]: NitroSeverity };

  /**
   * The severity of an instance type that is newer than the catalog: info, warning or error. Such a type is assumed to be built on Nitro,
   * because EC2 has not released a Xen type since 2018.
   *
   * @default NitroSeverity.INFO
   */
  readonly unknown?: NitroSeverity;

  /**
   * The severity of findings on values that cannot be decided before deployment: info, warning or error.
   *
   * @default - the severity that each rule sets
   */
  readonly unresolved?: NitroSeverity;

  /**
   * The only instance types that may be launched, as patterns in which `*` matches any characters: `m7i.*`. This narrows the types that the
   * policy file allows.
   *
   * @default - every type built on Nitro
   */
  readonly allowedInstanceTypes?: string[];

  /**
   * Instance types that must not be launched, as patterns in which `*` matches any characters. They take precedence over allowed types, and
   * add to the types that the policy file denies.
   *
   * @default - no denied types
   */
  readonly deniedInstanceTypes?: string[];

  /**
   * The only architectures that may be launched. This narrows the architectures that the policy file allows.
   *
   * @default - all architectures
   */
  readonly architectures?: InstanceArchitecture[];

  /**
   * Features that every instance type must support. They add to the features that the policy file demands.
   *
   * @default - no features
   */
  readonly features?: NitroFeature[];

  /**
   * Statements that vouch for machine images.
   *
   * @default - no statements
   */
  readonly imageStatements?: NitroImageStatement[];

  /**
   * Properties of your own registry types and custom resources that set part of a launch. They add to those of the policy file.
   *
   * @default - none
   */
  readonly launchSites?: NitroLaunchSite[];

  /**
   * Whether synthesis may look up images in EC2, through the context provider of the CDK.
   *
   * @default false
   */
  readonly imageLookups?: boolean;

  /**
   * The proof that a machine image of your own needs to count as ready. A policy file that demands probes cannot be loosened.
   *
   * @default NitroImageProof.PROVENANCE
   */
  readonly imageProof?: NitroImageProof;

  /**
   * The path of the file with recorded images, relative to the working folder.
   *
   * @default - `nitro-images.json` beside the policy file, or in the working folder
   */
  readonly recordedImages?: string;

  /**
   * The path of a recorded catalog, relative to the working folder.
   *
   * @default - `nitro-catalog.json` beside the policy file, or in the working folder; without such a file the catalog in the package
   */
  readonly catalog?: string;

  /**
   * Exemptions, which accept findings.
   *
   * @default - no exemptions
   */
  readonly exemptions?: NitroExemption[];

  /**
   * The path of the baseline, a file with findings that are accepted because they were there before. The path is relative to the working
   * folder.
   *
   * @default - no baseline
   */
  readonly baseline?: string;
}
