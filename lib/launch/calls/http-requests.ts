import { HOLE } from '../../base/hole';
import { isObject, type Json, type JsonObject } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { actionName, serviceName } from './action-names';
import { apiCall, deploysTemplate, mayLaunchBy, runsOnWhatThereIs } from './api-calls';
import { launchedByCall } from './api-requests';
import { CARRIES_NOTHING, type Carried, type CarriedPlace } from './carried';
import type { WrittenNode } from './written-nodes';
import { parsedJson } from './written-text';

/** An HTTP request to the endpoint of an AWS service. */
export interface HttpRequest {
  /** The endpoint. `HOLE` stands for the unknown parts. */
  readonly url: string;
  /** In upper case; empty if unknown. */
  readonly method: string;
  /** The members of the query, the headers and the body; undefined if some are unknown. */
  readonly members: JsonObject | undefined;
  readonly at: CarriedPlace;
  readonly when: WrittenNode['when'];
}

/** The scheme and the host, without user information before the host. */
const HOST = new RegExp(`^(?:https?|${HOLE})://(?:[^/?#@]*@)?([\\w.%${HOLE}-]+)`, 'i');
/** The domains of AWS's partitions, as the AWS SDK for JavaScript has them (`partitions.js` of `@aws-sdk/core`, November 2026). */
const DOMAINS = [
  'amazonaws.com',
  'api.aws',
  'amazonaws.com.cn',
  'api.amazonwebservices.com.cn',
  'amazonaws.eu',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'api.aws.ic.gov',
  'sc2s.sgov.gov',
  'api.aws.scloud',
  'cloud.adc-e.uk',
  'api.cloud-aws.adc-e.uk',
  'csp.hci.ic.gov',
  'api.aws.hci.ic.gov',
];
/** The domain at the end of a host name. An unknown domain counts after a Region, or after an unambiguous service name. */
const SUFFIX = new RegExp(
  `(?:\\.(?:${DOMAINS.join('|').replaceAll('.', '\\.')})|(?<=\\.[^.]+|^(?:ec2|elasticmapreduce|autoscaling|cloudformation))\\.${HOLE})$`,
);
/** Host labels that do not identify a service: Regions, VPC endpoints, prefixes of some services, and unknown labels. */
const SAYS_NOTHING = new RegExp(`^(?:[a-z]{2,4}(?:-[a-z]+)+-\\d|vpce(?:-.*)?|api|dualstack|.*${HOLE}.*)$`);

/** `{{resolve:secretsmanager:hooks:SecretString:url}}`: the deployment fills it in. */
const DYNAMIC_REFERENCE = /\{\{resolve:[^}]*\}\}/g;

/** Returns the host of a URL in lower case. `HOLE` stands for the unknown parts. */
function hostOf(url: string): string | undefined {
  const host = HOST.exec(url.replace(DYNAMIC_REFERENCE, HOLE).trim())?.[1]?.toLowerCase();
  // A name may end with a dot.
  return host?.replace(/%([0-7][0-9a-f])/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))).replace(/\.$/, '');
}

/** Tells whether the host of a URL is entirely unknown. */
export function isOpenHost(url: string): boolean {
  const host = hostOf(url) ?? /^[^/?#:]*/.exec(url.replace(DYNAMIC_REFERENCE, HOLE).trim())?.[0] ?? '';
  return host.includes(HOLE) && host.replaceAll(HOLE, '').replaceAll('.', '') === '';
}

/**
 * Finds the service of an endpoint; undefined for one that does not launch, `HOLE` for one that may be any service of AWS. Endpoints are
 * `https://ec2.us-east-1.amazonaws.com`, `https://us-east-1.elasticmapreduce.amazonaws.com` and
 * `https://ec2.${AWS::Region}.${AWS::URLSuffix}`, but not `https://ec2.s3...`. https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
export function serviceAt(url: string): string | undefined {
  const host = hostOf(url);
  if (host === undefined || !SUFFIX.test(host)) return undefined;
  const labels = host.replace(SUFFIX, '').split('.');
  const names = labels.filter((label) => !SAYS_NOTHING.test(label)).map((label) => label.replace(/-fips$/, ''));
  const [service] = names;
  if (service === undefined) return labels.some((label) => label.includes(HOLE)) ? HOLE : undefined;
  return names.length === 1 && mayLaunchBy(service) ? service : undefined;
}

/** The paths of services without named actions, each with the action of its `POST` or `PUT`. */
const PATHS: ReadonlyMap<string, readonly (readonly [path: RegExp, action: string])[]> = new Map([
  [
    'eks',
    [
      [/^\/clusters\/[^/]+\/node-groups\/?$/, 'CreateNodegroup'],
      [/^\/clusters\/[^/]+\/node-groups\/[^/]+\/update-version\/?$/, 'UpdateNodegroupVersion'],
      [/^\/clusters\/?$/, 'CreateCluster'],
    ],
  ],
  ['lambda', [[/\/capacity-providers\/?$/, 'CreateCapacityProvider']]],
  ['kafka', [[/^\/(?:v1|api\/v2)\/clusters\/?$/, 'CreateCluster']]],
  [
    'opensearch',
    [
      [/\/opensearch\/domain\/?$/, 'CreateDomain'],
      [/\/opensearch\/domain\/[^/]+\/config\/?$/, 'UpdateDomainConfig'],
    ],
  ],
  ['mq', [[/^\/v1\/brokers\/?$/, 'CreateBroker']]],
]);

/** Services that are called by paths. For a path outside the table, the last part is the action. */
const BY_PATH: ReadonlySet<string> = new Set([
  ...PATHS.keys(),
  'batch',
  'bedrock',
  'imagebuilder',
  'drs',
  'mgn',
  'outposts',
  'm2',
  'deadline',
]);

/** Reads the launch of an HTTP request. A request with an unknown action may launch. */
export function launchedByHttp(request: HttpRequest, resource: Resource, template: Template): Carried {
  const { url, at, when, members } = request;
  const service = serviceAt(url);
  if (service === undefined) return CARRIES_NOTHING;
  const [place = '', query = ''] = url.split('?');
  const given: JsonObject = { ...queryMembers(query), ...members };
  const action = actionOf(serviceName(service), place, request.method, given);
  if (action === undefined) return CARRIES_NOTHING;
  // A caller may choose among the existing instances, and launches none.
  if (members === undefined && runsOnWhatThereIs(service, action)) return CARRIES_NOTHING;
  const isKnown = apiCall(service, action) !== undefined || deploysTemplate(service, action);
  const written = unfolded(given);
  // A mapped request may have further, unknown members.
  const all = members === undefined && isKnown ? withOpenType(written) : written;
  return launchedByCall({ services: [service], actions: [action], request: all, at, when }, resource, template);
}

/** Returns the action; undefined if the request certainly does not launch. */
function actionOf(service: string, place: string, method: string, given: JsonObject): string | undefined {
  const named = Object.entries(given).find(([key]) => /^(?:action|x-amz-target)$/i.test(key))?.[1];
  if (typeof named === 'string') return /^[\w.]+$/.test(named) ? (named.split('.').pop() ?? HOLE) : HOLE;
  if (named !== undefined) return HOLE;
  if (/^(?:DELETE|HEAD)$/.test(method)) return undefined;
  if (!BY_PATH.has(service)) return HOLE;
  if (method === 'GET') return undefined;
  const path = place.replace(/^https?:\/\/[^/]+/i, '');
  const found = PATHS.get(service)?.find(([pattern]) => pattern.test(path))?.[1];
  if (found !== undefined) return found;
  const last =
    path
      .split('/')
      .filter((part) => part !== '')
      .pop() ?? '';
  if (last.includes(HOLE) || last.includes('*')) return HOLE;
  return apiCall(service, actionName(last)) === undefined ? undefined : last;
}

function queryMembers(query: string): JsonObject {
  if (query === '') return {};
  return Object.fromEntries(
    [...new URLSearchParams(query)].map(([key, value]) => [
      key,
      value.includes(HOLE) ? runTimeValue([], 'a part of it is known only later') : value,
    ]),
  );
}

/** Adds an unknown type to a request without a type. */
function withOpenType(request: JsonObject): Json {
  return Object.keys(request).some((key) => /instance_?type/i.test(key)) ? request : runTimeValue([], 'it is known only when it is sent');
}

interface Leaf {
  readonly value: Json;
}
type Branch = Map<string, Branch | Leaf>;

/** Turns the flat members of a query into objects and lists: `LaunchSpecification.InstanceType`, `Overrides.member.1.InstanceType`. */
function unfolded(flat: JsonObject): JsonObject {
  const root: Branch = new Map();
  for (const [key, value] of Object.entries(flat)) {
    const parts = key.split('.').filter((part) => part !== 'member');
    const path = parts.length > LONGEST_KEY ? [key] : parts;
    let branch = root;
    for (const part of path.slice(0, -1)) {
      const known = branch.get(part);
      const next = known === undefined || 'value' in known ? new Map<string, Branch | Leaf>() : known;
      branch.set(part, next);
      branch = next;
    }
    branch.set(path.at(-1) ?? key, { value });
  }
  return Object.fromEntries([...root].map(([key, each]) => [key, folded(each)]));
}

/** The number of parts of a key that are followed. A longer key stays as it is. */
const LONGEST_KEY = 20;

function folded(branch: Branch | Leaf): Json {
  if ('value' in branch) return branch.value;
  const entries = [...branch].map(([key, each]): [string, Json] => [key, folded(each)]);
  return entries.every(([key]) => /^\d+$/.test(key)) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Returns the members of several objects or texts together; undefined if one of them is unknown. */
export function membersOf(all: readonly (Json | undefined)[]): JsonObject | undefined {
  const given = all.map((each) => (typeof each === 'string' ? membersIn(each) : each));
  if (given.some((each) => each !== undefined && intrinsicName(each) !== undefined)) return undefined;
  return Object.assign({}, ...given.filter((each) => each !== undefined && isObject(each))) as JsonObject;
}

/** Reads a body that is a text: JSON, or URL-encoded members. */
function membersIn(text: string): Json {
  if (!/^\s*\{/.test(text)) return queryMembers(text);
  return parsedJson(text) ?? runTimeValue([], 'it is not JSON');
}
