/** The facts about an image that a policy's statements are matched against. Unknown facts are absent. */
export interface StatedImage {
  readonly ownerId?: string;
  readonly ownerAlias?: string;
  readonly name?: string;
  readonly tags?: ReadonlyMap<string, string>;
  /** The path of the parameter that holds the image id. */
  readonly parameter?: string;
}

/** A statement that vouches for an image. */
export interface ImageVoucher {
  readonly reason: string;
  /** The place in the policy. */
  readonly at: string;
}
