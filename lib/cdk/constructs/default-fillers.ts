import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import type { LaunchDefaults } from './launch-defaults';
import type { Written } from './nitro-injector';
import { NitroMachineImage } from './nitro-machine-image';
import { xenExclusion } from './xen-exclusion';

/** Adds missing properties to those that a team wrote for a construct. Never changes a written one. */
export type Filler = (written: Written, defaults: LaunchDefaults) => Written;

/**
 * The filler of each construct of aws-cdk-lib that launches EC2 instances, by PROPERTY_INJECTION_ID. The ids are written out, because
 * reading them from the classes would load all classes.
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

/** Fills in type and image of one architecture if neither is written. If one is, the team chooses the other. */
function fillLaunch(written: Written, { instanceType, architecture }: LaunchDefaults): Written {
  if (!isMissing(written, 'instanceType', 'machineImage')) return written;
  return { ...written, instanceType, machineImage: NitroMachineImage.amazonLinux2023({ architecture }) };
}

/** Fills in an instance. The CDK crashes at an instance without a type or an image, whereas it asks for those of a group. */
function fillInstance(written: Written, defaults: LaunchDefaults): Written {
  const filled = fillLaunch(written, defaults);
  if (isMissing(filled, 'instanceType'))
    throw new Error(
      "machineImage is given but instanceType is not, so no default applies: set instanceType, for example to NitroInstanceType.parse('m7i.large')",
    );
  if (isMissing(filled, 'machineImage'))
    throw new Error(
      'instanceType is given but machineImage is not, so no default applies: set machineImage, for example to NitroMachineImage.amazonLinux2023({ instanceType })',
    );
  return filled;
}

function fillLaunchTemplate(written: Written, { instanceType, launchTemplates }: LaunchDefaults): Written {
  if (!launchTemplates || !isMissing(written, 'instanceType', 'machineImage')) return written;
  return { ...written, instanceType };
}

/**
 * Fills in a type only if the props name one: the CDK's own choice, t3.nano, is built on Nitro, and another type replaces the instance. A
 * host with a written image stays as it is, because the image decides the architecture.
 */
function fillBastionHost(written: Written, { instanceType, isNamed }: LaunchDefaults): Written {
  return isNamed && isMissing(written, 'instanceType', 'machineImage') ? { ...written, instanceType } : written;
}

function fillAutoScalingGroup(written: Written, defaults: LaunchDefaults): Written {
  if (isMissing(written, 'launchTemplate', 'mixedInstancesPolicy')) return fillLaunch(written, defaults);
  const policy = written['mixedInstancesPolicy'] as autoscaling.MixedInstancesPolicy | undefined;
  if (policy?.launchTemplateOverrides === undefined) return written;
  const launchTemplateOverrides = policy.launchTemplateOverrides.map((override) => withExclusion(override));
  const isSame = launchTemplateOverrides.every((override, index) => override === policy.launchTemplateOverrides?.[index]);
  return isSame ? written : { ...written, mixedInstancesPolicy: { ...policy, launchTemplateOverrides } };
}

/** Completes the requirements of an override; returns the same object if nothing is missing. */
function withExclusion(override: autoscaling.LaunchTemplateOverrides): autoscaling.LaunchTemplateOverrides {
  const { instanceRequirements } = override;
  const excluded = instanceRequirements === undefined ? undefined : excluding(instanceRequirements);
  return excluded === undefined || excluded === instanceRequirements ? override : { ...override, instanceRequirements: excluded };
}

/** Adds to written requirements only: without any, ECS chooses by the tasks, and requirements would change that choice. */
function fillCapacityProvider(written: Written): Written {
  const requirements = written['instanceRequirements'] as ec2.InstanceRequirementsConfig | undefined;
  const excluded = requirements === undefined ? undefined : excluding(requirements);
  return excluded === requirements ? written : { ...written, instanceRequirements: excluded };
}

/** Excludes all Xen types, unless either list is written: EC2 accepts only one of them. */
function excluding<R extends Pick<ec2.InstanceRequirementsConfig, 'allowedInstanceTypes' | 'excludedInstanceTypes'>>(requirements: R): R {
  const { allowedInstanceTypes, excludedInstanceTypes } = requirements;
  const hasNeitherList = allowedInstanceTypes === undefined && excludedInstanceTypes === undefined && !Token.isUnresolved(requirements);
  return hasNeitherList ? { ...requirements, excludedInstanceTypes: xenExclusion() } : requirements;
}

/**
 * Fills in Batch's default classes, which are built on Nitro, if neither types, classes nor images are written. A launch template of the
 * app is allowed beside them if it has no image. A launch template from outside the app may have one, so nothing is filled in.
 */
function fillComputeEnvironment(written: Written, { architecture }: LaunchDefaults): Written {
  const { useOptimalInstanceClasses, launchTemplate, ...lists } = written;
  const isFree =
    useOptimalInstanceClasses === undefined &&
    ['instanceTypes', 'instanceClasses', 'defaultInstanceClasses', 'images'].every((name) => isEmpty(lists[name])) &&
    (launchTemplate === undefined || (launchTemplate instanceof ec2.LaunchTemplate && launchTemplate.imageId === undefined));
  return isFree ? { ...written, defaultInstanceClasses: [`default_${architecture}`] } : written;
}

/**
 * Fills in a type only if the props name one: EKS itself chooses t3.medium, and replaces a node group for another type. A node group with a
 * launch template, which may name a type, or with an AMI type, which implies an architecture, stays as it is.
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
