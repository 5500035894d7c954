import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Standard } from '../../policy/standard';
import { VERSION } from '../../version';
import { checkApp } from '../checking/app-result';
import { PLUGIN_NAME } from '../checking/rule-id';
import { reportOf, ruleNames, templatesToValidate } from './plugin';
import type { ReportOptions } from './policy-report';

/** Where a plugin applies its standard, and how it reports. */
export interface StandardPluginOptions extends ReportOptions {
  /** @default - the whole app */
  readonly scope?: IConstruct;
}

/**
 * The plugin behind NitroValidator and NitroChecks. It is a hidden base class: jsii declares its public members on those two, with the
 * documentation here.
 *
 * @internal
 */
export abstract class StandardPlugin implements IPolicyValidationPlugin {
  /** The name under which the CDK reports findings. Rules are acknowledged as `Nitro::instance-type`. */
  public readonly name: string = PLUGIN_NAME;
  /** The version of this package. */
  public readonly version?: string = VERSION;
  // A getter would not be an optional property, which is what the CDK declares.
  /** The names of the rules that the plugin evaluates. */
  public readonly ruleIds?: string[] = ruleNames();

  public constructor(
    private readonly standard: Standard,
    private readonly options: StandardPluginOptions = {},
  ) {}

  /** Called by the CDK. Checks the templates that the CDK names, and those of the nested and product stacks inside. */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { scope = context.appConstruct, ...options } = this.options;
    return reportOf(() => checkApp(templatesToValidate(context), [{ scope, standard: this.standard }]), options);
  }
}
