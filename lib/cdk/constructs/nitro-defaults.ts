import { type IPropertyInjector, PropertyInjectors } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { FILLERS } from './default-fillers';
import { standardOf } from './default-standard';
import { NitroInjector } from './nitro-injector';
import type { NitroDefaultsProps } from './nitro-defaults-props';

/**
 * Gives the CDK's own constructs defaults that are built on the AWS Nitro System, without a change to a team's code.
 *
 * Only what a team leaves out is filled in: what it writes is never overwritten, a Xen type neither. So the defaults steer, and
 * `NitroStandard.enforce` proves. They reach L2 constructs that are made after the call, and no L1 constructs or plain resources:
 *
 * - `ec2.Instance` and `autoscaling.AutoScalingGroup`: instance type and machine image, each of the architecture of the other;
 *   instance requirements of the group exclude all Xen types
 * - `ec2.LaunchTemplate`: instance type of the architecture of its image, if `launchTemplates` says so
 * - `ec2.BastionHostLinux`, `eks.Nodegroup` and that of aws-eks-v2: instance type, where these props name one
 * - `batch.ManagedEc2EcsComputeEnvironment` and `batch.ManagedEc2EksComputeEnvironment`: Batch's `default_x86_64` or
 *   `default_arm64`, by the images that are given; `optimal` is not added to what is given
 * - `ecs.ManagedInstancesCapacityProvider`: instance requirements exclude all Xen types
 *
 * Where what is written does not tell the architecture, as an image by id does not, nothing is filled in beside it.
 *
 * Capacity of an `ecs.Cluster` and of an `eks.Cluster` is made of these constructs.
 *
 * @example
 * import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
 * import { NitroDefaults } from 'cdk-nitro';
 *
 * NitroDefaults.apply(app, { architecture: InstanceArchitecture.ARM_64 });
 */
export class NitroDefaults {
  /**
   * Sets the defaults for everything that is made below `scope` from now on.
   *
   * The closest call counts. Injectors that are there already keep their say, and have it first; one that is added to the same
   * scope later takes the place of ours.
   *
   * @param scope what the defaults hold for, usually the App
   * @param props what differs from our own defaults
   * @throws where the instance type is not built on Nitro, or is of another architecture than the one given
   */
  public static apply(scope: IConstruct, props: NitroDefaultsProps = {}): void {
    const injectors = PropertyInjectors.of(scope);
    const standard = standardOf(props);
    injectors.add(...FILLERS.map(([id, fill]) => new NitroInjector(id, (written) => fill(written, standard), injectors.for(id))));
  }

  /**
   * The same as injectors, to hand to an App, Stage or Stack: `new App({ propertyInjectors: NitroDefaults.injectors() })`.
   *
   * @param props what differs from our own defaults
   * @throws where the instance type is not built on Nitro, or is of another architecture than the one given
   */
  public static injectors(props: NitroDefaultsProps = {}): IPropertyInjector[] {
    const standard = standardOf(props);
    return FILLERS.map(([id, fill]) => new NitroInjector(id, (written) => fill(written, standard)));
  }

  private constructor() {
    // Nothing to make one of.
  }
}
