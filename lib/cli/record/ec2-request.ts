export interface ApiOptions {
  /** @default - the SDK's own: `AWS_REGION`, or the Region of the profile */
  readonly region?: string | undefined;
  /** @default - the SDK's own: `AWS_PROFILE`, environment variables, or the instance's role */
  readonly profile?: string | undefined;
}

/** A request to EC2, as messages describe it. */
export interface Ec2Request {
  /** For example `describe images`. */
  readonly purpose: string;
  /** The IAM action it requires: `ec2:DescribeImages`. */
  readonly permission: string;
  /** The AWS CLI command for it: `aws ec2 describe-images`. */
  readonly command: string;
}
