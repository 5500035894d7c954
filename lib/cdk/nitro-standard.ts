import type { IConstruct } from 'constructs';
import { outermostStage } from './checking/stack-templates';
import { teamStandard } from './checking/team-standard';
import { isSynthesized } from './checking/written-templates';
import type { NitroStandardProps } from './nitro-standard-props';
import { Enforcement } from './reporting/enforcement';

/** The standard that EC2 instances are built on the AWS Nitro System. */
export class NitroStandard {
  /**
   * Makes synthesis fail if anything below `scope` may launch an instance that is not built on Nitro.
   *
   * The standard covers every stack below `scope`, including nested stacks, Service Catalog product stacks and stacks of Stages. It
   * checks templates after synthesis has written them, so it sees property overrides, raw resources, included templates and changes
   * by Aspects. `cdk synth`, `app.synth()` and running the app by itself all fail.
   *
   * An app may call this method several times. Each finding is then reported once, with the higher severity.
   *
   * @param scope the construct that the standard applies to, usually the App
   * @param props settings that differ from the defaults
   * @throws if the policy is unreadable or invalid, if `props` name something that does not exist, if `scope` is in no App or Stage or
   * in one that is already synthesized, or if the app uses another copy of the library `constructs` than this package
   */
  public static enforce(scope: IConstruct, props: NitroStandardProps = {}): void {
    const root = outermostStage(scope);
    if (root !== undefined && isSynthesized(root))
      throw new Error('the app is already synthesized, so nothing would be checked: enforce the standard before app.synth()');
    Enforcement.add(scope, teamStandard(props, 'NitroStandard.enforce'));
  }

  private constructor() {
    // Has static methods only.
  }
}
