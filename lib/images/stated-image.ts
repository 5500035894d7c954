/** The facts about an image that a policy's statements are matched against. Unknown facts are absent. */
export interface StatedImage {
  readonly ownerId?: string;
  readonly ownerAlias?: string;
  readonly name?: string;
  readonly tags?: ReadonlyMap<string, string>;
  /** The path of the parameter that holds the image id. */
  readonly parameter?: string;
  /** The template's parameter to which the deployment gives the image. */
  readonly templateParameter?: StatedParameter;
}

/** A template's parameter, as statements name it. */
export interface StatedParameter {
  readonly name: string;
  /** The template that declares it, as reports name it. */
  readonly template: string;
  /** Its path in the CDK's construct tree; undefined if that is not known. */
  readonly constructPath: string | undefined;
}

/** A statement that vouches for an image. */
export interface ImageVoucher {
  readonly reason: string;
  /** The place in the policy. */
  readonly at: string;
  /** The last day on which the statement counted, `YYYY-MM-DD`; absent for one that counts. */
  readonly expiredOn?: string;
}
