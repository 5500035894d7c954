import { isObject, member, type Json } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { carriedTogether, CARRIES_NOTHING, type Carried } from './carried';
import { launchedByHttp } from './http-requests';
import { launchedByIntegration } from './api-gateway';
import { objectsWithin } from './objects-within';
import { textsOf, writtenNodes } from './written-nodes';
import { isTooDeep, readWrittenText } from './written-text';

/** Where a resource names the endpoint that it calls, and the method. */
const ENDPOINTS: ReadonlyMap<string, readonly [url: string, method: string]> = new Map([
  ['AWS::Events::ApiDestination', ['InvocationEndpoint', 'HttpMethod']],
  ['AWS::ApiGatewayV2::Integration', ['IntegrationUri', 'IntegrationMethod']],
  // A resolver says the method.
  ['AWS::AppSync::DataSource', ['HttpConfig.Endpoint', '']],
]);

export const ENDPOINT_TYPES: readonly string[] = [...ENDPOINTS.keys()];

/** Reads the endpoint that a resource calls. What it is sent is put together elsewhere, and not followed. */
export function endpointCalls(resource: Resource, template: Template): Carried {
  const [property, methodName] = ENDPOINTS.get(resource.type) ?? [];
  if (property === undefined || methodName === undefined) return CARRIES_NOTHING;
  return carriedTogether(
    writtenNodes(resource, template, property).flatMap(({ node, path, pointer, when, holder }) => {
      const [method = ''] = textsOf(member(holder, methodName), template, when);
      return textsOf(node, template, when).map((url) =>
        launchedByHttp({ url, method: method.toUpperCase(), members: undefined, at: { path, pointer }, when }, resource, template),
      );
    }),
  );
}

/** Where an API is written in the words of OpenAPI. */
const DEFINITIONS: ReadonlyMap<string, string> = new Map([
  ['AWS::ApiGateway::RestApi', 'Body'],
  ['AWS::ApiGatewayV2::Api', 'Body'],
  ['AWS::Serverless::Api', 'DefinitionBody'],
  ['AWS::Serverless::HttpApi', 'DefinitionBody'],
]);

export const OPEN_API_TYPES: readonly string[] = [...DEFINITIONS.keys()];

const INTEGRATION = 'x-amazon-apigateway-integration';

/** Reads the services that the methods of an API in OpenAPI call themselves. */
export function openApiCalls(resource: Resource, template: Template): Carried {
  const property = DEFINITIONS.get(resource.type);
  if (property === undefined) return CARRIES_NOTHING;
  return carriedTogether(
    writtenNodes(resource, template, property).flatMap(({ node, path, pointer, when }) => {
      const isText = typeof node === 'string' || PUTS_TOGETHER.has(intrinsicName(node) ?? '');
      const read = isText ? readWrittenText(node, template, when, { syntax: 'json-or-yaml' }) : [{ value: node }];
      const integrations = read.flatMap(({ value = null }) => (isTooDeep(value) ? [] : integrationsIn(value, path)));
      return integrations.flatMap(({ uri, method, at }) =>
        textsOf(uri, template, when).map((text) =>
          launchedByIntegration(text, method, { at: { path: at, pointer }, when }, resource, template),
        ),
      );
    }),
  );
}

/** Functions that put a text together. */
const PUTS_TOGETHER: ReadonlySet<string> = new Set(['Fn::Join', 'Fn::Sub', 'Fn::ToJsonString']);

interface Integration {
  readonly uri: Json | undefined;
  readonly method: string;
  readonly at: string;
}

function integrationsIn(document: Json, path: string): readonly Integration[] {
  return objectsWithin(document, path, (node) => member(node, INTEGRATION) !== undefined).map(({ node, path: at }) => {
    const integration = member(node, INTEGRATION) ?? null;
    const isWritten = isObject(integration) && intrinsicName(integration) === undefined;
    const method = isWritten ? member(integration, 'httpMethod') : undefined;
    return {
      uri: isWritten ? member(integration, 'uri') : undefined,
      method: typeof method === 'string' ? method.toUpperCase() : '',
      at: `${at}/${INTEGRATION}/uri`,
    };
  });
}
