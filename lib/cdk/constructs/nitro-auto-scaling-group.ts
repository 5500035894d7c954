import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { KeptImage } from './image-user-data';
import { requireNitro } from './instance-type-check';
import type { NitroAutoScalingGroupProps } from './nitro-auto-scaling-group-props';
import { NitroLaunchTemplate } from './nitro-launch-template';
import { withoutXen } from './xen-exclusion';

/** Properties of an instance: they belong to the launch template. */
const INSTANCE_PROPERTIES = [
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
 * An Auto Scaling group that launches only instance types built on the AWS Nitro System.
 *
 * It launches one type, several types, or every type that meets instance requirements. Its launch template is a NitroLaunchTemplate, with
 * the defaults of that construct.
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
   * Creates the group, and its launch template if none is given.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the properties of the group
   * @throws if a type is not built on Nitro, if types have different architectures, if `instanceRequirements` allow a Xen type by name,
   * or if properties contradict each other
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
   * Adds a security group to the launch template. The launch template must have a security group already.
   *
   * EKS calls this method for the nodes of a cluster.
   *
   * @param securityGroup the security group to add
   */
  public override addSecurityGroup(securityGroup: ec2.ISecurityGroup): void {
    // The CDK's own group does this only under a feature flag.
    this.template.addSecurityGroup(securityGroup);
  }
}

/**
 * Whether the group needs a mixed instances policy: for several types, requirements or a distribution, and to override the type of a given
 * template.
 */
function isMixed({ instanceTypes = [], instanceRequirements, instancesDistribution, launchTemplate }: NitroAutoScalingGroupProps): boolean {
  const overridesTemplate = launchTemplate !== undefined && instanceTypes.length > 0;
  return instanceTypes.length > 1 || instanceRequirements !== undefined || instancesDistribution !== undefined || overridesTemplate;
}

function checkCombination(props: NitroAutoScalingGroupProps): void {
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
  if (misplaced !== undefined)
    throw new Error(`${misplaced} is a property of the launch template, and launchTemplate is given: set it there`);
  if (spotPrice !== undefined && isMixed(props)) {
    throw new Error('spotPrice works with a single instance type only: set instancesDistribution.spotMaxPrice instead');
  }
}

function requireOneArchitecture([first, ...others]: readonly ec2.InstanceType[]): void {
  const other = others.find((type) => type.architecture !== first?.architecture);
  if (first === undefined || other === undefined) return;
  throw new Error(
    `'${first.toString()}' is ${first.architecture} and '${other.toString()}' is ${other.architecture}, and one image cannot boot both: create a group for each architecture`,
  );
}

function launchTemplateOf(scope: Construct, props: NitroAutoScalingGroupProps): NitroLaunchTemplate {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the CDK still accepts keyName
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

/**
 * Finds the user data, as the CDK's own groups have them, if only an empty script: ECS and EKS add the commands that register an instance.
 */
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

/** Selects the properties that the group itself takes. */
function propertiesOfTheGroup(props: NitroAutoScalingGroupProps): autoscaling.AutoScalingGroupProps {
  const ours = new Set<string>([
    ...INSTANCE_PROPERTIES,
    'instanceTypes',
    'instanceRequirements',
    'instancesDistribution',
    'launchTemplate',
  ]);
  return { ...Object.fromEntries(Object.entries(props).filter(([name]) => !ours.has(name))), vpc: props.vpc };
}

/** Drops properties that are undefined. */
function optional<T extends object>(properties: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as ReturnType<typeof optional<T>>;
}
