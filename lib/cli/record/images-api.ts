import type * as Ec2 from '@aws-sdk/client-ec2';
import { readDescribeImages, type DescribedImages } from '../../images/describe-images';
import { isRegion } from '../../images/recorded-images';
import { NOT_FROM_EC2 } from './ec2-api-errors';
import { askEc2, type Ec2Sdk } from './ec2-api';
import type { ApiOptions, Ec2Request } from './ec2-request';
import { UnusableError } from '../terminal';

export const DESCRIBE_IMAGES: Ec2Request = {
  purpose: 'describe images',
  permission: 'ec2:DescribeImages',
  command: 'aws ec2 describe-images',
};

/** EC2 takes up to 200 values for a filter. */
const MOST_VALUES = 200;
/** EC2 returns up to 1,000 images at a time. */
const LARGEST_PAGE = 1000;

/** EC2's descriptions of images in one Region. */
export interface ApiAnswer extends DescribedImages {
  readonly region: string;
}

/**
 * Asks DescribeImages for images by a filter on their ids. Unknown ids are absent from the answer; without the filter EC2 would reject
 * the whole request because of one of them.
 *
 * @throws UnusableError with a message of one line
 */
export async function describeImages(sdk: Ec2Sdk, ids: readonly string[], options: ApiOptions): Promise<ApiAnswer> {
  const { region, answer } = await askEc2(sdk, options, DESCRIBE_IMAGES, async (client) => {
    const images: Ec2.Image[] = [];
    for (const values of chunks(ids)) {
      const pages = sdk.paginateDescribeImages(
        { client, pageSize: LARGEST_PAGE },
        { Filters: [{ Name: 'image-id', Values: values }], IncludeDeprecated: true, IncludeDisabled: true },
      );
      for await (const { Images: page } of pages) {
        // For example a proxy's sign-in page. Read as an answer, it would mark every image as vanished.
        if (page === undefined) throw new UnusableError(NOT_FROM_EC2);
        images.push(...page);
      }
    }
    return images;
  });
  // The SDK does not validate the Region of AWS_REGION or of a profile.
  if (!isRegion(region)) throw new UnusableError(`'${region}' is not the name of a Region, such as eu-west-1: use --region`);
  return { region, ...readDescribeImages({ Images: answer }, `DescribeImages in ${region}`) };
}

function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / MOST_VALUES) }, (_, index) =>
    ids.slice(index * MOST_VALUES, (index + 1) * MOST_VALUES),
  );
}
