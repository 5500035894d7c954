import * as sdk from '@aws-sdk/client-ec2';
import { loadEc2Sdk } from '../../lib/cli/record/ec2-api';
import { describeApiError } from '../../lib/cli/record/ec2-api-errors';
import { UnusableError } from '../../lib/cli/terminal';

const REQUEST = { purpose: 'describe hosts', permission: 'ec2:DescribeHosts', command: 'aws ec2 describe-hosts' };

test.each([undefined, null, 'text', {}, new Error('two\nlines')])('%p is described in one line', (error) => {
  expect(describeApiError(error, { region: 'eu-west-1' }, REQUEST)).toMatch(/^eu-west-1: EC2 answered with an error \(\w+\): [^\n]*$/);
});

const ABSENT = Object.assign(new Error("Cannot find package '@aws-sdk/client-ec2'"), { code: 'ERR_MODULE_NOT_FOUND' });
const NOWHERE = (): Promise<never> => Promise.reject(ABSENT);
const throwing = (error: Error) => () => {
  throw error;
};

test('without the SDK it says what to install', async () => {
  await expect(loadEc2Sdk(REQUEST, '/app', { besidePackage: NOWHERE, fromFolder: throwing(ABSENT) })).rejects.toEqual(
    new UnusableError(
      "asking EC2 requires the AWS SDK: run 'npm install --save-dev @aws-sdk/client-ec2', or save the output of 'aws ec2 describe-hosts' and use --from",
    ),
  );
  const broken = new Error('broken');
  const places = { besidePackage: () => Promise.reject(broken), fromFolder: throwing(ABSENT) };
  await expect(loadEc2Sdk(REQUEST, '/app', places)).rejects.toBe(broken);
  await expect(loadEc2Sdk(REQUEST, '/app', { besidePackage: NOWHERE, fromFolder: throwing(broken) })).rejects.toBe(broken);
});

test('the SDK of the project does, where this package is installed elsewhere', async () => {
  const fromFolder = jest.fn(() => sdk);
  expect(await loadEc2Sdk(REQUEST, '/app', { besidePackage: NOWHERE, fromFolder })).toBe(sdk);
  expect(fromFolder).toHaveBeenCalledWith('/app');
});
