import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { batchArchitecture } from './batch-architecture';
import { type DefaultStandard, typeOf } from './default-standard';
import { architectureOfImage } from './image-architecture';
import { factsOf } from './instance-architecture';
import { familyOf, isArm64 } from './instance-family-name';
import { isHeldByParameter } from './instance-type-check';
import type { Written } from './nitro-injector';
import { NitroMachineImage } from './nitro-machine-image';
import { xenExclusion } from './xen-exclusion';

/** Adds to the properties of a construct what they lack. What is written stays as it is. */
type Filler = (written: Written, standard: DefaultStandard) => Written;

/**
 * Constructs of aws-cdk-lib that launch EC2 instances, by their PROPERTY_INJECTION_ID, and what fills in for each. By name, since
 * to ask the constructs themselves would load them all.
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

/** What is written decides about what is not: an image about the type, a type about the image. Where it does not tell, the CDK asks. */
function fillLaunch(written: Written, standard: DefaultStandard): Written {
  const instanceType = written['instanceType'] ?? typeBeside(written['machineImage'], standard);
  return { ...written, instanceType, machineImage: written['machineImage'] ?? imageFor(instanceType) };
}

/** Without a type the CDK crashes here, where for a group it asks for one. */
function fillInstance(written: Written, standard: DefaultStandard): Written {
  const filled = fillLaunch(written, standard);
  if (filled['instanceType'] !== undefined) return filled;
  throw new Error(
    "no instance type is given, and no default fits the machine image: set instanceType, for example to NitroInstanceType.parse('m7i.large')",
  );
}

function typeBeside(image: unknown, standard: DefaultStandard): ec2.InstanceType | undefined {
  if (image === undefined || image === null) return standard.instanceType;
  const architecture = architectureOfImage(image as ec2.IMachineImage);
  return architecture === undefined ? undefined : typeOf(architecture, standard);
}

/** A Xen type gets an image too: the validator says what is wrong with it, and the CDK would only miss the image. */
function imageFor(type: unknown): ec2.IMachineImage | undefined {
  const architecture = isInstanceType(type) ? architectureOf(type) : undefined;
  return architecture === undefined ? undefined : NitroMachineImage.amazonLinux2023({ architecture });
}

/** An instance type of another copy of aws-cdk-lib is one too. */
function isInstanceType(type: unknown): type is ec2.InstanceType {
  return typeof type === 'object' && type !== null && 'architecture' in type;
}

/** A Mac boots macOS alone, and A1 is older than what Amazon Linux 2023 is built for. */
const WITHOUT_AMAZON_LINUX_2023 = /^(?:mac\d|a1$)/;

/** Not what the CDK makes of a type's name: it takes families it does not know for x86_64, or throws. */
function architectureOf(type: ec2.InstanceType): ec2.InstanceArchitecture | undefined {
  const name = type.toString();
  if (Token.isUnresolved(name)) return isHeldByParameter(type) ? type.architecture : undefined;
  const family = familyOf(name);
  if (WITHOUT_AMAZON_LINUX_2023.test(family)) return undefined;
  return isArm64(family, factsOf(type)) ? ec2.InstanceArchitecture.ARM_64 : ec2.InstanceArchitecture.X86_64;
}

function fillLaunchTemplate(written: Written, standard: DefaultStandard): Written {
  if (!standard.launchTemplates || !isMissing(written, 'instanceType')) return written;
  return { ...written, instanceType: typeBeside(written['machineImage'], standard) };
}

/** The CDK takes t3.nano, and an instance of another type is another instance. An image that is given decides the architecture. */
function fillBastionHost(written: Written, { instanceType, isNamed }: DefaultStandard): Written {
  return isNamed && isMissing(written, 'instanceType', 'machineImage') ? { ...written, instanceType } : written;
}

function fillAutoScalingGroup(written: Written, standard: DefaultStandard): Written {
  if (isMissing(written, 'launchTemplate', 'mixedInstancesPolicy')) return fillLaunch(written, standard);
  const policy = written['mixedInstancesPolicy'] as autoscaling.MixedInstancesPolicy | undefined;
  if (policy?.launchTemplateOverrides === undefined) return written;
  const launchTemplateOverrides = policy.launchTemplateOverrides.map(({ instanceRequirements, ...override }) => ({
    ...override,
    ...(instanceRequirements === undefined ? {} : { instanceRequirements: excluding(instanceRequirements) }),
  }));
  return { ...written, mixedInstancesPolicy: { ...policy, launchTemplateOverrides } };
}

/** Without any requirements ECS chooses by the tasks: to write some for it would be another choice. */
function fillCapacityProvider(written: Written): Written {
  const requirements = written['instanceRequirements'] as ec2.InstanceRequirementsConfig | undefined;
  return requirements === undefined ? written : { ...written, instanceRequirements: excluding(requirements) };
}

/** EC2 takes either list, not both. */
function excluding<R extends Pick<ec2.InstanceRequirementsConfig, 'allowedInstanceTypes' | 'excludedInstanceTypes'>>(requirements: R): R {
  const { allowedInstanceTypes, excludedInstanceTypes } = requirements;
  const saysNothing = allowedInstanceTypes === undefined && excludedInstanceTypes === undefined && !Token.isUnresolved(requirements);
  return saysNothing ? { ...requirements, excludedInstanceTypes: xenExclusion() } : requirements;
}

/** Batch adds `optimal` to the types and classes that are given, unless told not to. Its own default classes are built on Nitro. */
function fillComputeEnvironment(written: Written, standard: DefaultStandard): Written {
  if (!isMissing(written, 'useOptimalInstanceClasses') || !isEmpty(written['defaultInstanceClasses'])) return written;
  if (isEmpty(written['instanceTypes']) && isEmpty(written['instanceClasses'])) {
    return { ...written, defaultInstanceClasses: [`default_${batchArchitecture(written, standard.architecture)}`] };
  }
  return { ...written, useOptimalInstanceClasses: false };
}

/** EKS takes t3.medium, and replaces a node group for another type. A launch template may name a type, and an AMI type an architecture. */
function fillNodegroup(written: Written, { instanceType, isNamed }: DefaultStandard): Written {
  const isFree = isMissing(written, 'instanceTypes', 'instanceType', 'launchTemplateSpec', 'amiType');
  return isNamed && isFree ? { ...written, instanceTypes: [instanceType] } : written;
}

function isMissing(written: Written, ...names: readonly string[]): boolean {
  return names.every((name) => written[name] === undefined);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
