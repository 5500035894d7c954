import { isObject, member, type Json } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { runsOnWhatThereIs } from './api-calls';
import { launchedByCall } from './api-requests';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace } from './carried';
import { handedInput } from './handed-inputs';
import { launchedByHttp } from './http-requests';
import { openEndpoint } from './open-endpoints';
import { memberOf, textsOf, writtenNodes } from './written-nodes';

/** `arn:aws:apigateway:us-east-1:ec2:action/RunInstances`, `...:ec2:path//?Action=RunInstances`. */
const INTEGRATION = /:apigateway:[^:]*:([^:]+):(action|path)\/(.*)$/is;
/** The action in the ARN of an integration with a service. */
const ACTION = /^(?:.*[?&]Action=)?([^/?&]+)/i;

/** Reads the service that a method of API Gateway calls without a function. The mapping of the request is not followed. */
export function apiGatewayCalls(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'Integration.Uri').map(({ node, path, pointer, when, holder }) =>
      launchedByWrittenIntegration(holder, node, { path, pointer }, when, resource, template),
    ),
  );
}

/** Reads an integration of an API, with the member names of API Gateway or of OpenAPI. */
export function launchedByWrittenIntegration(
  integration: Json,
  uri: Json,
  at: CarriedPlace,
  when: Assumptions,
  resource: Resource,
  template: Template,
): Carried {
  const words = (...keys: readonly string[]): readonly string[] =>
    keys.flatMap((key) => textsOf(memberOf(integration, key), template, when)).map((word) => word.toUpperCase());
  const [method = ''] = words('IntegrationHttpMethod', 'HttpMethod');
  const isMock = words('Type').includes('MOCK');
  if (isMock) return CARRIES_NOTHING;
  // `AWS_PROXY` is a function, and `VPC_LINK` leads to a load balancer.
  const isAtResource = words('Type').includes('AWS_PROXY') || words('ConnectionType').includes('VPC_LINK');
  const sent = ['RequestTemplates', 'RequestParameters'].flatMap((key) => memberOf(integration, key) ?? []);
  return carriedTogether([
    ...textsOf(uri, template, when).map((text) => launchedByIntegration(text, method, { at, when }, resource, template)),
    isAtResource ? CARRIES_NOTHING : openEndpoint(uri, at, when, resource, template),
    ...sent.filter(isWrittenIntegration).map((each) => handedInput(each, { title: 'the integration', at, when }, template)),
  ]);
}

/** Returns the launches of an integration, by its ARN or its URL. */
export function launchedByIntegration(
  uri: string,
  method: string,
  { at, when }: { readonly at: CarriedPlace; readonly when: Assumptions },
  resource: Resource,
  template: Template,
): Carried {
  const [, host, kind, rest = ''] = INTEGRATION.exec(uri) ?? [];
  if (host === undefined) return launchedByHttp({ url: uri, method, members: undefined, at, when }, resource, template);
  const [, action] = kind === 'action' || /[?&]Action=/i.test(rest) ? (ACTION.exec(rest) ?? []) : [];
  if (action === undefined) {
    const url = `https://${host}.amazonaws.com/${rest.replace(/^\/+/, '')}`;
    return launchedByHttp({ url, method, members: undefined, at, when }, resource, template);
  }
  const service = host.split('.').pop() ?? host;
  if (runsOnWhatThereIs(service, action)) return CARRIES_NOTHING;
  const request = runTimeValue([], 'it is mapped from a request to the API');
  return launchedByCall({ services: [service], actions: [action], request, at, when }, resource, template);
}

/** Tells whether an integration, or a part of it, is written out and is not a function. */
export function isWrittenIntegration(written: Json): boolean {
  return isObject(written) && intrinsicName(written) === undefined && member(written, 'Fn::Transform') === undefined;
}
