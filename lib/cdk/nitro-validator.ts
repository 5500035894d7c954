import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import type { Standard } from '../policy/standard';
import { VERSION } from '../version';
import { checkApp } from './checking/app-result';
import type { NitroStandardProps } from './nitro-standard-props';
import { reportOf, ruleNames, templatesToValidate } from './reporting/plugin';
import { PLUGIN_NAME } from './rule-id';
import { standardOf } from './checking/team-standard';

/**
 * The rules as a plain validation plugin: `Validations.of(app).addPlugins(new NitroValidator())`.
 *
 * It reports, and the CDK decides what becomes of the report: among others, `cdk synth` without a stack selector ignores
 * reports on stacks inside a Stage. `NitroStandard.enforce` closes such gaps.
 */
export class NitroValidator implements IPolicyValidationPlugin {
  /** What the CDK shows the plugin as. Rules are acknowledged as `Nitro::instance-type`. */
  public readonly name: string = PLUGIN_NAME;
  /** The version of this package. */
  public readonly version?: string = VERSION;
  /** The rules it evaluates. */
  public readonly ruleIds?: string[] = ruleNames();
  private readonly standard: Standard;

  /**
   * @param props what differs from the default
   * @throws where the policy cannot be followed, or `props` ask for something that does not exist
   */
  public constructor(props: NitroStandardProps = {}) {
    this.standard = standardOf(props, 'NitroValidator');
  }

  /** Called by the CDK. Judges the templates it is given, with the nested and product stacks inside. */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return reportOf(() => checkApp(templatesToValidate(context), [{ scope: context.appConstruct, standard: this.standard }]));
  }
}
