import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Size } from 'aws-cdk-lib/core';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { chosenTypes } from './instance-type-choice';
import { nitroFacts } from './instance-type-check';
import { familyOf, isArm64, isBurstableFamily } from './instance-family-name';
import { NitroInstanceRequirements } from './nitro-instance-requirements';
import type { NitroInstanceRequirementsProps } from './nitro-instance-requirements-props';
import type { NitroInstanceTypeRequirements } from './nitro-instance-type-requirements';

/**
 * An EC2 instance type that is built on the AWS Nitro System. Creating one from a Xen type fails.
 *
 * It can be used wherever the CDK accepts an `ec2.InstanceType`. Its properties are those that EC2's DescribeInstanceTypes returned when
 * the catalog in this package was made.
 *
 * A type that is newer than the catalog is admitted, because EC2 has not released a Xen type since 2018. For such a type, and for types
 * that EC2 documents but does not describe, only the name, family, size and architecture are known. Most other properties are undefined.
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
   * Returns the instance type of a class and size.
   *
   * The result is a NitroInstanceType, but jsii requires the declared type of the method that it overrides. Use `fromInstanceType` to get
   * its properties.
   *
   * @param instanceClass the class: `InstanceClass.M7I`
   * @param instanceSize the size: `InstanceSize.LARGE`
   * @throws if the type runs on Xen or does not exist
   */
  public static override of(instanceClass: ec2.InstanceClass, instanceSize: ec2.InstanceSize): ec2.InstanceType {
    return NitroInstanceType.fromInstanceType(ec2.InstanceType.of(instanceClass, instanceSize));
  }

  /**
   * Returns a NitroInstanceType for an instance type of the CDK.
   *
   * @param instanceType the instance type
   * @throws if the type runs on Xen, does not exist, or is known only at deployment
   */
  public static fromInstanceType(instanceType: ec2.InstanceType): NitroInstanceType {
    return NitroInstanceType.parse(instanceType.toString());
  }

  /**
   * Returns the instance type of a name. It is equivalent to the constructor.
   *
   * @param name the name: `m7i.large`
   * @throws if the type runs on Xen, does not exist, or is known only at deployment
   */
  public static parse(name: string): NitroInstanceType {
    return new NitroInstanceType(name);
  }

  /**
   * Chooses the smallest type that meets the requirements.
   *
   * The smallest type has the fewest vCPUs, and among those the least memory. Ties are resolved in this order: the latest generation,
   * which is the number in the family's name; the fewest additions to the family's name (`m7i` before `m7i-flex` and `m7id`); the
   * smallest instance store; the alphabetical order of names.
   *
   * Prices and Regions are not considered, because the catalog has neither. If a Region does not offer the newest families, set
   * `families`. The same requirements give the same type until the package is updated.
   *
   * @param requirements the requirements that the type must meet
   * @throws if no type meets the requirements; the message names the requirement to change first
   */
  public static choose(requirements: NitroInstanceTypeRequirements = {}): NitroInstanceType {
    return NitroInstanceType.parse(chosenTypes(requirements)[0].name);
  }

  /**
   * Returns all types that meet the requirements, in the order of preference of `choose`.
   *
   * @param requirements the requirements that the types must meet
   * @throws if no type meets the requirements; the message names the requirement to change first
   */
  public static chooseAll(requirements: NitroInstanceTypeRequirements = {}): NitroInstanceType[] {
    return chosenTypes(requirements).map(({ name }) => NitroInstanceType.parse(name));
  }

  /**
   * Returns attribute-based instance type selection that cannot include a Xen type: EC2 chooses the type when it launches.
   *
   * @param props the attributes of the types to choose from; defaults are those of `choose`
   * @throws if no type built on Nitro has the attributes, if they contradict each other, or if one is known only at deployment
   */
  public static requirements(props: NitroInstanceRequirementsProps = {}): NitroInstanceRequirements {
    return new NitroInstanceRequirements(props);
  }

  /** The part of the name before the dot: `m7i`. */
  public readonly family: string;
  /** The part of the name after the dot: `large`, `metal-24xl`. */
  public readonly size: string;
  private readonly facts: InstanceTypeFacts | undefined;

  /**
   * Creates the instance type of a name.
   *
   * @param instanceTypeIdentifier the name: `m7i.large`
   * @throws if the type runs on Xen, does not exist, or is known only at deployment
   */
  public constructor(instanceTypeIdentifier: string) {
    super(instanceTypeIdentifier);
    const facts = nitroFacts(instanceTypeIdentifier);
    this.facts = facts?.described === true ? facts : undefined;
    this.family = familyOf(instanceTypeIdentifier);
    this.size = instanceTypeIdentifier.slice(this.family.length + 1);
  }

  /**
   * The processor architecture according to the catalog.
   *
   * For a type that the catalog does not describe, it is derived from the family's name by EC2's naming conventions: Graviton and Grace
   * families and all Macs except `mac1` are arm64.
   */
  public override get architecture(): ec2.InstanceArchitecture {
    return isArm64(this.family, this.facts) ? ec2.InstanceArchitecture.ARM_64 : ec2.InstanceArchitecture.X86_64;
  }

  /** Whether the type is bare metal: the instance is a whole machine, without a hypervisor. */
  public get bareMetal(): boolean {
    return this.size.startsWith('metal') || this.facts?.bareMetal === true;
  }

  /** The number of vCPUs with all cores and threads enabled. Undefined for a type that the catalog does not describe. */
  public get vCpus(): number | undefined {
    return this.facts?.vCpus;
  }

  /** The amount of memory. Undefined for a type that the catalog does not describe. */
  public get memory(): Size | undefined {
    return this.facts === undefined ? undefined : Size.mebibytes(this.facts.memoryMiB);
  }

  /**
   * The total size of the instance store volumes in GB; 0 for a type without any. Undefined for a type that the catalog does not describe.
   */
  public get localStorageGB(): number | undefined {
    return this.facts?.localStorageGB;
  }

  /** The number of GPUs and other accelerators. Undefined for a type that the catalog does not describe. */
  public get accelerators(): number | undefined {
    return this.facts?.accelerators.reduce((total, { count }) => total + count, 0);
  }

  /** Whether EC2 classifies the type as current generation. Undefined for a type that the catalog does not describe. */
  public get currentGeneration(): boolean | undefined {
    return this.facts?.currentGeneration;
  }

  /**
   * Whether the type can be the parent instance of an enclave (AWS Nitro Enclaves). Undefined for a type that the catalog does not
   * describe.
   */
  public get enclaves(): boolean | undefined {
    return this.facts?.enclaves;
  }

  /** Whether the type supports NitroTPM. Undefined for a type that the catalog does not describe. */
  public get nitroTpm(): boolean | undefined {
    return this.facts?.nitroTpm;
  }

  /** Whether the type supports AMD SEV-SNP. Undefined for a type that the catalog does not describe. */
  public get amdSevSnp(): boolean | undefined {
    return this.facts?.amdSevSnp;
  }

  /** Whether the type supports nested virtualization. Undefined for a type that the catalog does not describe. */
  public get nestedVirtualization(): boolean | undefined {
    return this.facts?.nestedVirtualization;
  }

  /** Whether the type supports Elastic Fabric Adapter. Undefined for a type that the catalog does not describe. */
  public get efa(): boolean | undefined {
    return this.facts?.efa;
  }

  /** Whether the type supports ENA Express. Undefined for a type that the catalog does not describe. */
  public get enaExpress(): boolean | undefined {
    return this.facts?.enaExpress;
  }

  /** Whether the type supports hibernation. Undefined for a type that the catalog does not describe. */
  public get hibernation(): boolean | undefined {
    return this.facts?.hibernation;
  }

  /** Whether the type encrypts traffic to other such instances in hardware. Undefined for a type that the catalog does not describe. */
  public get encryptionInTransit(): boolean | undefined {
    return this.facts?.encryptionInTransit;
  }

  /** Tells whether another instance type is of the same family. */
  public override sameInstanceClassAs(other: ec2.InstanceType): boolean {
    return this.family === familyOf(other.toString());
  }

  /** Tells whether the type is burstable: one of the T families, whose CPU performance depends on credits. */
  public override isBurstable(): boolean {
    return this.facts?.burstable ?? isBurstableFamily(this.family);
  }
}
