/* eslint-disable @typescript-eslint/no-unsafe-enum-assignment -- the selection holds the words of EC2, which are those of the enumerations */
import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { Size } from 'aws-cdk-lib/core';
import { type AttributeSelection, attributeSelection } from './attribute-selection';
import { FEATURE_FLAGS } from './instance-type-choice';
import type { NitroInstanceRequirementsProps } from './nitro-instance-requirements-props';

/**
 * Attribute-based instance type selection that cannot include a Xen type.
 *
 * EC2 has no attribute for the hypervisor. The selection therefore excludes all Xen types by name, or allows types built on Nitro by name.
 * Each method returns the selection as one of the CDK's constructs takes it.
 *
 * @example
 * import type { IVpc } from 'aws-cdk-lib/aws-ec2';
 * import { Size } from 'aws-cdk-lib/core';
 * import { NitroAutoScalingGroup, NitroInstanceType } from 'cdk-nitro';
 *
 * declare const vpc: IVpc;
 * const requirements = NitroInstanceType.requirements({ vCpuCountMin: 2, vCpuCountMax: 8, memoryMin: Size.gibibytes(4) });
 * new NitroAutoScalingGroup(stack, 'Workers', { vpc, instanceRequirements: requirements.forAutoScalingGroup() });
 */
export class NitroInstanceRequirements {
  private readonly selection: AttributeSelection;

  /**
   * Creates the selection. `NitroInstanceType.requirements` does the same.
   *
   * @param props the attributes of the types to choose from
   * @throws if no type built on Nitro has the attributes, if they contradict each other, or if one is known only at deployment
   */
  public constructor(private readonly props: NitroInstanceRequirementsProps = {}) {
    this.selection = attributeSelection(props);
  }

  /** For the overrides of an Auto Scaling group: `autoscaling.AutoScalingGroup`, `NitroAutoScalingGroup`, `CfnAutoScalingGroup`. */
  public forAutoScalingGroup(): autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty {
    return this.selection;
  }

  /** For the data of an `ec2.CfnLaunchTemplate`. */
  public forLaunchTemplate(): ec2.CfnLaunchTemplate.InstanceRequirementsProperty {
    return this.selection;
  }

  /** For the overrides of an `ec2.CfnEC2Fleet`. */
  public forEc2Fleet(): ec2.CfnEC2Fleet.InstanceRequirementsRequestProperty {
    return this.selection;
  }

  /** For the overrides and launch specifications of an `ec2.CfnSpotFleet`. */
  public forSpotFleet(): ec2.CfnSpotFleet.InstanceRequirementsRequestProperty {
    return this.selection;
  }

  /** For an `ecs.ManagedInstancesCapacityProvider`. */
  public forManagedInstances(): ec2.InstanceRequirementsConfig {
    const { allowedInstanceTypes, excludedInstanceTypes, acceleratorCount, cpuManufacturers } = this.selection;
    const attributes = this.ownAttributes();
    return {
      ...attributes,
      vCpuCountMin: attributes.vCpuCountMin ?? 1,
      memoryMin: attributes.memoryMin ?? Size.mebibytes(0),
      cpuManufacturers: cpuManufacturers as ec2.CpuManufacturer[],
      instanceGenerations: this.selection.instanceGenerations as ec2.InstanceGeneration[],
      bareMetal: this.selection.bareMetal as ec2.BareMetal,
      burstablePerformance: this.selection.burstablePerformance as ec2.BurstablePerformance,
      ...(acceleratorCount?.max === undefined ? {} : { acceleratorCountMax: acceleratorCount.max }),
      ...(this.selection.requireHibernateSupport === undefined ? {} : { requireHibernateSupport: this.selection.requireHibernateSupport }),
      ...(allowedInstanceTypes === undefined ? {} : { allowedInstanceTypes }),
      ...(excludedInstanceTypes === undefined ? {} : { excludedInstanceTypes }),
    };
  }

  /** For the managed instances of an `ecs.CfnCapacityProvider`. */
  public forCapacityProvider(): ecs.CfnCapacityProvider.InstanceRequirementsRequestProperty {
    return this.selection;
  }

  /** Leaves out what EC2 has no attribute for. */
  private ownAttributes(): NitroInstanceRequirementsProps {
    const others = new Set<string>([...FEATURE_FLAGS, 'architecture', 'families']);
    return Object.fromEntries(Object.entries(this.props).filter(([name]) => !others.has(name)));
  }
}
