import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameter } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { admissionOf, describe } from './admitted-instance-types';
import { declareNitro } from './instance-type-check';
import { NitroInstanceType } from './nitro-instance-type';
import type { NitroInstanceTypeParameterProps } from './nitro-instance-type-parameter-props';

/**
 * A CloudFormation parameter for an instance type that is built on the AWS Nitro System. CloudFormation itself rejects any other type.
 *
 * The parameter lists up to 200 types as AllowedValues. If there are more, or if neither families nor an architecture are given, it has an
 * AllowedPattern instead. Without families and architecture, the pattern excludes exactly the families with Xen types. These are a
 * closed set, so the pattern admits types that are newer than this package. It also admits names that no type has; EC2 rejects those.
 *
 * @example
 * import { NitroInstanceTypeParameter, NitroLaunchTemplate } from 'cdk-nitro';
 *
 * const parameter = new NitroInstanceTypeParameter(stack, 'InstanceType', { families: ['m7i', 'c7i'], sizes: ['large', 'xlarge'] });
 * new NitroLaunchTemplate(stack, 'Template', { instanceType: parameter.instanceType });
 */
export class NitroInstanceTypeParameter extends CfnParameter {
  /** The type that the deployment names, for use wherever the CDK accepts an instance type. */
  public readonly instanceType: ec2.InstanceType;

  /**
   * Creates the parameter.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent, which is also the name of the parameter
   * @param props the instance types to admit
   * @throws if a family or size does not exist, if no type is left to admit, or if the default is not admitted
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
  if (!admits(type))
    throw new Error(
      `defaultInstanceType '${type}' is not among the types that the parameter admits (${narrow}): change the default or the conditions`,
    );
  return type;
}

/** The type that a parameter will hold. Its architecture is known if all types that the parameter admits have the same one. */
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
