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

/** A request over HTTP to the endpoint of a service of AWS. */
export interface HttpRequest {
  /** The endpoint as far as it is known, with `HOLE` for the rest. */
  readonly url: string;
  /** In upper case; empty where it is not known. */
  readonly method: string;
  /** Members of the query, the headers and the body; undefined where some are not known. */
  readonly members: JsonObject | undefined;
  readonly at: CarriedPlace;
  readonly when: WrittenNode['when'];
}

/** The scheme and the host, without a user's name before it. */
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
/** What the name of a service may have after it; all but the Region. A name that means nothing else needs no Region before an open domain. */
const SUFFIX = new RegExp(
  `(?:\\.(?:${DOMAINS.join('|').replaceAll('.', '\\.')})|(?<=\\.[^.]+|^(?:ec2|elasticmapreduce|autoscaling|cloudformation))\\.${HOLE})$`,
);
/** Labels that say nothing of the service: Regions, VPC endpoints, what some services have before their names, and what is known later. */
const SAYS_NOTHING = new RegExp(`^(?:[a-z]{2,4}(?:-[a-z]+)+-\\d|vpce(?:-.*)?|api|dualstack|.*${HOLE}.*)$`);

/** `{{resolve:secretsmanager:hooks:SecretString:url}}`, which the deployment fills in. */
const DYNAMIC_REFERENCE = /\{\{resolve:[^}]*\}\}/g;

/** Returns the host of a URL in lower case, with `HOLE` for what is not known. */
function hostOf(url: string): string | undefined {
  const host = HOST.exec(url.replace(DYNAMIC_REFERENCE, HOLE).trim())?.[1]?.toLowerCase();
  // A name may end with a dot.
  return host?.replace(/%([0-7][0-9a-f])/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))).replace(/\.$/, '');
}

/** Whether nothing of the host of a URL is known. */
export function isOpenHost(url: string): boolean {
  const host = hostOf(url) ?? /^[^/?#:]*/.exec(url.replace(DYNAMIC_REFERENCE, HOLE).trim())?.[0] ?? '';
  return host.includes(HOLE) && host.replaceAll(HOLE, '').replaceAll('.', '') === '';
}

/**
 * Finds the service that an endpoint belongs to; undefined where it is none that launches, `HOLE` where it may be any of AWS's:
 * `https://ec2.us-east-1.amazonaws.com`, `https://us-east-1.elasticmapreduce.amazonaws.com`,
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

/** Paths of services that have no actions by name, with the action that `POST` or `PUT` is there. */
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

/** Services that are called by paths; of one that is not in the table, the last part of the path is the action. */
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

/** Reads the launch of an HTTP request. A request with an unknown action counts as one that may launch. */
export function launchedByHttp(request: HttpRequest, resource: Resource, template: Template): Carried {
  const { url, at, when, members } = request;
  const service = serviceAt(url);
  if (service === undefined) return CARRIES_NOTHING;
  const [place = '', query = ''] = url.split('?');
  const given: JsonObject = { ...queryMembers(query), ...members };
  const action = actionOf(serviceName(service), place, request.method, given);
  if (action === undefined) return CARRIES_NOTHING;
  // Who calls may choose among the instances that there are, and launches none.
  if (members === undefined && runsOnWhatThereIs(service, action)) return CARRIES_NOTHING;
  const isKnown = apiCall(service, action) !== undefined || deploysTemplate(service, action);
  const written = unfolded(given);
  // What a mapped request holds beside the known members is not known.
  const all = members === undefined && isKnown ? withOpenType(written) : written;
  return launchedByCall({ services: [service], actions: [action], request: all, at, when }, resource, template);
}

/** Returns the action; undefined where it is known that there is none that launches. */
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

/** Adds a type that only the call knows, where none is written. */
function withOpenType(request: JsonObject): Json {
  return Object.keys(request).some((key) => /instance_?type/i.test(key)) ? request : runTimeValue([], 'it is known only when it is sent');
}

interface Leaf {
  readonly value: Json;
}
type Branch = Map<string, Branch | Leaf>;

/** `LaunchSpecification.InstanceType`, `Overrides.member.1.InstanceType`: members of objects and lists, as a query spells them. */
function unfolded(flat: JsonObject): JsonObject {
  const root: Branch = new Map();
  for (const [key, value] of Object.entries(flat)) {
    const parts = key.split('.').filter((part) => part !== 'member');
    const way = parts.length > LONGEST_KEY ? [key] : parts;
    let branch = root;
    for (const part of way.slice(0, -1)) {
      const known = branch.get(part);
      const next = known === undefined || 'value' in known ? new Map<string, Branch | Leaf>() : known;
      branch.set(part, next);
      branch = next;
    }
    branch.set(way.at(-1) ?? key, { value });
  }
  return Object.fromEntries([...root].map(([key, each]) => [key, folded(each)]));
}

/** Parts of a key that are followed. A longer key stays as it is. */
const LONGEST_KEY = 20;

function folded(branch: Branch | Leaf): Json {
  if ('value' in branch) return branch.value;
  const entries = [...branch].map(([key, each]): [string, Json] => [key, folded(each)]);
  return entries.every(([key]) => /^\d+$/.test(key)) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** Returns the members of some objects, or texts of such, together; undefined where one of them is known later only. */
export function membersOf(all: readonly (Json | undefined)[]): JsonObject | undefined {
  const given = all.map((each) => (typeof each === 'string' ? membersIn(each) : each));
  if (given.some((each) => each !== undefined && intrinsicName(each) !== undefined)) return undefined;
  return Object.assign({}, ...given.filter((each) => each !== undefined && isObject(each))) as JsonObject;
}

/** Reads a body that is a text: JSON, or the form of a query. */
function membersIn(text: string): Json {
  if (!/^\s*\{/.test(text)) return queryMembers(text);
  return parsedJson(text) ?? runTimeValue([], 'it is not JSON');
}
