import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { architectureOf } from './instance-architecture';
import { requireNitro } from './instance-type-check';
import type { NitroDefaultsProps } from './nitro-defaults-props';
import { NitroInstanceType } from './nitro-instance-type';

/** What is filled in where nothing is written. */
export interface DefaultStandard {
  readonly instanceType: ec2.InstanceType;
  readonly architecture: ec2.InstanceArchitecture;
  /** Somebody named the type: it counts for more than a choice of the CDK's, and no other is taken in its place. */
  readonly isNamed: boolean;
  readonly launchTemplates: boolean;
}

/** Throws where the type is not built on Nitro, or is of another architecture than the one given. */
export function standardOf({ instanceType, architecture, launchTemplates = false }: NitroDefaultsProps): DefaultStandard {
  if (instanceType !== undefined) requireNitro(instanceType);
  const given = architecture ?? instanceType?.architecture ?? ec2.InstanceArchitecture.X86_64;
  architectureOf({ ...(instanceType === undefined ? {} : { instanceType }), architecture: given });
  return {
    instanceType: instanceType ?? smallestType(given),
    architecture: given,
    isNamed: instanceType !== undefined,
    launchTemplates,
  };
}

/** The type to launch beside something of that architecture; undefined where the one that is named is of another. */
export function typeOf(architecture: ec2.InstanceArchitecture, standard: DefaultStandard): ec2.InstanceType | undefined {
  if (architecture === standard.architecture) return standard.instanceType;
  return standard.isNamed ? undefined : smallestType(architecture);
}

function smallestType(architecture: ec2.InstanceArchitecture): ec2.InstanceType {
  return new NitroInstanceType(architecture === ec2.InstanceArchitecture.ARM_64 ? 't4g.micro' : 't3.micro');
}
