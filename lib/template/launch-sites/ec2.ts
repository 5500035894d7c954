import { CFN_INIT } from './cfn-init';
import { AMD_SEV_SNP, EFA, ENA_EXPRESS, ENCLAVES, HIBERNATION, sitesBelow } from './features';
import type { LaunchResource } from './launch-site';

const FROM_THEN_ON = 'applies to instances launched from then on; running instances stay as they are';

/** EC2 and EC2 Auto Scaling. */
export const EC2_RESOURCES: readonly LaunchResource[] = [
  {
    type: 'AWS::EC2::Instance',
    sites: [
      { path: 'InstanceType', kind: 'instance-type' },
      { path: 'ImageId', kind: 'machine-image' },
      { path: 'UserData', kind: 'user-data' },
      { path: 'BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
      { path: 'Volumes.[].Device', kind: 'block-device-name' },
      ENCLAVES,
      HIBERNATION,
      ENA_EXPRESS,
      ...CFN_INIT,
    ],
    launchTemplates: ['LaunchTemplate'],
    withoutType: { is: 'missing' },
    change: 'stops and starts the instance; instance store data is lost',
    imageChange: 'replaces the instance; data on its root volume is lost',
    launches: true,
  },
  {
    type: 'AWS::EC2::LaunchTemplate',
    sites: [
      { path: 'LaunchTemplateData.InstanceType', kind: 'instance-type' },
      { path: 'LaunchTemplateData.InstanceRequirements', kind: 'instance-requirements' },
      { path: 'LaunchTemplateData.ImageId', kind: 'machine-image' },
      { path: 'LaunchTemplateData.UserData', kind: 'user-data' },
      { path: 'LaunchTemplateData.BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
      ...sitesBelow('LaunchTemplateData', ENCLAVES, HIBERNATION, AMD_SEV_SNP, EFA, ENA_EXPRESS),
      ...CFN_INIT,
    ],
    withoutType: { is: 'nothing', reason: 'a launch template launches nothing until something refers to it' },
    change: 'adds a version of the launch template; running instances stay as they are until what uses the template replaces them',
    launches: 'by-reference',
  },
  {
    type: 'AWS::EC2::EC2Fleet',
    sites: [
      { path: 'LaunchTemplateConfigs.[].Overrides.[].InstanceType', kind: 'instance-type' },
      { path: 'LaunchTemplateConfigs.[].Overrides.[].InstanceRequirements', kind: 'instance-requirements' },
      { path: 'LaunchTemplateConfigs.[].Overrides.[].BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
      ...sitesBelow('LaunchTemplateConfigs.[].Overrides.[]', EFA),
      { path: 'LaunchTemplateConfigs.[].LaunchTemplateSpecification.LaunchTemplateSpecificationUserData', kind: 'user-data' },
      ...CFN_INIT,
    ],
    launchTemplates: ['LaunchTemplateConfigs.[].LaunchTemplateSpecification'],
    withoutType: { is: 'missing' },
    change: 'replaces the fleet',
    launches: true,
  },
  {
    type: 'AWS::EC2::SpotFleet',
    sites: [
      { path: 'SpotFleetRequestConfigData.LaunchSpecifications.[].InstanceType', kind: 'instance-type' },
      { path: 'SpotFleetRequestConfigData.LaunchSpecifications.[].InstanceRequirements', kind: 'instance-requirements' },
      { path: 'SpotFleetRequestConfigData.LaunchSpecifications.[].ImageId', kind: 'machine-image' },
      { path: 'SpotFleetRequestConfigData.LaunchSpecifications.[].UserData', kind: 'user-data' },
      { path: 'SpotFleetRequestConfigData.LaunchSpecifications.[].BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
      { path: 'SpotFleetRequestConfigData.LaunchTemplateConfigs.[].Overrides.[].InstanceType', kind: 'instance-type' },
      { path: 'SpotFleetRequestConfigData.LaunchTemplateConfigs.[].Overrides.[].InstanceRequirements', kind: 'instance-requirements' },
      ...CFN_INIT,
    ],
    launchTemplates: ['SpotFleetRequestConfigData.LaunchTemplateConfigs.[].LaunchTemplateSpecification'],
    withoutType: { is: 'missing' },
    change: 'replaces the Spot Fleet request',
    launches: true,
  },
  {
    type: 'AWS::EC2::VolumeAttachment',
    sites: [{ path: 'Device', kind: 'block-device-name' }],
    withoutType: { is: 'nothing', reason: 'it attaches a volume to an instance that is launched elsewhere' },
    change: 'detaches the volume and attaches it anew',
    launches: false,
  },
  {
    type: 'AWS::EC2::Host',
    sites: [
      { path: 'InstanceType', kind: 'instance-type' },
      { path: 'InstanceFamily', kind: 'instance-family' },
    ],
    withoutType: { is: 'missing' },
    change: 'replaces the Dedicated Host; the instances on it have to be moved first',
    launches: true,
  },
  {
    type: 'AWS::EC2::CapacityReservation',
    sites: [{ path: 'InstanceType', kind: 'instance-type' }],
    withoutType: { is: 'missing' },
    change: 'replaces the Capacity Reservation; instances that run in it keep running outside it',
    launches: true,
  },
  {
    type: 'AWS::EC2::CapacityReservationFleet',
    sites: [{ path: 'InstanceTypeSpecifications.[].InstanceType', kind: 'instance-type' }],
    withoutType: { is: 'missing' },
    change: 'replaces the Capacity Reservation Fleet; instances that run in it keep running outside it',
    launches: true,
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    sites: [
      { path: 'MixedInstancesPolicy.LaunchTemplate.Overrides.[].InstanceType', kind: 'instance-type' },
      { path: 'MixedInstancesPolicy.LaunchTemplate.Overrides.[].InstanceRequirements', kind: 'instance-requirements' },
      { path: 'MixedInstancesPolicy.LaunchTemplate.Overrides.[].ImageId', kind: 'machine-image' },
      ...CFN_INIT,
    ],
    launchTemplates: [
      'LaunchTemplate',
      'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification',
      'MixedInstancesPolicy.LaunchTemplate.Overrides.[].LaunchTemplateSpecification',
    ],
    withoutType: { is: 'missing' },
    typeComesFrom: ['LaunchConfigurationName', 'InstanceId'],
    change: `${FROM_THEN_ON} unless the group has an update policy`,
    launches: true,
  },
  {
    type: 'AWS::AutoScaling::LaunchConfiguration',
    sites: [
      { path: 'InstanceType', kind: 'instance-type' },
      { path: 'ImageId', kind: 'machine-image' },
      { path: 'UserData', kind: 'user-data' },
      { path: 'BlockDeviceMappings.[].DeviceName', kind: 'block-device-name' },
      ...CFN_INIT,
    ],
    withoutType: { is: 'missing' },
    typeComesFrom: ['InstanceId'],
    change: 'replaces the launch configuration; running instances stay as they are unless the group that uses it has an update policy',
    launches: false,
  },
];
