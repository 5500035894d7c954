import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Properties of `NitroNatProvider`: those of the CDK's `NatInstanceProviderV2`, all optional. */
export interface NitroNatProviderProps {
  /**
   * The instance type of the NAT instances.
   *
   * @default - t4g.micro, the smallest type with enough memory to install the package that translates addresses
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * The machine image, which `userData` make a NAT.
   *
   * @default - the newest Amazon Linux 2023 for the architecture of the instance type
   */
  readonly machineImage?: ec2.IMachineImage;

  /**
   * Whether each instance gets a public address from Amazon's pool.
   *
   * @default - as the subnets of the VPC say; public subnets of `ec2.Vpc` assign one
   */
  readonly associatePublicIpAddress?: boolean;

  /**
   * The key pair for SSH.
   *
   * @default - none
   */
  readonly keyPair?: ec2.IKeyPair;

  /**
   * The security group of the instances.
   *
   * @default - a new security group with the rules of `defaultAllowedTraffic`
   */
  readonly securityGroup?: ec2.ISecurityGroup;

  /**
   * The traffic that the new security group allows. For less than the default, add a rule for the private subnets: a NAT has to receive
   * their traffic.
   *
   * @default NatTrafficDirection.INBOUND_AND_OUTBOUND - as with NatInstanceProviderV2, from and to any IPv4 address
   */
  readonly defaultAllowedTraffic?: ec2.NatTrafficDirection;

  /**
   * The credit option of burstable instances.
   *
   * @default - the default of the account for the type: unlimited for T3, T3a and T4g unless it is changed
   */
  readonly creditSpecification?: ec2.CpuCredits;

  /**
   * The user data of the instances.
   *
   * @default - the commands of NatInstanceProviderV2, which install iptables, forward packets and translate their addresses
   */
  readonly userData?: ec2.UserData;
}
