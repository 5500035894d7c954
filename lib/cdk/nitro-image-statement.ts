/**
 * A statement that vouches for machine images.
 *
 * Give either `owner`, optionally with `name` and `tag`, or `parameter`, or `templateParameter`.
 */
export interface NitroImageStatement {
  /**
   * The account that owns the images: 12 digits, or `amazon`, `aws-marketplace`, `aws-backup-vault`.
   *
   * @default - the statement names a parameter
   */
  readonly owner?: string;

  /**
   * A pattern for the name of the images, in which `*` matches any characters. It requires `owner`.
   *
   * @default - any name
   */
  readonly name?: string;

  /**
   * A tag of the images, `Key=Value`. In the value, `*` matches any characters. It requires `owner`.
   *
   * @default - any tags
   */
  readonly tag?: string;

  /**
   * A pattern for the path of a parameter in Parameter Store that holds the image id.
   *
   * In the pattern, `*` matches any characters within a segment of the path, and `**` matches any number of segments.
   *
   * @default - the statement names an owner
   */
  readonly parameter?: string;

  /**
   * A pattern for a parameter of a template to which the deployment gives the image id, such as a `CfnParameter` of type
   * `AWS::EC2::Image::Id`.
   *
   * The pattern is for the construct path of the parameter (`Web/AMI*`), for its name (`AMIService`), or for `file#name`
   * (`web.yaml#AMIService`). In it, `*` matches any characters within a segment, and `**` matches any number of segments of a path. The
   * statement vouches for images that the deployment gives. The default and the allowed values of the parameter are in the template, and
   * are checked.
   *
   * @default - the statement names an owner, or a parameter in Parameter Store
   */
  readonly templateParameter?: string;

  /** The person who vouches that the images have the ENA and NVMe drivers, and how they verified it. */
  readonly reason: string;

  /**
   * The last day on which the statement counts, `YYYY-MM-DD` in UTC. After that the images are unproven again.
   *
   * @default - it does not expire
   */
  readonly expires?: string;
}
