import type * as Ec2 from '@aws-sdk/client-ec2';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describeApiError } from './ec2-api-errors';
import type { ApiOptions, Ec2Request } from './ec2-request';
import { UnusableError } from '../terminal';

/** The exports of `@aws-sdk/client-ec2`. */
export type Ec2Sdk = typeof Ec2;

/** An answer of EC2 in one Region. */
export interface Ec2Answer<T> {
  readonly region: string;
  readonly answer: T;
}

/** The places where the SDK may be installed. Each function throws Node.js's own error if it is not. */
export interface Ec2SdkPlaces {
  /** Beside this package. */
  readonly besidePackage: () => Promise<Ec2Sdk>;
  /** In the working folder, for a package that runs from elsewhere: installed globally, started by npx, or kept in pnpm's store. */
  readonly fromFolder: (folder: string) => Ec2Sdk;
}

const PLACES: Ec2SdkPlaces = {
  besidePackage: () => import('@aws-sdk/client-ec2'),
  fromFolder: (folder) => createRequire(join(folder, 'package.json'))('@aws-sdk/client-ec2') as Ec2Sdk,
};

/**
 * Loads the AWS SDK. It is not a dependency, since only recording needs it.
 *
 * @throws UnusableError if the SDK is not installed
 */
export async function loadEc2Sdk({ command }: Ec2Request, cwd: string, places = PLACES): Promise<Ec2Sdk> {
  // The SDK's warning about future Node.js versions, eight lines at each call, would bury our own message.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  for (const load of [places.besidePackage, () => places.fromFolder(cwd)]) {
    try {
      return await load();
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
      if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
  }
  throw new UnusableError(
    `asking EC2 requires the AWS SDK: run 'npm install --save-dev @aws-sdk/client-ec2', or save the output of '${command}' and use --from`,
  );
}

/**
 * Asks EC2 in one Region.
 *
 * @throws UnusableError with a message of one line that names the Region
 */
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
    if (error instanceof UnusableError) throw new UnusableError(`${asked ?? 'EC2'}: ${error.message}`);
    throw new UnusableError(describeApiError(error, { region: asked, profile }, request));
  } finally {
    client.destroy();
  }
}
