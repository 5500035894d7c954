import type { ApiOptions, Ec2Request } from './ec2-request';
import { messageOf } from '../terminal';

interface ApiProblem {
  /** Matches names of errors of EC2 and of the SDK's credential providers, and codes of network errors. */
  readonly names: RegExp;
  readonly message: string | ((request: Ec2Request, profile: string | undefined) => string);
  /** The message quotes the SDK's own, which names the profile and how to sign in to it. */
  readonly isQuoted?: true;
}

/** https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html */
const PROBLEMS: readonly ApiProblem[] = [
  {
    names: /^(?:ExpiredToken\w*|RequestExpired|TokenProviderError|SSOTokenProviderFailure)$/,
    message: 'the AWS credentials have expired: sign in again',
  },
  {
    names: /^CredentialsProviderError$/,
    message: (_, profile) =>
      profile === undefined
        ? 'no usable AWS credentials: sign in, or name a profile with --profile'
        : `profile '${profile}' has no usable AWS credentials: sign in to it, or name another with --profile`,
    isQuoted: true,
  },
  {
    names: /^(?:AuthFailure|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch)$/,
    message: 'EC2 does not accept the AWS credentials: sign in again, or name another profile with --profile',
  },
  {
    names: /^(?:UnauthorizedOperation|AccessDenied\w*)$/,
    message: ({ purpose, permission }) => `no permission to ${purpose}: ask for ${permission}`,
  },
  { names: /^OptInRequired$/, message: 'the account has not enabled the Region: enable it, or use another account' },
  {
    names: /^(?:RequestLimitExceeded|Throttling\w*|TooManyRequestsException|SlowDown)$/,
    message: 'EC2 throttled the request: try again in a minute',
  },
  {
    names: /^(?:ECONNREFUSED|ECONNRESET|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|ETIMEDOUT|TimeoutError|NetworkingError)$/,
    message: 'EC2 cannot be reached: check the network, and the name of the Region',
  },
];

/** Describes in one line why EC2 could not be asked. */
export function describeApiError(error: unknown, { region, profile }: ApiOptions, request: Ec2Request): string {
  const [firstLine = ''] = messageOf(error).split('\n');
  if (firstLine.startsWith('Region is missing')) return 'no Region given: use --region, or set AWS_REGION';
  const where = region === undefined ? '' : `${region}: `;
  const names = namesOf(error);
  for (const { names: pattern, message, isQuoted } of PROBLEMS) {
    const name = names.find((each) => pattern.test(each));
    if (name !== undefined)
      return `${where}${typeof message === 'string' ? message : message(request, profile)} (${name}${isQuoted ? `: ${firstLine}` : ''})`;
  }
  return `${where}${describeForeignAnswer(error) ?? `EC2 answered with an error (${names[0] ?? 'unknown'}): ${firstLine}`}`;
}

/** The remedy for an answer that does not come from EC2. */
export const NOT_FROM_EC2 = 'the answer is not from EC2: check the network, the proxy and AWS_ENDPOINT_URL_EC2';

/** Describes an answer from something in EC2's place, such as a proxy. EC2's own errors have a code. */
function describeForeignAnswer(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { Code, $metadata, $response }: { Code?: unknown; $metadata?: unknown; $response?: unknown } = error;
  const status: unknown = memberOf($metadata, 'httpStatusCode');
  if (typeof Code === 'string' || typeof status !== 'number') return undefined;
  if (status === PROXY_AUTHENTICATION) return `a proxy demands a sign-in (HTTP ${String(status)}): sign in to it, or check HTTPS_PROXY`;
  const type: unknown = memberOf(memberOf($response, 'headers'), 'content-type');
  return `${NOT_FROM_EC2} (HTTP ${String(status)}${typeof type === 'string' ? `, ${type}` : ''})`;
}

const PROXY_AUTHENTICATION = 407;

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** Lists the names of an error, then those of its cause. The SDK may wrap a network error and keep its code in the message only. */
function namesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, Code, name, cause }: { code?: unknown; Code?: unknown; name?: unknown; cause?: unknown } = error;
  const own = [code, Code, name].filter((each) => typeof each === 'string').filter((each) => !/^(?:Aggregate)?Error$/.test(each));
  return [...own, ...(messageOf(error).match(/\bE[A-Z_]{4,}\b/g) ?? []), ...namesOf(cause)];
}
