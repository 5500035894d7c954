import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { factsOf } from './instance-architecture';
import { familyOf, isBurstableFamily } from './instance-family-name';
import type { NitroAutoScalingGroupProps } from './nitro-auto-scaling-group-props';

/** Properties of an instance: they belong to the launch template. */
export const INSTANCE_PROPERTIES = [
  'machineImage',
  'architecture',
  'securityGroup',
  'role',
  'userData',
  'keyName',
  'keyPair',
  'blockDevices',
  'associatePublicIpAddress',
  'instanceMonitoring',
  'spotPrice',
  'creditSpecification',
] as const;

/**
 * Tells whether the group needs a mixed instances policy: for several types, requirements or a distribution, and to override the type of a given
 * template.
 */
export function isMixed({
  instanceTypes = [],
  instanceRequirements,
  instancesDistribution,
  launchTemplate,
}: NitroAutoScalingGroupProps): boolean {
  const overridesTemplate = launchTemplate !== undefined && instanceTypes.length > 0;
  return instanceTypes.length > 1 || instanceRequirements !== undefined || instancesDistribution !== undefined || overridesTemplate;
}

/**
 * Refuses properties that contradict each other.
 *
 * @throws if they do, or if no instance type is given
 */
export function checkCombination(props: NitroAutoScalingGroupProps): void {
  const { instanceTypes, instanceRequirements, launchTemplate, spotPrice } = props;
  if (instanceTypes?.length === 0)
    throw new Error("instanceTypes is empty: name at least one, for example NitroInstanceType.parse('m7i.large')");
  if (instanceTypes !== undefined && instanceRequirements !== undefined) {
    throw new Error('instanceTypes and instanceRequirements exclude each other: remove one of them');
  }
  if (instanceTypes === undefined && instanceRequirements === undefined && launchTemplate?.instanceType === undefined) {
    throw new Error(
      "no instance type is given: set instanceTypes, for example to [NitroInstanceType.parse('m7i.large')], or instanceRequirements",
    );
  }
  const misplaced = launchTemplate === undefined ? undefined : INSTANCE_PROPERTIES.find((name) => props[name] !== undefined);
  if (misplaced !== undefined) throw new Error(`${misplaced} belongs to the launch template, and launchTemplate is given: set it there`);
  if (spotPrice !== undefined && isMixed(props)) {
    throw new Error('spotPrice works with a single instance type only: set instancesDistribution.spotMaxPrice instead');
  }
  if (props.creditSpecification !== undefined) requireBurstable(props);
}

function requireBurstable({ instanceTypes = [], instanceRequirements }: NitroAutoScalingGroupProps): void {
  const other = instanceTypes.find((type) => !isBurstable(type));
  if (other !== undefined) {
    throw new Error(
      `creditSpecification applies to burstable types only, and '${other.toString()}' is not: remove creditSpecification, or use a type such as 't3.large'`,
    );
  }
  const burstable = instanceRequirements?.burstablePerformance;
  if (instanceRequirements === undefined || burstable === 'required' || Token.isUnresolved(burstable)) return;
  throw new Error(
    "creditSpecification applies to burstable types only, and instanceRequirements allow others: set burstablePerformance to 'required', or remove creditSpecification",
  );
}

/** Tells whether a type is burstable. True for one that is known only at deployment. */
function isBurstable(type: ec2.InstanceType): boolean {
  const name = type.toString();
  return Token.isUnresolved(name) || (factsOf(type)?.burstable ?? isBurstableFamily(familyOf(name)));
}

/** @throws if types have different architectures */
export function requireOneArchitecture([first, ...others]: readonly ec2.InstanceType[]): void {
  const other = others.find((type) => type.architecture !== first?.architecture);
  if (first === undefined || other === undefined) return;
  throw new Error(
    `'${first.toString()}' is ${first.architecture} and '${other.toString()}' is ${other.architecture}, and one image cannot boot both: create a group for each architecture`,
  );
}
