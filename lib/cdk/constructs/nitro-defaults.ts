import { type InjectionContext, type IPropertyInjector, PropertyInjectors } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { DefaultChanges, describeChange } from './default-changes';
import { DEFAULT_EFFECTS } from './default-effects';
import { FILLERS } from './default-fillers';
import { type LaunchDefaults, settleDefaults } from './launch-defaults';
import { NitroInjector, type Written } from './nitro-injector';
import type { NitroDefaultsProps } from './nitro-defaults-props';

/**
 * Gives the CDK's own constructs defaults that are built on the AWS Nitro System, without changes to a team's code.
 *
 * The defaults fill in properties that a team leaves out. They never overwrite a property, not even a Xen type. They prevent mistakes
 * while you write; `NitroStandard.enforce` still checks the result.
 *
 * The defaults apply to L2 constructs that are created after the call. They do not apply to L1 constructs or plain resources:
 *
 * - `ec2.Instance` and `autoscaling.AutoScalingGroup` get an instance type and a machine image of the same architecture.
 * - `ec2.LaunchTemplate` gets an instance type, if `launchTemplates` is true.
 * - `ec2.BastionHostLinux`, `eks.Nodegroup` and the `Nodegroup` of aws-eks-v2 get the `instanceType` of the props, if there is one.
 * - `batch.ManagedEc2EcsComputeEnvironment` and `batch.ManagedEc2EksComputeEnvironment` get Batch's `default_x86_64` or `default_arm64`.
 * - Instance requirements of an `autoscaling.AutoScalingGroup` or an `ecs.ManagedInstancesCapacityProvider` that name no types exclude all
 *   Xen types.
 *
 * A construct with either a type or an image is left alone: the team has to choose the other one to suit. To see what would change
 * in an app, and the resources that a deployment would replace, set `dryRun`.
 *
 * Capacity of an `ecs.Cluster` or an `eks.Cluster` consists of these constructs. The cluster gives it an image, so it keeps its type.
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
    // Without an entry the report says so too.
    if (props.dryRun === true) DefaultChanges.of(scope);
    injectors.add(...fillersOf(props).map(([id, fill]) => new NitroInjector(id, fill, injectors.for(id))));
  }

  /**
   * Returns the defaults as property injectors for an App, Stage or Stack: `new App({ propertyInjectors: NitroDefaults.injectors() })`.
   *
   * @param props settings that differ from the built-in defaults
   * @throws if the instance type is not built on Nitro, or if its architecture is not the given one
   */
  public static injectors(props: NitroDefaultsProps = {}): IPropertyInjector[] {
    return fillersOf(props).map(([id, fill]) => new NitroInjector(id, fill));
  }

  private constructor() {
    // Has static methods only.
  }
}

type Fill = (written: Written, context: InjectionContext) => Written;

function fillersOf(props: NitroDefaultsProps): readonly (readonly [constructUniqueId: string, fill: Fill])[] {
  const defaults = settleDefaults(props);
  if (props.dryRun !== true) return FILLERS.map(([id, fill]) => [id, (written) => fill(written, defaults)]);
  return FILLERS.map(([id, fill]) => [id, (written, context) => listed(id, written, fill(written, defaults), defaults, context)]);
}

/** Lists the changes that a filler would make, without changing the properties. */
function listed(id: string, written: Written, filled: Written, defaults: LaunchDefaults, context: InjectionContext): Written {
  if (filled === written) return written;
  const effect = DEFAULT_EFFECTS[id]?.(written, defaults);
  if (effect === undefined || effect === 'new') {
    throw new Error(
      `neither instanceType nor machineImage is given, and NitroDefaults would ${describeChange(written, filled)}, but dryRun changes nothing: set them, or remove dryRun`,
    );
  }
  DefaultChanges.of(context.scope).add(written, filled, effect, context);
  return written;
}
