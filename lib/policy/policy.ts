import { join } from 'node:path';
import type { SelectableArchitecture } from '../base/architecture';
import type { Feature } from '../catalog/features';
import type { Severity } from '../finding';
import { CATALOG_FILE, RECORDED_IMAGES_FILE } from '../base/file-names';
import type { DeclaredSite } from './declared-site';
import type { Demands } from './demands';
import type { ExclusionGlobs } from './exclusion-globs';
import type { Exemption } from './exemption';
import type { ImageProofDemand } from './image-proof-demand';
import type { ImageStatement } from './image-statement';
import { describePolicyPlace, type PolicyPlace } from './policy-error';
import type { DatedSeverity, RuleSeverity } from './severities';

/** The origin of a policy's value. */
export interface SettingOrigin {
  readonly place: PolicyPlace;
  /** The profile that sets it; the place is then that of the profile's name. */
  readonly profile?: string;
}

export interface Setting<T> {
  readonly value: T;
  readonly from: SettingOrigin;
}

/** The severity of a rule in force. */
export interface SeveritySetting extends Setting<RuleSeverity> {
  /** Present if it changes, or has changed, on a day. */
  readonly dated?: DatedSeverity;
}

/** All settings with their origins. Unset ones are absent or empty. */
export interface PolicySettings {
  /** Files and callers in the order of merging: the last is the policy itself. */
  readonly sources: readonly string[];
  readonly rules: ReadonlyMap<string, SeveritySetting>;
  readonly unknown?: Setting<Severity>;
  readonly unresolved?: Setting<Severity>;
  readonly allowedInstanceTypes: readonly Setting<readonly string[]>[];
  readonly deniedInstanceTypes: readonly Setting<string>[];
  readonly architectures?: Setting<readonly SelectableArchitecture[]>;
  readonly features: readonly Setting<Feature>[];
  readonly imageStatements: readonly ImageStatement[];
  readonly imageLookups?: Setting<boolean>;
  readonly imageProof?: Setting<ImageProofDemand>;
  readonly templateExemptions?: Setting<boolean>;
  /** Absolute path, as are the two below. */
  readonly recordedImages?: Setting<string>;
  readonly catalog?: Setting<string>;
  readonly baseline?: Setting<string>;
  readonly launchSites: readonly Setting<DeclaredSite>[];
  readonly exemptions: readonly Exemption[];
  /** Each with the folder that its glob is relative to. */
  readonly exclude: readonly Setting<{ readonly folder: string; readonly glob: string }>[];
}

export const NO_SETTINGS: PolicySettings = {
  sources: [],
  rules: new Map(),
  allowedInstanceTypes: [],
  deniedInstanceTypes: [],
  features: [],
  imageStatements: [],
  launchSites: [],
  exemptions: [],
  exclude: [],
};

/** A file that belongs to a policy. */
export interface CompanionFile {
  /** Absolute. */
  readonly path: string;
  /** The policy names the file, so it must exist. */
  readonly isNamed: boolean;
}

/** A team's demands, merged from files, profiles, code and the command line. */
export class Policy {
  /** Severities that differ from the rules' own. */
  public readonly severities: ReadonlyMap<string, RuleSeverity>;
  public readonly demands: Demands;

  /**
   * @param folder absolute; the folder of recorded images and catalog unless a setting names their files
   * @param file the policy file as reports name it; undefined without one
   */
  public constructor(
    public readonly settings: PolicySettings,
    public readonly folder: string,
    public readonly file: string | undefined,
  ) {
    const { rules, allowedInstanceTypes, deniedInstanceTypes, architectures, features } = settings;
    this.severities = new Map([...rules].map(([rule, { value }]) => [rule, value]));
    this.demands = {
      ...(allowedInstanceTypes.length === 0 ? {} : { allowedInstanceTypes: valuesOf(allowedInstanceTypes) }),
      ...(deniedInstanceTypes.length === 0 ? {} : { deniedInstanceTypes: valuesOf(deniedInstanceTypes) }),
      ...(architectures === undefined ? {} : { architectures: architectures.value }),
      ...(features.length === 0 ? {} : { features: [...new Set(valuesOf(features))] }),
    };
  }

  public get imageLookups(): boolean {
    return this.settings.imageLookups?.value ?? false;
  }

  public get recordedImages(): CompanionFile {
    return this.companion(this.settings.recordedImages, RECORDED_IMAGES_FILE);
  }

  public get catalog(): CompanionFile {
    return this.companion(this.settings.catalog, CATALOG_FILE);
  }

  /** Returns the place at which the policy demands a ready probe of one's own images; undefined if it does not. */
  public get proofDemandedAt(): string | undefined {
    const { imageProof } = this.settings;
    return imageProof?.value === 'probe' ? describeSettingOrigin(imageProof.from) : undefined;
  }

  /** The absolute path of the baseline; undefined if the policy names none. */
  public get baseline(): string | undefined {
    return this.settings.baseline?.value;
  }

  public get exemptions(): readonly Exemption[] {
    return this.settings.exemptions;
  }

  /** The globs of templates that the command line leaves out. */
  public get exclude(): readonly ExclusionGlobs[] {
    return valuesOf(this.settings.exclude).map(({ folder, glob }) => ({ folder, globs: [glob] }));
  }

  public get imageStatements(): readonly ImageStatement[] {
    return this.settings.imageStatements;
  }

  public get launchSites(): readonly DeclaredSite[] {
    return valuesOf(this.settings.launchSites);
  }

  private companion(setting: Setting<string> | undefined, name: string): CompanionFile {
    return { path: setting?.value ?? join(this.folder, name), isNamed: setting !== undefined };
  }
}

/** Describes an origin: `nitro.json:4`, or `profile 'eks', nitro.json:3`. */
export function describeSettingOrigin({ place, profile }: SettingOrigin): string {
  return `${profile === undefined ? '' : `profile '${profile}', `}${describePolicyPlace(place)}`;
}

function valuesOf<T>(settings: readonly Setting<T>[]): T[] {
  return settings.map(({ value }) => value);
}
