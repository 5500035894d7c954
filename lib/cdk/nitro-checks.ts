import { Aspects, type IPolicyValidationPlugin } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { NitroStandardProps } from './nitro-standard-props';
import { StandardPlugin } from './reporting/standard-plugin';
import { suppressionWriter } from './reporting/suppression-writer';

/** Options of NitroChecks: those of the standard, and those that every cdk-nag pack has. */
export interface NitroChecksProps extends NitroStandardProps {
  /**
   * Whether the description of a finding also states the requirement of its rule.
   *
   * @default false
   */
  readonly verbose?: boolean;

  /**
   * Whether acknowledged rules are written into the metadata of resources as `cdk_nag: { rules_to_suppress: [...] }`. This covers
   * acknowledged rules of other packs too. This option loads cdk-nag 3, which must be installed beside this package.
   *
   * @default false
   */
  readonly writeSuppressionsToCloudFormation?: boolean;
}

/**
 * The rules as a cdk-nag pack, for use beside other packs: `Validations.of(app).addPlugins(new NitroChecks(app))`.
 *
 * Unlike packs built on `NagPack`, it checks whole templates, suggests fixes, and does not fail synthesis on warnings.
 */
export class NitroChecks extends StandardPlugin implements IPolicyValidationPlugin {
  /**
   * Loads the standard to check against.
   *
   * @param scope the construct to check with everything below it, within the App or Stage that the pack is added to
   * @param props settings that differ from the defaults
   * @throws if the policy is unreadable or invalid, or if `props` name something that does not exist
   */
  public constructor(scope: IConstruct, props: NitroChecksProps = {}) {
    const { verbose = false, writeSuppressionsToCloudFormation = false, ...standard } = props;
    super(standard, { source: 'NitroChecks', scope, explainRules: verbose });
    if (writeSuppressionsToCloudFormation) Aspects.of(scope).add(suppressionWriter("'writeSuppressionsToCloudFormation' of NitroChecks"));
  }
}
