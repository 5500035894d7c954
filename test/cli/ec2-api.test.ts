import { loadEc2Sdk } from '../../lib/cli/ec2-api';
import { describeApiError } from '../../lib/cli/ec2-api-errors';
import { UnusableError } from '../../lib/cli/terminal';

const REQUEST = { purpose: 'describe hosts', permission: 'ec2:DescribeHosts', command: 'aws ec2 describe-hosts' };

test.each([undefined, null, 'text', {}, new Error('two\nlines')])('%p is described in one line', (error) => {
  expect(describeApiError(error, 'eu-west-1', REQUEST)).toMatch(/^eu-west-1: EC2 answered with an error \(\w+\): [^\n]*$/);
});

test('without the SDK it says what to install', async () => {
  const absent = Object.assign(new Error("Cannot find package '@aws-sdk/client-ec2'"), { code: 'ERR_MODULE_NOT_FOUND' });
  await expect(loadEc2Sdk(REQUEST, () => Promise.reject(absent))).rejects.toEqual(
    new UnusableError(
      "asking EC2 takes the AWS SDK: run 'npm install --save-dev @aws-sdk/client-ec2', or save the output of 'aws ec2 describe-hosts' and use --from",
    ),
  );
  const broken = new Error('broken');
  await expect(loadEc2Sdk(REQUEST, () => Promise.reject(broken))).rejects.toBe(broken);
});
