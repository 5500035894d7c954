/** Somebody vouches for machine images. Give `owner`, with `name` and `tag` if need be, or `parameter`. */
export interface NitroImageStatement {
  /**
   * The account that owns the images: 12 digits, or `amazon`, `aws-marketplace`, `aws-backup-vault`.
   *
   * @default - the statement is about a parameter
   */
  readonly owner?: string;

  /**
   * Pattern for the name of the images, in which `*` stands for any characters. Goes with `owner`.
   *
   * @default - any name
   */
  readonly name?: string;

  /**
   * A tag of the images, `Key=Value`, in whose value `*` stands for any characters. Goes with `owner`.
   *
   * @default - any tags
   */
  readonly tag?: string;

  /**
   * Pattern for the path of a parameter in Parameter Store that holds the image id: `*` within a segment, `**` across.
   *
   * @default - the statement is about an owner's images
   */
  readonly parameter?: string;

  /** Who vouches that the images carry the ENA and NVMe drivers, and how it was seen. */
  readonly reason: string;
}
