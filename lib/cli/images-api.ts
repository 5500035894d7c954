import type * as Ec2 from '@aws-sdk/client-ec2';
import { readDescribeImages } from '../images/describe-images';
import type { DescribedImage } from '../images/image-record';
import { describeApiError } from './images-api-errors';
import { UnusableError } from './terminal';

/** What `@aws-sdk/client-ec2` exports. */
export type Ec2Sdk = typeof Ec2;

/** EC2 takes up to 200 values for a filter. */
const MOST_VALUES = 200;
/** And returns up to 1,000 images at a time. */
const LARGEST_PAGE = 1000;

export interface ApiOptions {
  /** @default - what the SDK finds: `AWS_REGION`, the profile */
  readonly region?: string | undefined;
  /** @default - what the SDK finds: `AWS_PROFILE`, environment variables, the instance's role */
  readonly profile?: string | undefined;
}

/** What EC2 says of images in one Region. */
export interface ApiAnswer {
  readonly region: string;
  readonly images: ReadonlyMap<string, DescribedImage>;
}

/** The SDK is not a dependency: only who records images needs it. Throws an `UnusableError` where it is not installed. */
export async function loadEc2Sdk(load: () => Promise<Ec2Sdk> = () => import('@aws-sdk/client-ec2')): Promise<Ec2Sdk> {
  try {
    return await load();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UnusableError(
      "asking EC2 takes the AWS SDK: run 'npm install --save-dev @aws-sdk/client-ec2', or save the output of 'aws ec2 describe-images' and use --from",
    );
  }
}

/**
 * Asks DescribeImages. Ids that EC2 does not know are absent from the answer: it would refuse them all for the sake of one,
 * were they not asked for by filter. Throws an `UnusableError` in one line.
 */
export async function describeImages(sdk: Ec2Sdk, ids: readonly string[], { region, profile }: ApiOptions): Promise<ApiAnswer> {
  const client = new sdk.EC2Client({ ...(region === undefined ? {} : { region }), ...(profile === undefined ? {} : { profile }) });
  let asked = region;
  try {
    const resolved = (asked = await client.config.region());
    const images = new Map<string, DescribedImage>();
    for (const values of chunks(ids)) {
      const pages = sdk.paginateDescribeImages(
        { client, pageSize: LARGEST_PAGE },
        { Filters: [{ Name: 'image-id', Values: values }], IncludeDeprecated: true, IncludeDisabled: true },
      );
      for await (const { Images: page = [] } of pages) {
        for (const [id, image] of readDescribeImages({ Images: page }, `DescribeImages in ${resolved}`)) images.set(id, image);
      }
    }
    return { region: resolved, images };
  } catch (error) {
    throw new UnusableError(describeApiError(error, asked));
  } finally {
    client.destroy();
  }
}

function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / MOST_VALUES) }, (_, index) =>
    ids.slice(index * MOST_VALUES, (index + 1) * MOST_VALUES),
  );
}
