import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { KeptImage } from './image-user-data';
import { requireNitro } from './instance-type-check';
import type { NitroAutoScalingGroupProps } from './nitro-auto-scaling-group-props';
import { NitroLaunchTemplate } from './nitro-launch-template';
import { withoutXen } from './xen-exclusion';

/** Properties of an instance, which a launch template holds. */
const OF_THE_INSTANCE = [
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
] as const;

/**
 * An Auto Scaling group that launches instance types built on the AWS Nitro System and no others: one type, several, or whatever
 * has the attributes that are required. Its launch template is a NitroLaunchTemplate, with that construct's defaults.
 *
 * @example
 * import type { IVpc } from 'aws-cdk-lib/aws-ec2';
 * import { NitroAutoScalingGroup } from 'cdk-nitro';
 *
 * declare const vpc: IVpc;
 * new NitroAutoScalingGroup(stack, 'Workers', {
 *   vpc,
 *   instanceRequirements: { vCpuCount: { min: 2, max: 8 }, memoryMiB: { min: 4096 } },
 * });
 */
export class NitroAutoScalingGroup extends autoscaling.AutoScalingGroup {
  private readonly template: NitroLaunchTemplate;

  /**
   * @throws where a type is not built on Nitro, types are of different architectures, `instanceRequirements` allows Xen types by
   * name, or properties contradict each other
   */
  public constructor(scope: Construct, id: string, props: NitroAutoScalingGroupProps) {
    checkCombination(props);
    const { instanceTypes = [], instanceRequirements, instancesDistribution } = props;
    for (const type of instanceTypes) requireNitro(type);
    requireOneArchitecture(instanceTypes);
    const required = instanceRequirements === undefined ? undefined : withoutXen(instanceRequirements);

    const launchTemplate = props.launchTemplate ?? launchTemplateOf(new Construct(scope, `${id}Launch`), props);
    super(scope, id, {
      ...propertiesOfTheGroup(props),
      ...(isMixed(props)
        ? { mixedInstancesPolicy: { launchTemplate, ...overridesFor(instanceTypes, required), ...optional({ instancesDistribution }) } }
        : { launchTemplate }),
    });
    this.template = launchTemplate;
  }

  /**
   * Adds a security group to the launch template, which has to have one already. EKS does, for the nodes of a cluster.
   *
   * @param securityGroup the security group to add
   */
  public override addSecurityGroup(securityGroup: ec2.ISecurityGroup): void {
    // The CDK's own group wants a feature flag for that.
    this.template.addSecurityGroup(securityGroup);
  }
}

/** Several types, requirements, or On-Demand and Spot capacity side by side. A template of one's own takes its types as overrides. */
function isMixed({ instanceTypes = [], instanceRequirements, instancesDistribution, launchTemplate }: NitroAutoScalingGroupProps): boolean {
  const overridesTemplate = launchTemplate !== undefined && instanceTypes.length > 0;
  return instanceTypes.length > 1 || instanceRequirements !== undefined || instancesDistribution !== undefined || overridesTemplate;
}

function checkCombination(props: NitroAutoScalingGroupProps): void {
  const { instanceTypes, instanceRequirements, launchTemplate, spotPrice } = props;
  if (instanceTypes?.length === 0)
    throw new Error("instanceTypes is empty: name at least one, for example NitroInstanceType.parse('m7i.large')");
  if (instanceTypes !== undefined && instanceRequirements !== undefined) {
    throw new Error('instanceTypes and instanceRequirements exclude each other: leave one of them out');
  }
  if (instanceTypes === undefined && instanceRequirements === undefined && launchTemplate?.instanceType === undefined) {
    throw new Error(
      "no instance type is given: set instanceTypes, for example to [NitroInstanceType.parse('m7i.large')], or instanceRequirements",
    );
  }
  const onBoth = launchTemplate === undefined ? undefined : OF_THE_INSTANCE.find((name) => props[name] !== undefined);
  if (onBoth !== undefined) throw new Error(`${onBoth} belongs to the launch template, which is given: set it there`);
  if (spotPrice !== undefined && isMixed(props)) {
    throw new Error('spotPrice is for a single instance type: set instancesDistribution.spotMaxPrice instead');
  }
}

function requireOneArchitecture([first, ...others]: readonly ec2.InstanceType[]): void {
  const other = others.find((type) => type.architecture !== first?.architecture);
  if (first === undefined || other === undefined) return;
  throw new Error(
    `'${first.toString()}' is ${first.architecture} and '${other.toString()}' is ${other.architecture}, and one image cannot boot both: make a group for each architecture`,
  );
}

function launchTemplateOf(scope: Construct, props: NitroAutoScalingGroupProps): NitroLaunchTemplate {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the CDK still takes keyName, so it is handed on
  const { instanceTypes: [instanceType] = [], architecture, keyName, keyPair, blockDevices, spotPrice } = props;
  const { instanceMonitoring, associatePublicIpAddress, vpc, allowAllOutbound } = props;
  const machineImage = props.machineImage === undefined ? undefined : new KeptImage(props.machineImage);
  const userData = props.userData ?? userDataOf(scope, machineImage);
  return new NitroLaunchTemplate(scope, 'Template', {
    securityGroup:
      props.securityGroup ?? new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, allowAllOutbound: allowAllOutbound ?? true }),
    role: props.role ?? new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
    ...(instanceMonitoring === undefined ? {} : { detailedMonitoring: instanceMonitoring === autoscaling.Monitoring.DETAILED }),
    ...(spotPrice === undefined ? {} : { spotOptions: { maxPrice: Number(spotPrice) } }),
    ...optional({ instanceType, machineImage, architecture, userData, keyName, keyPair, blockDevices, associatePublicIpAddress }),
  });
}

/** As the CDK's own groups have them, an empty script too: without any, ECS and EKS could not make the instances theirs. */
function userDataOf(scope: Construct, machineImage: KeptImage | undefined): ec2.UserData {
  return machineImage === undefined ? ec2.UserData.forLinux() : machineImage.getImage(new Construct(scope, 'Image')).userData;
}

function overridesFor(
  instanceTypes: readonly ec2.InstanceType[],
  instanceRequirements: autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty | undefined,
): Pick<autoscaling.MixedInstancesPolicy, 'launchTemplateOverrides'> {
  if (instanceRequirements !== undefined) return { launchTemplateOverrides: [{ instanceRequirements }] };
  return instanceTypes.length === 0 ? {} : { launchTemplateOverrides: instanceTypes.map((instanceType) => ({ instanceType })) };
}

/** What the group keeps for itself. */
function propertiesOfTheGroup(props: NitroAutoScalingGroupProps): autoscaling.AutoScalingGroupProps {
  const ours = new Set<string>([...OF_THE_INSTANCE, 'instanceTypes', 'instanceRequirements', 'instancesDistribution', 'launchTemplate']);
  return { ...Object.fromEntries(Object.entries(props).filter(([name]) => !ours.has(name))), vpc: props.vpc };
}

/** Without what is undefined. */
function optional<T extends object>(properties: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as ReturnType<typeof optional<T>>;
}
