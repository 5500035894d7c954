import { Aspects, type IPolicyValidationContext, type IPolicyValidationPlugin, type PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Standard } from '../policy/standard';
import { VERSION } from '../version';

import { checkApp } from './checking/app-result';
import type { NitroStandardProps } from './nitro-standard-props';
import { reportOf, ruleNames, templatesToValidate } from './reporting/plugin';
import { PLUGIN_NAME } from './rule-id';
import { suppressionWriter } from './reporting/suppression-writer';
import { standardOf } from './checking/team-standard';

/** Options of the pack: those of the standard, and those that every cdk-nag pack has. */
export interface NitroChecksProps extends NitroStandardProps {
  /**
   * Whether descriptions also say what the rule requires.
   *
   * @default false
   */
  readonly verbose?: boolean;

  /**
   * Whether acknowledged rules, those of other packs included, are written into the metadata of resources as
   * `cdk_nag: { rules_to_suppress: [...] }`. Loads cdk-nag 3, which has to be installed beside this package.
   *
   * @default false
   */
  readonly writeSuppressionsToCloudFormation?: boolean;
}

/**
 * The rules as a cdk-nag pack, to stand beside others: `Validations.of(app).addPlugins(new NitroChecks(app))`.
 *
 * Unlike packs built on `NagPack` it judges whole templates, suggests fixes, and does not fail synthesis for warnings.
 */
export class NitroChecks implements IPolicyValidationPlugin {
  /** What the CDK shows the pack as. Rules are acknowledged as `Nitro::instance-type`. */
  public readonly name: string = PLUGIN_NAME;
  /** The version of this package. */
  public readonly version?: string = VERSION;
  /** The rules it evaluates. */
  public readonly ruleIds?: string[] = ruleNames();
  private readonly scope: IConstruct;
  private readonly standard: Standard;
  private readonly verbose: boolean;

  /**
   * @param scope what is checked: this construct and everything below it, as far as the App or Stage reaches that the pack is added to
   * @param props what differs from the default
   * @throws where the policy cannot be followed, or `props` ask for something that does not exist
   */
  public constructor(scope: IConstruct, props: NitroChecksProps = {}) {
    this.scope = scope;
    const { verbose = false, writeSuppressionsToCloudFormation = false, ...standard } = props;
    this.standard = standardOf(standard, 'NitroChecks');
    this.verbose = verbose;
    if (writeSuppressionsToCloudFormation) Aspects.of(scope).add(suppressionWriter("'writeSuppressionsToCloudFormation' of NitroChecks"));
  }

  /** Called by the CDK. Judges the templates it is given, with the nested and product stacks inside. */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const standards = [{ scope: this.scope, standard: this.standard }];
    return reportOf(() => checkApp(templatesToValidate(context), standards), { explainRules: this.verbose });
  }
}
