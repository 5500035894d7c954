import * as sdk from '@aws-sdk/client-ec2';
import { describeInstanceTypes } from '../../lib/cli/record/catalog-api';
import { NOT_FROM_EC2 } from '../../lib/cli/record/ec2-api-errors';
import { describeImages } from '../../lib/cli/record/images-api';
import { UnusableError } from '../../lib/cli/terminal';
import { DEBIAN, Ec2Server, OWN_IMAGE } from './ec2-server';

const REGION = 'eu-west-1';
const ENVIRONMENT: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
};

const idOf = (number: number): string => `ami-${number.toString(16).padStart(17, '0')}`;

let server: Ec2Server;
const before = process.env;
beforeEach(async () => {
  server = new Ec2Server();
  await server.start();
  process.env = { PATH: before['PATH'], HOME: '/nonexistent', ...ENVIRONMENT, AWS_ENDPOINT_URL_EC2: server.url };
});
afterEach(async () => {
  process.env = before;
  await server.stop();
});

async function errorOf(region: string | undefined = REGION): Promise<unknown> {
  return describeImages(sdk, [idOf(1)], { region }).catch((error: unknown) => error);
}

test('asks by filter, for deprecated and disabled images as well', async () => {
  server.images.set(idOf(1), DEBIAN);
  const { region, images } = await describeImages(sdk, [idOf(1), idOf(2)], { region: REGION });
  expect(region).toBe(REGION);
  expect([...images]).toEqual([
    [idOf(1), expect.objectContaining({ ownerId: '136693071363', enaSupport: true, creationDate: '2026-01-01' })],
  ]);
  expect(Object.fromEntries(server.requests[0] ?? [])).toMatchObject({
    Action: 'DescribeImages',
    'Filter.1.Name': 'image-id',
    'Filter.1.Value.1': idOf(1),
    'Filter.1.Value.2': idOf(2),
    IncludeDeprecated: 'true',
    IncludeDisabled: 'true',
    MaxResults: '1000',
  });
});

test('asks in chunks, and takes all pages of an answer', async () => {
  const ids = Array.from({ length: 450 }, (_, index) => idOf(index));
  for (const id of ids) server.images.set(id, OWN_IMAGE);
  server.pageSize = 150;
  const { images } = await describeImages(sdk, ids, { region: REGION });
  expect([...images.keys()]).toEqual(ids);
  expect(server.requests.map((request) => [...request.keys()].filter((key) => key.startsWith('Filter.1.Value')).length)).toEqual([
    200, 200, 200, 200, 50,
  ]);
});

test('takes the Region that the SDK is set up for, and says where there is none', async () => {
  process.env['AWS_REGION'] = 'us-west-2';
  expect((await describeImages(sdk, [], {})).region).toBe('us-west-2');
  delete process.env['AWS_REGION'];
  await expect(describeImages(sdk, [idOf(1)], {})).rejects.toEqual(new UnusableError('no Region given: use --region, or set AWS_REGION'));
});

test.each([
  [401, 'AuthFailure', 'EC2 does not accept the AWS credentials: sign in again, or name another profile with --profile'],
  [400, 'ExpiredToken', 'the AWS credentials have expired: sign in again'],
  [400, 'RequestExpired', 'the AWS credentials have expired: sign in again'],
  [403, 'UnauthorizedOperation', 'no permission to describe images: ask for ec2:DescribeImages'],
  [403, 'OptInRequired', 'the account has not enabled the Region: enable it, or use another account'],
  [503, 'RequestLimitExceeded', 'EC2 throttled the request: try again in a minute'],
])('%d %s is one line', async (status, code, message) => {
  server.refusal = { status, code };
  expect(await errorOf()).toEqual(new UnusableError(`eu-west-1: ${message} (${code})`));
});

test('so is an error of another kind', async () => {
  server.refusal = { status: 500, code: 'InternalError' };
  expect(await errorOf()).toEqual(new UnusableError('eu-west-1: EC2 answered with an error (InternalError): told so'));
});

test('and missing credentials, with what the SDK says of them', async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  const reason = '(CredentialsProviderError: Could not load credentials from any providers)';
  expect(await errorOf()).toEqual(
    new UnusableError(`eu-west-1: no usable AWS credentials: sign in, or name a profile with --profile ${reason}`),
  );
  expect(await describeImages(sdk, [idOf(1)], { region: REGION, profile: 'nobody' }).catch((error: unknown) => error)).toEqual(
    new UnusableError(`eu-west-1: profile 'nobody' has no usable AWS credentials: sign in to it, or name another with --profile ${reason}`),
  );
  expect(server.requests).toEqual([]);
});

test('and an address without a server', async () => {
  process.env['AWS_ENDPOINT_URL_EC2'] = 'http://127.0.0.1:1';
  expect(await errorOf()).toEqual(
    new UnusableError('eu-west-1: EC2 cannot be reached: check the network, and the name of the Region (ECONNREFUSED)'),
  );
});

test('an image that makes no sense is a problem of its own, which names the field', async () => {
  server.images.set(idOf(1), { ...OWN_IMAGE, architecture: 'riscv64' }).set(idOf(2), OWN_IMAGE);
  const { images, problems } = await describeImages(sdk, [idOf(1), idOf(2)], { region: REGION });
  expect([...images.keys()]).toEqual([idOf(2)]);
  expect([...problems]).toEqual([
    [
      idOf(1),
      'DescribeImages in eu-west-1: Images/0/Architecture: expected i386 or x86_64 or arm64 or x86_64_mac or arm64_mac, got "riscv64"',
    ],
  ]);
});

test('a text that is no answer of EC2 says nothing of any image', async () => {
  server.page = '<html><body>Sign in to the network</body></html>';
  expect(await errorOf()).toEqual(new UnusableError(`eu-west-1: ${NOT_FROM_EC2}`));
});

test.each([
  [200, 'text/html', '<html><body><p>Sign in<br></body></html>', NOT_FROM_EC2],
  [200, 'application/json', '{"message":"ok"}', NOT_FROM_EC2],
  [404, 'text/html', '<html><body>not found</body></html>', NOT_FROM_EC2],
  [404, 'application/json', '{"message":"Not Found"}', NOT_FROM_EC2],
  [403, 'text/html', '<!doctype html><html><head><meta charset=utf-8>', NOT_FROM_EC2],
  [502, 'text/html', '<html><body>bad gateway</body></html>', NOT_FROM_EC2],
  [407, 'text/html', '<html><body>authenticate</body></html>', 'a proxy demands a sign-in'],
])('what answers %d as %s in the place of EC2 is called that, for images and types', async (status, type, page, message) => {
  server.page = page;
  server.pageHead = { status, type };
  const types = await describeInstanceTypes(sdk, { region: REGION }).catch((error: unknown) => error);
  for (const error of [await errorOf(), types]) {
    expect(error).toBeInstanceOf(UnusableError);
    expect(String(error)).toContain(`eu-west-1: ${message}`);
    expect(String(error)).toContain(`(HTTP ${status}`);
    expect(String(error)).not.toContain('\n');
  }
});

test('a page that reads as an empty answer says nothing of any type', async () => {
  server.page = '<html><body>Sign in to the network</body></html>';
  await expect(describeInstanceTypes(sdk, { region: REGION })).rejects.toEqual(new UnusableError(`eu-west-1: ${NOT_FROM_EC2}`));
});

test('a configured Region has to be the name of one', async () => {
  process.env['AWS_REGION'] = 'local';
  await expect(describeImages(sdk, [idOf(1)], {})).rejects.toEqual(
    new UnusableError("'local' is not the name of a Region, such as eu-west-1: use --region"),
  );
});
