/** Properties of `NitroImageTest`. */
export interface NitroImageTestProps {
  /**
   * The name of the component in Image Builder. A test that is longer than one component has parts, named `<componentName>-part-1` and so on.
   *
   * @default 'nitro-ready'
   */
  readonly componentName?: string;

  /**
   * The version of the component: three numbers.
   *
   * @default - derived from the content, so a later version of this package makes a new version of the component
   */
  readonly componentVersion?: string;

  /**
   * The ARN of the KMS key that encrypts the component.
   *
   * @default - a key that AWS owns
   */
  readonly kmsKeyId?: string;
}
