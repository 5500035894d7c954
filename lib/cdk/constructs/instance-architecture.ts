import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { nitroFacts } from './instance-type-check';
import { knowledge } from './knowledge';

/** What an architecture can be taken from. */
export interface ArchitectureSource {
  readonly instanceType?: ec2.InstanceType;
  readonly architecture?: ec2.InstanceArchitecture;
}

/**
 * The architecture that is given, or that the instance type has in the catalog. Not what the CDK makes of the type's name, which
 * takes an unknown family for x86_64. Undefined where neither is given.
 *
 * Throws where both are given and differ, where the type is not built on Nitro or does not exist, and where only a type is
 * given whose architecture is not known.
 */
export function architectureOf({ instanceType, architecture }: ArchitectureSource): ec2.InstanceArchitecture | undefined {
  if (instanceType === undefined) return architecture;
  const ofType = architectureOfType(instanceType, architecture !== undefined);
  if (architecture !== undefined && ofType !== undefined && ofType !== architecture) {
    const type = instanceType.toString();
    throw new Error(`instance type '${type}' is ${ofType} and architecture is '${architecture}': leave one of them out, or make them fit`);
  }
  return architecture ?? ofType;
}

/** What the catalog knows of an instance type; undefined for one known at deployment only, or newer than the catalog. */
export function factsOf(instanceType: ec2.InstanceType | undefined): InstanceTypeFacts | undefined {
  const name = instanceType?.toString();
  return name === undefined || Token.isUnresolved(name) ? undefined : knowledge.catalog.find(name);
}

function architectureOfType(instanceType: ec2.InstanceType, isGiven: boolean): ec2.InstanceArchitecture | undefined {
  const name = instanceType.toString();
  const { architecture, unknown } = Token.isUnresolved(name)
    ? { unknown: 'the instance type is known at deployment only, and so is its architecture' }
    : lookUp(name);
  if (unknown !== undefined && !isGiven) {
    throw new Error(`${unknown}: set architecture to ec2.InstanceArchitecture.X86_64 or ec2.InstanceArchitecture.ARM_64`);
  }
  return architecture;
}

interface KnownArchitecture {
  readonly architecture?: ec2.InstanceArchitecture;
  /** Why it is not known: a clause. */
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
      `'${name}' is a Mac, which boots macOS alone: use ec2.MachineImage.fromSsmParameter('/aws/service/ec2-macos/...'), or another type`,
    );
  }
  return others.length === 0 ? { architecture } : { unknown: `'${name}' is ${architectures.join(' and ')}` };
}
