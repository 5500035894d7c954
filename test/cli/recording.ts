import { main } from '../../lib/cli/main';
import { TODAY } from './command-line';

/** The environment of the AWS SDK and the command line. */
export function ec2Environment(folder: string, ec2: string): Record<string, string> {
  return {
    HOME: folder,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_MAX_ATTEMPTS: '1',
    AWS_ENDPOINT_URL_EC2: ec2,
  };
}

/** Runs the command line on `TODAY`, in this process and with an EC2 of its own. */
export async function runWithEc2(
  args: readonly string[],
  { folder, ec2, env: more = {} }: { readonly folder: string; readonly ec2: string; readonly env?: Readonly<Record<string, string>> },
): Promise<{ code: number; out: string; err: string }> {
  const env = { ...ec2Environment(folder, ec2), ...more };
  // The SDK reads that of the process.
  const replaced = jest.replaceProperty(process, 'env', env);
  let out = '';
  let err = '';
  try {
    const code = await main(args, {
      cwd: folder,
      env,
      isTty: false,
      columns: 80,
      today: TODAY,
      readStdin: () => Buffer.from(''),
      out: (text) => (out += text),
      err: (text) => (err += text),
    });
    return { code, out, err };
  } finally {
    replaced.restore();
  }
}
