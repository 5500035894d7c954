import type * as Ec2 from '@aws-sdk/client-ec2';
import { describeApiError } from './ec2-api-errors';
import { UnusableError } from './terminal';

/** What `@aws-sdk/client-ec2` exports. */
export type Ec2Sdk = typeof Ec2;

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

/** What EC2 says in one Region. */
export interface Ec2Answer<T> {
  readonly region: string;
  readonly answer: T;
}

/** The SDK is not a dependency: only who records needs it. Throws an `UnusableError` where it is not installed. */
export async function loadEc2Sdk(
  { command }: Ec2Request,
  load: () => Promise<Ec2Sdk> = () => import('@aws-sdk/client-ec2'),
): Promise<Ec2Sdk> {
  try {
    return await load();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UnusableError(
      `asking EC2 takes the AWS SDK: run 'npm install --save-dev @aws-sdk/client-ec2', or save the output of '${command}' and use --from`,
    );
  }
}

/** Asks EC2 in one Region. Throws an `UnusableError` in one line. */
export async function askEc2<T>(
  sdk: Ec2Sdk,
  { region, profile }: ApiOptions,
  request: Ec2Request,
  ask: (client: Ec2.EC2Client) => Promise<T>,
): Promise<Ec2Answer<T>> {
  const client = new sdk.EC2Client({ ...(region === undefined ? {} : { region }), ...(profile === undefined ? {} : { profile }) });
  let asked = region;
  try {
    const resolved = (asked = await client.config.region());
    return { region: resolved, answer: await ask(client) };
  } catch (error) {
    throw new UnusableError(describeApiError(error, asked, request));
  } finally {
    client.destroy();
  }
}
