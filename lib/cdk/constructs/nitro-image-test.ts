import type { CfnImageRecipe } from 'aws-cdk-lib/aws-imagebuilder';
import { CfnComponent } from 'aws-cdk-lib/aws-imagebuilder';
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { readProbeScript } from '../../images/probe-script';
import { IMAGE_TEST_NAME, PROOF_TAG } from '../../images/image-test-names';
import { imageTestDocuments } from './image-test-documents';
import type { NitroImageTestProps } from './nitro-image-test-props';

/**
 * A test of EC2 Image Builder that proves whether a Linux image boots on the AWS Nitro System.
 *
 * The phase `validate` runs the probe of this package on the files of the build instance, before the image is made. The phase `test` runs it
 * on an instance of the new image. If the image is not ready, or the probe cannot decide, the build fails and nothing is distributed.
 *
 * The instance types of the infrastructure configuration must be built on Nitro, and image tests must not be switched off: `image-ready`
 * reports both.
 *
 * @example
 * import * as imagebuilder from 'aws-cdk-lib/aws-imagebuilder';
 * import { NitroImageTest } from 'cdk-nitro';
 *
 * const test = new NitroImageTest(stack, 'ImageTest');
 * new imagebuilder.CfnImageRecipe(stack, 'Recipe', {
 *   name: 'golden',
 *   version: '1.0.0',
 *   parentImage: 'ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
 *   components: test.components,
 * });
 */
export class NitroImageTest extends Construct {
  /**
   * Returns the tag of a proven image. Set it as `AmiTags` in the `amiDistributionConfiguration` of a distribution configuration; the CDK does
   * not capitalize the keys of that object. Image Builder distributes an image only after its tests, so the tag shows that they passed.
   *
   * Do not set it in the `amiTags` of a recipe, which an image has before its tests.
   */
  public static amiTags(): { [key: string]: string } {
    return { [PROOF_TAG]: '1 image-builder' };
  }

  /** The components of the test. Add all of them to the recipe, in their order, after the components that change the image. */
  public readonly components: CfnImageRecipe.ComponentConfigurationProperty[];

  /**
   * @param scope the parent of the construct
   * @param id the id of the construct
   * @param props the properties of the test
   * @throws if the name or the version is malformed
   */
  public constructor(scope: Construct, id: string, props: NitroImageTestProps = {}) {
    super(scope, id);
    const { documents, version } = imageTestDocuments(readProbeScript());
    const { componentName = IMAGE_TEST_NAME, componentVersion = version, kmsKeyId } = props;
    refuseMalformed('componentName', componentName, /^[-_A-Za-z\d][-_A-Za-z\d ]{1,115}[-_A-Za-z\d]$/, 'letters, digits, - and _');
    refuseMalformed('componentVersion', componentVersion, /^\d+\.\d+\.\d+$/, 'three numbers, such as 1.0.0');
    this.components = documents.map((data, index) => {
      const part = index + 1;
      const isLast = part === documents.length;
      const component = new CfnComponent(this, isLast ? 'Component' : `Part${part}`, {
        name: isLast ? componentName : `${componentName}-part-${part}`,
        version: componentVersion,
        platform: 'Linux',
        description: isLast
          ? 'Tells whether the image is ready for the AWS Nitro System'
          : `Part ${part} of ${documents.length} of ${componentName}`,
        data,
        kmsKeyId,
      });
      return { componentArn: component.attrArn };
    });
  }
}

function refuseMalformed(property: string, value: string, pattern: RegExp, wanted: string): void {
  if (!Token.isUnresolved(value) && !pattern.test(value)) throw new Error(`${property} is '${value}': use ${wanted}`);
}
