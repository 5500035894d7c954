import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Size } from 'aws-cdk-lib/core';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { chosenTypes } from './instance-type-choice';
import { nitroFacts } from './instance-type-check';
import { familyOf, isArm64, isBurstableFamily } from './instance-family-name';
import type { NitroInstanceTypeRequirements } from './nitro-instance-type-requirements';

/**
 * An EC2 instance type that is built on the AWS Nitro System: there is no making one that is not.
 *
 * It can stand wherever the CDK takes an `ec2.InstanceType`, and knows what EC2's DescribeInstanceTypes says of it, as far as
 * the catalog in this package goes. A type newer than the catalog is admitted, since no Xen type has been released since 2018;
 * of it, and of types that EC2 only documents, everything but name, family, size and architecture is undefined.
 *
 * @example
 * import { Size } from 'aws-cdk-lib/core';
 * import { NitroInstanceType } from 'cdk-nitro';
 *
 * const named = new NitroInstanceType('m7i.large');
 * const chosen = NitroInstanceType.choose({ vCpuCountMin: 4, memoryMin: Size.gibibytes(16), enclaves: true });
 */
export class NitroInstanceType extends ec2.InstanceType {
  /**
   * The instance type of a class and size. It is a NitroInstanceType; jsii wants it declared as the CDK declares its own, so use
   * `fromInstanceType` to ask it for what it knows.
   *
   * @throws where it runs on Xen, or does not exist
   */
  public static override of(instanceClass: ec2.InstanceClass, instanceSize: ec2.InstanceSize): ec2.InstanceType {
    return NitroInstanceType.fromInstanceType(ec2.InstanceType.of(instanceClass, instanceSize));
  }

  /**
   * The same instance type, with what is known of it.
   *
   * @throws where it runs on Xen, does not exist, or is known at deployment only
   */
  public static fromInstanceType(instanceType: ec2.InstanceType): NitroInstanceType {
    return NitroInstanceType.parse(instanceType.toString());
  }

  /**
   * The instance type of that name: `m7i.large`. The same as the constructor.
   *
   * @throws where it runs on Xen, does not exist, or is known at deployment only
   */
  public static parse(name: string): NitroInstanceType {
    return new NitroInstanceType(name);
  }

  /**
   * The smallest type that meets the requirements.
   *
   * Smallest is: the fewest vCPUs; of those the least memory. Among equals comes first the latest generation (the number in the
   * family's name), then what has no additions to it (`m7i` before `m7i-flex` and `m7id`), then the smaller instance store, then
   * the name in alphabetical order. Prices are not considered: the catalog has none. Nor are Regions: where the newest families
   * are not offered, name the `families` to choose from. The same requirements give the same type until the package is updated.
   *
   * @throws where no type meets them, saying which of them leaves the fewest
   */
  public static choose(requirements: NitroInstanceTypeRequirements = {}): NitroInstanceType {
    return NitroInstanceType.parse(chosenTypes(requirements)[0].name);
  }

  /**
   * All types that meet the requirements, in the order in which `choose` prefers them.
   *
   * @throws where no type meets them, saying which of them leaves the fewest
   */
  public static chooseAll(requirements: NitroInstanceTypeRequirements = {}): NitroInstanceType[] {
    return chosenTypes(requirements).map(({ name }) => NitroInstanceType.parse(name));
  }

  /** The part of the name before the dot: `m7i`. */
  public readonly family: string;
  /** The part of the name after the dot: `large`, `metal-24xl`. */
  public readonly size: string;
  private readonly facts: InstanceTypeFacts | undefined;

  /**
   * @param instanceTypeIdentifier the name: `m7i.large`
   * @throws where it runs on Xen, does not exist, or is known at deployment only
   */
  public constructor(instanceTypeIdentifier: string) {
    super(instanceTypeIdentifier);
    const facts = nitroFacts(instanceTypeIdentifier);
    this.facts = facts?.described === true ? facts : undefined;
    this.family = familyOf(instanceTypeIdentifier);
    this.size = instanceTypeIdentifier.slice(this.family.length + 1);
  }

  /**
   * The architecture, by the catalog. Of a type the catalog does not describe, what the family's name says: Graviton and Grace
   * families are arm64, and all Macs but `mac1`.
   */
  public override get architecture(): ec2.InstanceArchitecture {
    return isArm64(this.family, this.facts) ? ec2.InstanceArchitecture.ARM_64 : ec2.InstanceArchitecture.X86_64;
  }

  /** Whether the instance is the whole machine, without a hypervisor. */
  public get bareMetal(): boolean {
    return this.size.startsWith('metal') || this.facts?.bareMetal === true;
  }

  /** The number of vCPUs, with every core and thread switched on. */
  public get vCpus(): number | undefined {
    return this.facts?.vCpus;
  }

  /** The memory. */
  public get memory(): Size | undefined {
    return this.facts === undefined ? undefined : Size.mebibytes(this.facts.memoryMiB);
  }

  /** The instance store volumes together, in GB; 0 for a type without any. */
  public get localStorageGB(): number | undefined {
    return this.facts?.localStorageGB;
  }

  /** The number of GPUs and other accelerators. */
  public get accelerators(): number | undefined {
    return this.facts?.accelerators.reduce((total, { count }) => total + count, 0);
  }

  /** Whether EC2 counts it among its current generation. */
  public get currentGeneration(): boolean | undefined {
    return this.facts?.currentGeneration;
  }

  /** Whether it can be parent to an enclave (AWS Nitro Enclaves). */
  public get enclaves(): boolean | undefined {
    return this.facts?.enclaves;
  }

  /** Whether it has a NitroTPM. */
  public get nitroTpm(): boolean | undefined {
    return this.facts?.nitroTpm;
  }

  /** Whether it offers AMD SEV-SNP. */
  public get amdSevSnp(): boolean | undefined {
    return this.facts?.amdSevSnp;
  }

  /** Whether it has an Elastic Fabric Adapter. */
  public get efa(): boolean | undefined {
    return this.facts?.efa;
  }

  /** Whether it offers ENA Express. */
  public get enaExpress(): boolean | undefined {
    return this.facts?.enaExpress;
  }

  /** Whether it can hibernate. */
  public get hibernation(): boolean | undefined {
    return this.facts?.hibernation;
  }

  /** Whether it encrypts traffic to other such instances in hardware. */
  public get encryptionInTransit(): boolean | undefined {
    return this.facts?.encryptionInTransit;
  }

  /** Whether both are of one family. */
  public override sameInstanceClassAs(other: ec2.InstanceType): boolean {
    return this.family === familyOf(other.toString());
  }

  /** Whether its CPU performance depends on credits: the T families. */
  public override isBurstable(): boolean {
    return this.facts?.burstable ?? isBurstableFamily(this.family);
  }
}
