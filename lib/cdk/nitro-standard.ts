import type { IConstruct } from 'constructs';
import { Enforcement } from './enforcement';
import type { NitroStandardProps } from './nitro-standard-props';
import { outermostStage } from './checking/stack-templates';
import { standardOf } from './checking/team-standard';
import { isSynthesized } from './checking/written-templates';

/** The standard that EC2 instances are built on the AWS Nitro System. */
export class NitroStandard {
  /**
   * Makes synthesis fail where anything below `scope` may launch an instance that is not built on Nitro.
   *
   * Covers every stack below `scope`: nested stacks, Service Catalog product stacks and those of Stages included. The
   * templates are judged as they are written, so it sees property overrides, raw resources, included templates and what
   * Aspects changed. `cdk synth`, `app.synth()` and running the app by itself all fail.
   *
   * May be called more than once in an app: each finding is reported once, with the graver of the severities.
   *
   * @param scope what the standard holds for, usually the App
   * @param props what differs from the default
   * @throws where the policy cannot be followed, `props` ask for something that does not exist, `scope` is in no App or Stage or in
   * one that is synthesized already, or the app is made with another copy of the library `constructs` than this package
   */
  public static enforce(scope: IConstruct, props: NitroStandardProps = {}): void {
    const root = outermostStage(scope);
    if (root !== undefined && isSynthesized(root))
      throw new Error('the app is synthesized already, so nothing would be checked: enforce the standard before app.synth()');
    Enforcement.add(scope, standardOf(props, 'NitroStandard.enforce'));
  }

  private constructor() {
    // Nothing to make one of.
  }
}
