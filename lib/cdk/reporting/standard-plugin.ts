import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { VERSION } from '../../version';
import { checkApp, type ScopedStandard } from '../checking/app-result';
import { PLUGIN_NAME } from '../checking/rule-id';
import { loadTeamStandard } from '../checking/team-standard';
import { recordLongTraces, recordShortTraces } from '../checking/trace-limit';
import type { NitroStandardProps } from '../nitro-standard-props';
import { reportOf, ruleNames, templatesToValidate } from './plugin';

/** The scope and the form of a plugin's reports. */
export interface StandardPluginOptions {
  /** The name of the public class, for messages. */
  readonly source: string;
  /** @default - the whole app */
  readonly scope?: IConstruct;
  /** Whether descriptions also state the requirement of the rule. */
  readonly explainRules?: boolean;
}

/**
 * The plugin behind NitroValidator and NitroChecks. It is a hidden base class: jsii declares its public members on those two, with the
 * documentation here. Its declaration is published with theirs, so its signatures use public types only.
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

  private readonly standard: ScopedStandard['standard'];

  public constructor(
    props: NitroStandardProps,
    private readonly options: StandardPluginOptions,
  ) {
    this.standard = loadTeamStandard(props, options.source);
    recordLongTraces();
  }

  /** Called by the CDK. Checks the templates that the CDK names, and those of the nested and product stacks inside. */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    recordShortTraces();
    const { scope = context.appConstruct, explainRules = false } = this.options;
    return reportOf(() => checkApp(templatesToValidate(context), [{ scope, standard: this.standard }]), { explainRules });
  }
}
