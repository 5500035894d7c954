import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { architectureOf } from './instance-architecture';
import { requireNitro } from './instance-type-check';
import type { NitroDefaultsProps } from './nitro-defaults-props';
import { NitroInstanceType } from './nitro-instance-type';

/** What is filled in where nothing is written. */
export interface DefaultStandard {
  readonly instanceType: ec2.InstanceType;
  readonly architecture: ec2.InstanceArchitecture;
  /** Somebody chose the type or the architecture: it counts for more than a choice of the CDK's. */
  readonly isChosen: boolean;
  readonly launchTemplates: boolean;
}

/** Throws where the type is not built on Nitro, or is of another architecture than the one given. */
export function standardOf({ instanceType, architecture, launchTemplates = false }: NitroDefaultsProps): DefaultStandard {
  if (instanceType !== undefined) requireNitro(instanceType);
  const given = architecture ?? instanceType?.architecture ?? ec2.InstanceArchitecture.X86_64;
  architectureOf({ ...(instanceType === undefined ? {} : { instanceType }), architecture: given });
  const smallest = given === ec2.InstanceArchitecture.ARM_64 ? 't4g.micro' : 't3.micro';
  return {
    instanceType: instanceType ?? new NitroInstanceType(smallest),
    architecture: given,
    isChosen: instanceType !== undefined || architecture !== undefined,
    launchTemplates,
  };
}
