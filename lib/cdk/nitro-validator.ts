import type { IPolicyValidationPlugin } from 'aws-cdk-lib/core';
import type { NitroStandardProps } from './nitro-standard-props';
import { StandardPlugin } from './reporting/standard-plugin';

/**
 * The rules as a plain validation plugin: `Validations.of(app).addPlugins(new NitroValidator())`.
 *
 * The plugin only reports; the CDK decides what follows from the report. For example, `cdk synth` without a stack selector ignores
 * reports on stacks inside a Stage. `NitroStandard.enforce` fails in those cases too.
 */
export class NitroValidator extends StandardPlugin implements IPolicyValidationPlugin {
  /**
   * Loads the standard to check against.
   *
   * @param props settings that differ from the defaults
   * @throws if the policy is unreadable or invalid, or if `props` name something that does not exist
   */
  public constructor(props: NitroStandardProps = {}) {
    super(props, { source: 'NitroValidator' });
  }
}
