import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameter } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { admissionOf, describe } from './admitted-instance-types';
import { declareNitro } from './instance-type-check';
import { NitroInstanceType } from './nitro-instance-type';
import type { NitroInstanceTypeParameterProps } from './nitro-instance-type-parameter-props';

/**
 * A CloudFormation parameter for an instance type that is built on the AWS Nitro System: CloudFormation itself refuses any other.
 *
 * Up to 200 types are listed as AllowedValues. Where there would be more, or neither families nor an architecture are named, it
 * has an AllowedPattern: it leaves out exactly the families with Xen types, which are a closed set, so that types newer than this
 * package are admitted. A name that no type has gets through the pattern; EC2 refuses it.
 *
 * @example
 * import { NitroInstanceTypeParameter, NitroLaunchTemplate } from 'cdk-nitro';
 *
 * const parameter = new NitroInstanceTypeParameter(stack, 'InstanceType', { families: ['m7i', 'c7i'], sizes: ['large', 'xlarge'] });
 * new NitroLaunchTemplate(stack, 'Template', { instanceType: parameter.instanceType });
 */
export class NitroInstanceTypeParameter extends CfnParameter {
  /** The type that is given at deployment, to use wherever the CDK takes an instance type. */
  public readonly instanceType: ec2.InstanceType;

  /**
   * @throws where a family or size does not exist, nothing is left to admit, or the default is not admitted
   */
  public constructor(scope: Construct, id: string, props: NitroInstanceTypeParameterProps = {}) {
    const { families, architecture, sizes } = props;
    const narrowing = { families, architecture, sizes };
    const { allowedValues, allowedPattern, architectures, admits } = admissionOf(narrowing);
    const narrow = describe(narrowing);
    const admitted = `an instance type built on the AWS Nitro System${narrow === '' ? '' : `: ${narrow}`}`;
    super(scope, id, {
      type: 'String',
      description: props.description ?? admitted.replace('an', 'An'),
      constraintDescription: `must be ${admitted}`,
      ...(props.defaultInstanceType === undefined
        ? {}
        : { default: admittedDefault(props.defaultInstanceType.toString(), admits, narrow) }),
      ...(allowedValues === undefined ? { allowedPattern } : { allowedValues }),
    });
    this.instanceType = new ParameterInstanceType(this, architectures);
    declareNitro(this.instanceType);
  }
}

function admittedDefault(name: string, admits: (name: string) => boolean, narrow: string): string {
  const type = new NitroInstanceType(name).toString();
  if (!admits(type)) throw new Error(`default '${type}' is not among what the parameter admits (${narrow}): change one of them`);
  return type;
}

/** What a parameter will hold. Its architecture is known where everything that the parameter admits has the same. */
class ParameterInstanceType extends ec2.InstanceType {
  public constructor(
    private readonly parameter: CfnParameter,
    private readonly architectures: ReadonlySet<string>,
  ) {
    super(parameter.valueAsString);
  }

  public override get architecture(): ec2.InstanceArchitecture {
    const [only, ...others] = Object.values(ec2.InstanceArchitecture).filter((each) => this.architectures.has(each));
    if (only === undefined || others.length > 0) {
      const { id } = this.parameter.node;
      throw new Error(
        `parameter '${id}' admits types of several architectures: set its architecture to ec2.InstanceArchitecture.X86_64 or ARM_64`,
      );
    }
    return only;
  }
}
