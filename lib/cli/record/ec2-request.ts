export interface ApiOptions {
  /** @default - what the SDK finds: `AWS_REGION`, the profile */
  readonly region?: string | undefined;
  /** @default - what the SDK finds: `AWS_PROFILE`, environment variables, the instance's role */
  readonly profile?: string | undefined;
}

/** What is asked of EC2, in the words of messages. */
export interface Ec2Request {
  /** For example `describe images`. */
  readonly purpose: string;
  /** The IAM action it takes: `ec2:DescribeImages`. */
  readonly permission: string;
  /** The AWS CLI's way of asking: `aws ec2 describe-images`. */
  readonly command: string;
}
