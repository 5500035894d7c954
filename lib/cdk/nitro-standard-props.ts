import type { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import type { NitroExemption } from './nitro-exemption';
import type { NitroFeature } from './nitro-feature';
import type { NitroImageStatement } from './nitro-image-statement';
import type { NitroProfile } from './nitro-profile';
import type { NitroSeverity } from './nitro-severity';

/** What a team demands of everything it launches. On top of what a policy file says, with the same meaning as its keys. */
export interface NitroStandardProps {
  /**
   * The policy file, relative to the working folder. Synthesis fails where it cannot be read or followed.
   *
   * @default - the nearest `nitro.json`, in the working folder or one around it; none where there is none
   */
  readonly policyFile?: string;

  /**
   * Ready-made settings, below everything else given here.
   *
   * @default - none
   */
  readonly profile?: NitroProfile;

  /**
   * Severities that differ from the rules' own, by rule name.
   *
   * A name that is no rule's is an error, and so is a severity that loosens what the policy file locks.
   *
   * @default - every rule has its own severity
   */
  readonly rules?: { readonly [rule: string]: NitroSeverity };

  /**
   * Severity of an instance type that is newer than the catalog, and so can only be built on Nitro: info, warning or error.
   *
   * @default NitroSeverity.INFO
   */
  readonly unknown?: NitroSeverity;

  /**
   * Severity of what cannot be decided before deployment: info, warning or error.
   *
   * @default - as each rule says
   */
  readonly unresolved?: NitroSeverity;

  /**
   * The only instance types to launch, as patterns in which `*` stands for any characters: `m7i.*`. Narrows what the policy
   * file allows.
   *
   * @default - every type built on Nitro
   */
  readonly allowedInstanceTypes?: string[];

  /**
   * Instance types not to launch, allowed or not, as patterns. Adds to what the policy file denies.
   *
   * @default - none
   */
  readonly deniedInstanceTypes?: string[];

  /**
   * The only architectures to launch. Narrows what the policy file allows.
   *
   * @default - all
   */
  readonly architectures?: InstanceArchitecture[];

  /**
   * What every instance type must support. Adds to what the policy file demands.
   *
   * @default - nothing
   */
  readonly features?: NitroFeature[];

  /**
   * Machine images that somebody vouches for.
   *
   * @default - none
   */
  readonly imageStatements?: NitroImageStatement[];

  /**
   * Whether synthesis may ask EC2 about images, through the context provider of the CDK.
   *
   * @default false
   */
  readonly imageLookups?: boolean;

  /**
   * The recorded images, relative to the working folder.
   *
   * @default - `nitro-images.json` beside the policy file, or in the working folder
   */
  readonly recordedImages?: string;

  /**
   * A recorded catalog, relative to the working folder.
   *
   * @default - `nitro-catalog.json` beside the policy file, or in the working folder
   */
  readonly catalog?: string;

  /**
   * Findings that are accepted.
   *
   * @default - none
   */
  readonly exemptions?: NitroExemption[];

  /**
   * The baseline with the findings that are known, relative to the working folder.
   *
   * @default - none
   */
  readonly baseline?: string;
}
