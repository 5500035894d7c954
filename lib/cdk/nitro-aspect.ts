import type { IAspect } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Standard } from '../policy/standard';
import { Enforcement } from './enforcement';
import type { NitroStandardProps } from './nitro-standard-props';
import { standardOf } from './checking/team-standard';

/**
 * Enforces the standard on the construct it is applied to and everything below: `Aspects.of(stack).add(new NitroAspect())`.
 *
 * Does what `NitroStandard.enforce` does, for scopes that are easier to reach with an Aspect. It judges the templates
 * once they are written, so the order of Aspects does not matter.
 */
export class NitroAspect implements IAspect {
  private readonly standard: Standard;
  private readonly scopes = new Set<IConstruct>();

  /**
   * @param props what differs from the default
   * @throws where the policy cannot be followed, or `props` ask for something that does not exist
   */
  public constructor(props: NitroStandardProps = {}) {
    this.standard = standardOf(props, 'NitroAspect');
  }

  /** Called by the CDK. The construct the Aspect is applied to comes first, and covers those below it. */
  public visit(node: IConstruct): void {
    if (node.node.scopes.some((scope) => this.scopes.has(scope))) return;
    this.scopes.add(node);
    Enforcement.add(node, this.standard);
  }
}
