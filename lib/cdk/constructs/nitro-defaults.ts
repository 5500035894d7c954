import { type IPropertyInjector, PropertyInjectors } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { FILLERS } from './default-fillers';
import { settleDefaults } from './launch-defaults';
import { NitroInjector } from './nitro-injector';
import type { NitroDefaultsProps } from './nitro-defaults-props';

/**
 * Gives the CDK's own constructs defaults that are built on the AWS Nitro System, without a change to a team's code.
 *
 * The defaults fill in properties that a team leaves out. They never overwrite a property, not even a Xen type. They prevent mistakes
 * while you write; `NitroStandard.enforce` still checks the result.
 *
 * The defaults apply to L2 constructs that are created after the call. They do not apply to L1 constructs or plain resources:
 *
 * - `ec2.Instance` and `autoscaling.AutoScalingGroup` get an instance type and a machine image of the same architecture. Instance
 *   requirements of the group exclude all Xen types.
 * - `ec2.LaunchTemplate` gets an instance type of the architecture of its image, if `launchTemplates` is true.
 * - `ec2.BastionHostLinux`, `eks.Nodegroup` and the `Nodegroup` of aws-eks-v2 get the `instanceType` of the props, if there is one.
 * - `batch.ManagedEc2EcsComputeEnvironment` and `batch.ManagedEc2EksComputeEnvironment` get Batch's `default_x86_64` or
 *   `default_arm64`, depending on their images. If types or classes are given, Batch does not add `optimal` to them.
 * - `ecs.ManagedInstancesCapacityProvider` gets instance requirements that exclude all Xen types, if it has requirements.
 *
 * If a given property does not reveal the architecture, nothing is filled in beside it. An image by id is an example.
 *
 * Capacity of an `ecs.Cluster` or an `eks.Cluster` consists of these constructs, so it gets the defaults too.
 *
 * @example
 * import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
 * import { NitroDefaults } from 'cdk-nitro';
 *
 * NitroDefaults.apply(app, { architecture: InstanceArchitecture.ARM_64 });
 */
export class NitroDefaults {
  /**
   * Sets the defaults for all constructs that are created below `scope` after this call.
   *
   * If several calls cover a construct, the closest one counts. Property injectors that are already there stay in effect and run first.
   * An injector that is added to the same scope later replaces these defaults for its construct.
   *
   * @param scope the construct that the defaults apply to, usually the App
   * @param props settings that differ from the built-in defaults
   * @throws if the instance type is not built on Nitro, or if its architecture is not the given one
   */
  public static apply(scope: IConstruct, props: NitroDefaultsProps = {}): void {
    const injectors = PropertyInjectors.of(scope);
    const defaults = settleDefaults(props);
    injectors.add(...FILLERS.map(([id, fill]) => new NitroInjector(id, (written) => fill(written, defaults), injectors.for(id))));
  }

  /**
   * Returns the defaults as property injectors for an App, Stage or Stack: `new App({ propertyInjectors: NitroDefaults.injectors() })`.
   *
   * @param props settings that differ from the built-in defaults
   * @throws if the instance type is not built on Nitro, or if its architecture is not the given one
   */
  public static injectors(props: NitroDefaultsProps = {}): IPropertyInjector[] {
    const defaults = settleDefaults(props);
    return FILLERS.map(([id, fill]) => new NitroInjector(id, (written) => fill(written, defaults)));
  }

  private constructor() {
    // Has static methods only.
  }
}
