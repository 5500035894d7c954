import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PhysicalName, Stack, Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkCombination, INSTANCE_PROPERTIES, isMixed, requireOneArchitecture } from './auto-scaling-group-checks';
import { deferredLaunchTemplate } from './deferred-launch-template';
import { requireFit } from './image-fit';
import { KeptImage } from './image-user-data';
import { requireNitro } from './instance-type-check';
import { imageOf, newInstanceRole, offerVpc, roleOf } from './launch-template-members';
import type { NitroAutoScalingGroupProps } from './nitro-auto-scaling-group-props';
import { NitroLaunchTemplate } from './nitro-launch-template';
import { withoutXen } from './xen-exclusion';

/**
 * An Auto Scaling group that launches only instance types built on the AWS Nitro System.
 *
 * It launches one type, several types, or every type that meets instance requirements. Its launch template is a NitroLaunchTemplate, with
 * the defaults of that construct.
 *
 * @example
 * import type { IVpc } from 'aws-cdk-lib/aws-ec2';
 * import { NitroAutoScalingGroup, NitroInstanceType } from 'cdk-nitro';
 *
 * declare const vpc: IVpc;
 * new NitroAutoScalingGroup(stack, 'Workers', {
 *   vpc,
 *   instanceTypes: [new NitroInstanceType('m7g.large'), new NitroInstanceType('m6g.large')],
 *   maxCapacity: 4,
 * });
 */
export class NitroAutoScalingGroup extends autoscaling.AutoScalingGroup {
  /** Undefined while the CDK's own constructor runs. */
  private readonly template?: NitroLaunchTemplate;

  /**
   * Creates the group, and its launch template if none is given.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the properties of the group
   * @throws if a type is not built on Nitro, if types have different architectures, if the machine image does not fit a type, if
   * `instanceRequirements` allow a Xen type by name, or if properties contradict each other
   */
  public constructor(scope: Construct, id: string, props: NitroAutoScalingGroupProps) {
    checkCombination(props);
    const { instanceTypes = [], instanceRequirements, instancesDistribution, launchTemplate: given, spotPrice } = props;
    for (const type of instanceTypes) requireNitro(type);
    requireOneArchitecture(instanceTypes);
    const required = instanceRequirements === undefined ? undefined : withoutXen(instanceRequirements);

    if (given !== undefined) offerVpc(given, props.vpc);
    // The CDK's own constructor adds permissions to the role for these.
    if (given !== undefined && (props.signals !== undefined || props.ssmSessionPermissions === true)) roleOf(given);
    let own: NitroLaunchTemplate | undefined;
    const launchTemplate =
      given ??
      deferredLaunchTemplate(() => {
        const group = scope.node.tryFindChild(id);
        if (group instanceof Construct) own ??= launchTemplateOf(group, props);
        return own;
      });
    super(scope, id, {
      ...propertiesOfTheGroup(props),
      ...(isMixed(props)
        ? { mixedInstancesPolicy: { launchTemplate, ...overridesFor(instanceTypes, required), ...optional({ instancesDistribution }) } }
        : { launchTemplate }),
    });
    const template = own ?? launchTemplate;
    this.template = template;
    // As the CDK's own group has them that is not made from a launch template: ECS and EKS ask for the Spot price.
    Object.assign(this, { launchTemplate: template, ...optional({ spotPrice }) });
    Object.defineProperty(this, 'grantPrincipal', { get: () => template.grantPrincipal, enumerable: true, configurable: true });
    if (own !== undefined) Tags.of(this).add('Name', this.node.path);
    requireFit({ image: imageOf(template), imageId: template.imageId, stack: Stack.of(this) }, instanceTypes);
  }

  /**
   * The role of the instances. If the launch template was given without a role, it gets one.
   *
   * @throws if the launch template has an instance profile whose role is not known
   */
  public override get role(): iam.IRole {
    return this.template === undefined ? super.role : roleOf(this.template);
  }

  /**
   * Adds a security group to the launch template. EKS calls this method for the nodes of a cluster.
   *
   * @param securityGroup the security group to add
   */
  public override addSecurityGroup(securityGroup: ec2.ISecurityGroup): void {
    // The CDK's own group does this only under a feature flag.
    this.template?.addSecurityGroup(securityGroup);
  }
}

/** Creates the launch template below the group, and the parts of it under the ids that the CDK's own group gives to them. */
function launchTemplateOf(group: Construct, props: NitroAutoScalingGroupProps): NitroLaunchTemplate {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the CDK still accepts keyName
  const { instanceTypes: [instanceType] = [], architecture, keyName, keyPair, blockDevices, spotPrice, creditSpecification } = props;
  const { instanceMonitoring, associatePublicIpAddress, vpc, allowAllOutbound = true } = props;
  const machineImage = props.machineImage === undefined ? undefined : new KeptImage(props.machineImage);
  const securityGroup = props.securityGroup ?? new ec2.SecurityGroup(group, 'InstanceSecurityGroup', { vpc, allowAllOutbound });
  const role = props.role ?? newInstanceRole(group, 'InstanceRole', { roleName: PhysicalName.GENERATE_IF_NEEDED });
  const profile = new iam.CfnInstanceProfile(group, 'InstanceProfile', { roles: [role.roleName] });
  return new NitroLaunchTemplate(group, 'LaunchTemplate', {
    securityGroup,
    instanceProfile: iam.InstanceProfile.fromInstanceProfileAttributes(group, 'ImportedInstanceProfile', {
      instanceProfileArn: profile.attrArn,
      role,
    }),
    userData: props.userData ?? machineImage?.getImage(group).userData ?? ec2.UserData.forLinux(),
    ...(instanceMonitoring === undefined ? {} : { detailedMonitoring: instanceMonitoring === autoscaling.Monitoring.DETAILED }),
    ...(spotPrice === undefined ? {} : { spotOptions: { maxPrice: Number(spotPrice) } }),
    ...optional({ instanceType, machineImage, architecture, keyName, keyPair, blockDevices, associatePublicIpAddress }),
    ...optional({ cpuCredits: creditSpecification }),
  });
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
