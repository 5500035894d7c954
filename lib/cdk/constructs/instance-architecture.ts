import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { isHeldByParameter, nitroFacts } from './instance-type-check';
import { knowledge } from './knowledge';

/** Props that determine an architecture. */
export interface ArchitectureSource {
  readonly instanceType?: ec2.InstanceType;
  readonly architecture?: ec2.InstanceArchitecture;
}

/**
 * Finds the architecture that props ask for: the given one, or that of the instance type in the catalog. The CDK reads the type's name
 * and assumes x86_64 for an unknown family. Undefined if neither is given.
 *
 * @throws if both are given and differ, if the type is not built on Nitro or does not exist, and if only a type is given
 * whose architecture is not known
 */
export function requestedArchitecture({ instanceType, architecture }: ArchitectureSource): ec2.InstanceArchitecture | undefined {
  if (instanceType === undefined) return architecture;
  const ofType = architectureOfType(instanceType, architecture !== undefined);
  if (architecture !== undefined && ofType !== undefined && ofType !== architecture) {
    const type = instanceType.toString();
    throw new Error(`instance type '${type}' is ${ofType} but architecture is '${architecture}': remove one of them, or make them match`);
  }
  return architecture ?? ofType;
}

/** Finds an instance type in the catalog; undefined for one known only at deployment, or newer than the catalog. */
export function factsOf(instanceType: ec2.InstanceType | undefined): InstanceTypeFacts | undefined {
  const name = instanceType?.toString();
  return name === undefined || Token.isUnresolved(name) ? undefined : knowledge.catalog.find(name);
}

/**
 * Finds the architecture of a NitroInstanceTypeParameter, whose name does not reveal it. Empty for any other type.
 *
 * @throws if the parameter admits types of several architectures
 */
export function architectureIfParameter(type: ec2.InstanceType | undefined): { readonly architecture?: ec2.InstanceArchitecture } {
  return type !== undefined && isHeldByParameter(type) ? { architecture: type.architecture } : {};
}

function architectureOfType(instanceType: ec2.InstanceType, isGiven: boolean): ec2.InstanceArchitecture | undefined {
  const name = instanceType.toString();
  const { architecture, unknown } = Token.isUnresolved(name)
    ? { unknown: 'the instance type and its architecture are known only at deployment' }
    : lookUp(name);
  if (unknown !== undefined && !isGiven) {
    throw new Error(`${unknown}: set architecture to ec2.InstanceArchitecture.X86_64 or ec2.InstanceArchitecture.ARM_64`);
  }
  return architecture;
}

interface KnownArchitecture {
  readonly architecture?: ec2.InstanceArchitecture;
  /** The reason why it is not known, as a clause. */
  readonly unknown?: string;
}

function lookUp(name: string): KnownArchitecture {
  const facts = nitroFacts(name);
  const { architectures = [] } = facts ?? {};
  if (architectures.length === 0)
    return { unknown: `the architecture of '${name}' is not in the catalog of ${knowledge.catalog.retrieved}` };
  const [architecture, ...others] = Object.values(ec2.InstanceArchitecture).filter((each) => architectures.includes(each));
  if (architecture === undefined) {
    throw new Error(
      `'${name}' is a Mac, which boots only macOS: use ec2.MachineImage.fromSsmParameter('/aws/service/ec2-macos/...'), or another type`,
    );
  }
  return others.length === 0 ? { architecture } : { unknown: `'${name}' is ${architectures.join(' and ')}` };
}
