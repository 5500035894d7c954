import './cdk/checking/long-traces';

export { NitroMachineImage } from './cdk/constructs/nitro-machine-image';
export {
  NitroImageVariant,
  NitroWindowsEdition,
  NitroWindowsVersion,
  type NitroAmazonLinux2023ImageProps,
  type NitroBottlerocketImageProps,
  type NitroEksOptimizedImageProps,
  type NitroLookupImageProps,
  type NitroMachineImageProps,
  type NitroParameterImageProps,
  type NitroRecordedImageProps,
  type NitroUbuntuImageProps,
  type NitroVariantImageProps,
  type NitroWindowsImageProps,
} from './cdk/constructs/nitro-machine-image-props';
export { NitroVolumeMount } from './cdk/constructs/nitro-volume-mount';
export { NitroFileSystem, type NitroVolumeMountOptions, type NitroVolumeMountProps } from './cdk/constructs/nitro-volume-mount-props';
export { NitroAutoScalingGroup } from './cdk/constructs/nitro-auto-scaling-group';
export type { NitroAutoScalingGroupOptions, NitroAutoScalingGroupProps } from './cdk/constructs/nitro-auto-scaling-group-props';
export { NitroBatchEnvironment } from './cdk/constructs/nitro-batch-environment';
export type { NitroBatchEnvironmentProps } from './cdk/constructs/nitro-batch-environment-props';
export { NitroEcsCapacity } from './cdk/constructs/nitro-ecs-capacity';
export type { NitroEcsCapacityProps } from './cdk/constructs/nitro-ecs-capacity-props';
export { NitroEmrInstances } from './cdk/constructs/nitro-emr-instances';
export type { NitroEmrInstancesProps } from './cdk/constructs/nitro-emr-instances-props';
export { NitroNatProvider } from './cdk/constructs/nitro-nat-provider';
export type { NitroNatProviderProps } from './cdk/constructs/nitro-nat-provider-props';
export { NitroNodegroup } from './cdk/constructs/nitro-nodegroup';
export type { NitroNodegroupProps, NitroNodegroupV2Props } from './cdk/constructs/nitro-nodegroup-props';
export { NitroNodegroupV2 } from './cdk/constructs/nitro-nodegroup-v2';
export { NitroNodePool } from './cdk/constructs/nitro-node-pool';
export type { NitroNodePoolProps, NitroNodePoolRequirement } from './cdk/constructs/nitro-node-pool-props';
export { NitroDefaults } from './cdk/constructs/nitro-defaults';
export type { NitroDefaultsProps } from './cdk/constructs/nitro-defaults-props';
export { NitroInstanceRequirements } from './cdk/constructs/nitro-instance-requirements';
export type { NitroInstanceRequirementsProps } from './cdk/constructs/nitro-instance-requirements-props';
export { NitroInstanceType } from './cdk/constructs/nitro-instance-type';
export { NitroInstanceTypeParameter } from './cdk/constructs/nitro-instance-type-parameter';
export type { NitroInstanceTypeParameterProps } from './cdk/constructs/nitro-instance-type-parameter-props';
export type { NitroInstanceTypeRequirements } from './cdk/constructs/nitro-instance-type-requirements';
export { NitroImageTest } from './cdk/constructs/nitro-image-test';
export type { NitroImageTestProps } from './cdk/constructs/nitro-image-test-props';
export { NitroLaunchTemplate } from './cdk/constructs/nitro-launch-template';
export type { NitroLaunchTemplateProps } from './cdk/constructs/nitro-launch-template-props';
export { NitroAspect } from './cdk/nitro-aspect';
export { NitroAssertions } from './cdk/nitro-assertions';
export type { NitroAssertionsProps } from './cdk/nitro-assertions-props';
export { NitroChecks, type NitroChecksProps } from './cdk/nitro-checks';
export type { NitroExemption } from './cdk/nitro-exemption';
export { NitroFeature } from './cdk/nitro-feature';
export type { NitroFinding } from './cdk/nitro-finding';
export type { NitroFindingProps } from './cdk/nitro-finding-props';
export { NitroImageProof } from './cdk/nitro-image-proof';
export type { NitroImageStatement } from './cdk/nitro-image-statement';
export { NitroLaunchSiteKind, type NitroLaunchSite } from './cdk/nitro-launch-site';
export { NitroProfile } from './cdk/nitro-profile';
export { NitroSeverity } from './cdk/nitro-severity';
export { NitroStandard } from './cdk/nitro-standard';
export type { NitroStandardProps } from './cdk/nitro-standard-props';
export { NitroValidator } from './cdk/nitro-validator';
