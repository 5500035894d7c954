import type { IAspect } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Standard } from '../policy/standard';
import { teamStandard } from './checking/team-standard';
import type { NitroStandardProps } from './nitro-standard-props';
import { Enforcement } from './reporting/enforcement';

/**
 * Enforces the standard on a construct and everything below it: `Aspects.of(stack).add(new NitroAspect())`.
 *
 * It does what `NitroStandard.enforce` does, for scopes that are easier to reach with an Aspect. It checks templates after synthesis has
 * written them, so the order of Aspects does not matter.
 */
export class NitroAspect implements IAspect {
  private readonly standard: () => Standard;
  private readonly scopes = new Set<IConstruct>();

  /**
   * Loads the standard to enforce.
   *
   * @param props settings that differ from the defaults
   * @throws if the policy is unreadable or invalid, or if `props` name something that does not exist
   */
  public constructor(props: NitroStandardProps = {}) {
    this.standard = teamStandard(props, 'NitroAspect');
  }

  /** Called by the CDK. The CDK visits the construct that has the Aspect first; enforcing the standard there covers those below it. */
  public visit(node: IConstruct): void {
    if (node.node.scopes.some((scope) => this.scopes.has(scope))) return;
    this.scopes.add(node);
    Enforcement.add(node, this.standard);
  }
}
