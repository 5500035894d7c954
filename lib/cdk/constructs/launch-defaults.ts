import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { requestedArchitecture } from './instance-architecture';
import { requireNitro } from './instance-type-check';
import type { NitroDefaultsProps } from './nitro-defaults-props';
import { NitroInstanceType } from './nitro-instance-type';

/** The values that NitroDefaults fills in for properties that a team leaves out. */
export interface LaunchDefaults {
  readonly instanceType: ec2.InstanceType;
  readonly architecture: ec2.InstanceArchitecture;
  /** Whether the props name the type. A named type replaces the CDK's own choice. */
  readonly isNamed: boolean;
  /** Whether launch templates get a type too. */
  readonly launchTemplates: boolean;
}

/**
 * Settles the defaults that props leave open.
 *
 * @throws if the type is not built on Nitro, or its architecture differs from the given one
 */
export function settleDefaults({ instanceType, architecture, launchTemplates = false }: NitroDefaultsProps): LaunchDefaults {
  if (instanceType !== undefined) requireNitro(instanceType);
  const given = architecture ?? instanceType?.architecture ?? ec2.InstanceArchitecture.X86_64;
  requestedArchitecture({ ...(instanceType === undefined ? {} : { instanceType }), architecture: given });
  return {
    instanceType: instanceType ?? smallestType(given),
    architecture: given,
    isNamed: instanceType !== undefined,
    launchTemplates,
  };
}

function smallestType(architecture: ec2.InstanceArchitecture): ec2.InstanceType {
  return new NitroInstanceType(architecture === ec2.InstanceArchitecture.ARM_64 ? 't4g.micro' : 't3.micro');
}
