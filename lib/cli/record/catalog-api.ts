import type * as Ec2 from '@aws-sdk/client-ec2';
import { askEc2, type Ec2Answer, type Ec2Sdk } from './ec2-api';
import { NOT_FROM_EC2 } from './ec2-api-errors';
import type { ApiOptions, Ec2Request } from './ec2-request';
import { UnusableError } from '../terminal';

export const DESCRIBE_INSTANCE_TYPES: Ec2Request = {
  purpose: 'describe instance types',
  permission: 'ec2:DescribeInstanceTypes',
  command: 'aws ec2 describe-instance-types',
};

/** EC2 returns up to 100 instance types at a time. */
const LARGEST_PAGE = 100;

/**
 * Asks DescribeInstanceTypes for all types of one Region.
 *
 * @throws UnusableError with a message of one line
 */
export function describeInstanceTypes(sdk: Ec2Sdk, options: ApiOptions): Promise<Ec2Answer<readonly Ec2.InstanceTypeInfo[]>> {
  return askEc2(sdk, options, DESCRIBE_INSTANCE_TYPES, async (client) => {
    const types: Ec2.InstanceTypeInfo[] = [];
    for await (const { InstanceTypes: page } of sdk.paginateDescribeInstanceTypes({ client, pageSize: LARGEST_PAGE }, {})) {
      if (page === undefined) throw new UnusableError(NOT_FROM_EC2);
      types.push(...page);
    }
    return types;
  });
}
