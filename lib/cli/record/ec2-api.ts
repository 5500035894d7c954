import type * as Ec2 from '@aws-sdk/client-ec2';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describeApiError } from './ec2-api-errors';
import type { ApiOptions, Ec2Request } from './ec2-request';
import { UnusableError } from '../terminal';

/** What `@aws-sdk/client-ec2` exports. */
export type Ec2Sdk = typeof Ec2;

/** What EC2 says in one Region. */
export interface Ec2Answer<T> {
  readonly region: string;
  readonly answer: T;
}

/** Where the SDK may be installed. Each throws as Node.js does where it is not. */
export interface Ec2SdkPlaces {
  /** Beside this package. */
  readonly besidePackage: () => Promise<Ec2Sdk>;
  /** Where somebody works who runs this package from elsewhere: installed globally, by npx, or in a store of its own as pnpm does. */
  readonly fromFolder: (folder: string) => Ec2Sdk;
}

const PLACES: Ec2SdkPlaces = {
  besidePackage: () => import('@aws-sdk/client-ec2'),
  fromFolder: (folder) => createRequire(join(folder, 'package.json'))('@aws-sdk/client-ec2') as Ec2Sdk,
};

/** The SDK is not a dependency: only who records needs it. Throws an `UnusableError` where it is not installed. */
export async function loadEc2Sdk({ command }: Ec2Request, cwd: string, places = PLACES): Promise<Ec2Sdk> {
  // Eight lines at each call about versions of Node.js that releases to come will need would bury the one that says what is wrong.
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
    `asking EC2 takes the AWS SDK: run 'npm install --save-dev @aws-sdk/client-ec2', or save the output of '${command}' and use --from`,
  );
}

/** Asks EC2 in one Region. Throws an `UnusableError` in one line, which names the Region whoever throws it first. */
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
