import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { batchArchitecture } from './batch-architecture';
import { architectureOfImage } from './image-architecture';
import { factsOf } from './instance-architecture';
import { familyOf, isArm64 } from './instance-family-name';
import { isHeldByParameter } from './instance-type-check';
import { defaultTypeFor, type LaunchDefaults } from './launch-defaults';
import type { Written } from './nitro-injector';
import { NitroMachineImage } from './nitro-machine-image';
import { xenExclusion } from './xen-exclusion';

/** Adds missing properties to those that a team wrote for a construct. Never changes a written one. */
type Filler = (written: Written, defaults: LaunchDefaults) => Written;

/**
 * The filler of each construct of aws-cdk-lib that launches EC2 instances, by PROPERTY_INJECTION_ID. The ids are written out, as reading
 * them from the classes would load all of those.
 */
export const FILLERS: readonly (readonly [constructUniqueId: string, fill: Filler])[] = [
  ['aws-cdk-lib.aws-ec2.Instance', fillInstance],
  ['aws-cdk-lib.aws-ec2.LaunchTemplate', fillLaunchTemplate],
  ['aws-cdk-lib.aws-ec2.BastionHostLinux', fillBastionHost],
  ['aws-cdk-lib.aws-autoscaling.AutoScalingGroup', fillAutoScalingGroup],
  ['aws-cdk-lib.aws-batch.ManagedEc2EcsComputeEnvironment', fillComputeEnvironment],
  ['aws-cdk-lib.aws-batch.ManagedEc2EksComputeEnvironment', fillComputeEnvironment],
  ['aws-cdk-lib.aws-ecs.ManagedInstancesCapacityProvider', fillCapacityProvider],
  ['aws-cdk-lib.aws-eks.Nodegroup', fillNodegroup],
  ['aws-cdk-lib.aws-eks-v2.Nodegroup', fillNodegroup],
];

/**
 * Fills in the image for a written type, and the type for a written image. Where the written one does not tell the architecture, fills
 * in nothing, and the CDK reports what is missing.
 */
function fillLaunch(written: Written, defaults: LaunchDefaults): Written {
  const instanceType = written['instanceType'] ?? typeForImage(written['machineImage'], defaults);
  return { ...written, instanceType, machineImage: written['machineImage'] ?? imageFor(instanceType) };
}

/** Without a type the CDK crashes here, whereas for a group it asks for one. */
function fillInstance(written: Written, defaults: LaunchDefaults): Written {
  const filled = fillLaunch(written, defaults);
  if (filled['instanceType'] !== undefined) return filled;
  throw new Error(
    "no instance type is given, and no default fits the machine image: set instanceType, for example to NitroInstanceType.parse('m7i.large')",
  );
}

function typeForImage(image: unknown, defaults: LaunchDefaults): ec2.InstanceType | undefined {
  if (image === undefined || image === null) return defaults.instanceType;
  const architecture = architectureOfImage(image as ec2.IMachineImage);
  return architecture === undefined ? undefined : defaultTypeFor(architecture, defaults);
}

/** Finds the image for a type. A Xen type gets one too, so that a check reports the type, and not the CDK a missing image. */
function imageFor(type: unknown): ec2.IMachineImage | undefined {
  const architecture = isInstanceType(type) ? imageArchitectureFor(type) : undefined;
  return architecture === undefined ? undefined : NitroMachineImage.amazonLinux2023({ architecture });
}

/** Whether a value is an instance type, from this copy of aws-cdk-lib or another. */
function isInstanceType(type: unknown): type is ec2.InstanceType {
  return typeof type === 'object' && type !== null && 'architecture' in type;
}

/**
 * Families that Amazon Linux 2023 does not boot on: a Mac boots only macOS, and the processors of A1 are older than those that it supports.
 */
const WITHOUT_AMAZON_LINUX_2023 = /^(?:mac\d|a1$)/;

/** Finds the architecture by the catalog. The CDK goes by the name: it takes families that it does not know for x86_64, or throws. */
function imageArchitectureFor(type: ec2.InstanceType): ec2.InstanceArchitecture | undefined {
  const name = type.toString();
  if (Token.isUnresolved(name)) return isHeldByParameter(type) ? type.architecture : undefined;
  const family = familyOf(name);
  if (WITHOUT_AMAZON_LINUX_2023.test(family)) return undefined;
  return isArm64(family, factsOf(type)) ? ec2.InstanceArchitecture.ARM_64 : ec2.InstanceArchitecture.X86_64;
}

function fillLaunchTemplate(written: Written, defaults: LaunchDefaults): Written {
  if (!defaults.launchTemplates || !isMissing(written, 'instanceType')) return written;
  return { ...written, instanceType: typeForImage(written['machineImage'], defaults) };
}

/**
 * Fills in a type only if the props name one: the CDK's own choice, t3.nano, is built on Nitro, and another type replaces the instance.
 * Leaves a host with a written image alone, as the image decides the architecture.
 */
function fillBastionHost(written: Written, { instanceType, isNamed }: LaunchDefaults): Written {
  return isNamed && isMissing(written, 'instanceType', 'machineImage') ? { ...written, instanceType } : written;
}

function fillAutoScalingGroup(written: Written, defaults: LaunchDefaults): Written {
  if (isMissing(written, 'launchTemplate', 'mixedInstancesPolicy')) return fillLaunch(written, defaults);
  const policy = written['mixedInstancesPolicy'] as autoscaling.MixedInstancesPolicy | undefined;
  if (policy?.launchTemplateOverrides === undefined) return written;
  const launchTemplateOverrides = policy.launchTemplateOverrides.map(({ instanceRequirements, ...override }) => ({
    ...override,
    ...(instanceRequirements === undefined ? {} : { instanceRequirements: excluding(instanceRequirements) }),
  }));
  return { ...written, mixedInstancesPolicy: { ...policy, launchTemplateOverrides } };
}

/** Adds to written requirements only: without any, ECS chooses by the tasks, and requirements would change that choice. */
function fillCapacityProvider(written: Written): Written {
  const requirements = written['instanceRequirements'] as ec2.InstanceRequirementsConfig | undefined;
  return requirements === undefined ? written : { ...written, instanceRequirements: excluding(requirements) };
}

/** Excludes all Xen types, unless either list is written: EC2 accepts only one of them. */
function excluding<R extends Pick<ec2.InstanceRequirementsConfig, 'allowedInstanceTypes' | 'excludedInstanceTypes'>>(requirements: R): R {
  const { allowedInstanceTypes, excludedInstanceTypes } = requirements;
  const hasNeitherList = allowedInstanceTypes === undefined && excludedInstanceTypes === undefined && !Token.isUnresolved(requirements);
  return hasNeitherList ? { ...requirements, excludedInstanceTypes: xenExclusion() } : requirements;
}

/**
 * Keeps Batch from adding `optimal` to written types and classes. Without any, fills in Batch's default classes, which are built on Nitro.
 */
function fillComputeEnvironment(written: Written, defaults: LaunchDefaults): Written {
  if (!isMissing(written, 'useOptimalInstanceClasses') || !isEmpty(written['defaultInstanceClasses'])) return written;
  if (isEmpty(written['instanceTypes']) && isEmpty(written['instanceClasses'])) {
    return { ...written, defaultInstanceClasses: [`default_${batchArchitecture(written, defaults.architecture)}`] };
  }
  return { ...written, useOptimalInstanceClasses: false };
}

/**
 * Fills in a type only if the props name one: EKS itself chooses t3.medium, and replaces a node group for another type. Leaves a node
 * group alone that has a launch template, which may name a type, or an AMI type, which implies an architecture.
 */
function fillNodegroup(written: Written, { instanceType, isNamed }: LaunchDefaults): Written {
  const isFree = isMissing(written, 'instanceTypes', 'instanceType', 'launchTemplateSpec', 'amiType');
  return isNamed && isFree ? { ...written, instanceTypes: [instanceType] } : written;
}

function isMissing(written: Written, ...names: readonly string[]): boolean {
  return names.every((name) => written[name] === undefined);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
