import { isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { isWrittenIntegration, launchedByWrittenIntegration } from './api-gateway';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace, type Undecided } from './carried';
import { macroWithin } from './macro-places';
import { objectsWithin } from './objects-within';
import { memberOf, writtenNodes, type WrittenNode } from './written-nodes';
import { isTooDeep, readWrittenText, type WrittenText } from './written-text';

/** The properties with an OpenAPI definition: as a body, and as the name of a file. */
const DEFINITIONS: ReadonlyMap<string, readonly [body: string, file: string]> = new Map([
  ['AWS::ApiGateway::RestApi', ['Body', 'BodyS3Location']],
  ['AWS::ApiGatewayV2::Api', ['Body', 'BodyS3Location']],
  ['AWS::Serverless::Api', ['DefinitionBody', 'DefinitionUri']],
  ['AWS::Serverless::HttpApi', ['DefinitionBody', 'DefinitionUri']],
]);

export const OPEN_API_TYPES: readonly string[] = [...DEFINITIONS.keys()];

const INTEGRATION = 'x-amazon-apigateway-integration';
/** The integrations that operations refer to. */
const SHARED = 'x-amazon-apigateway-integrations';

/** Reads the services that the methods of an OpenAPI definition call without a function. */
export function openApiCalls(resource: Resource, template: Template): Carried {
  const [body, file] = DEFINITIONS.get(resource.type) ?? [];
  if (body === undefined || file === undefined) return CARRIES_NOTHING;
  return carriedTogether([
    ...writtenNodes(resource, template, body).map((written) => callsIn(written, resource, template)),
    // A macro that fills in either one is found with the body.
    ...writtenNodes(resource, template, file).flatMap(({ path, pointer }) =>
      path.endsWith(file) ? [elsewhere({ path, pointer }, 'it is in a file that is not checked', resource)] : [],
    ),
  ]);
}

function unreadable(at: CarriedPlace, reason: string, resource: Resource): Carried {
  return { ...CARRIES_NOTHING, undecided: [undecidedApi(at, reason, resource)] };
}

/** Returns a note on a definition in another file. Many APIs have one. */
function elsewhere(at: CarriedPlace, reason: string, resource: Resource): Carried {
  return { ...CARRIES_NOTHING, undecided: [{ ...undecidedApi(at, reason, resource), isNote: true }] };
}

function undecidedApi(at: CarriedPlace, reason: string, resource: Resource): Undecided {
  return { kind: 'callUnreadable', at, resource, what: `the definition of the API '${resource.logicalId}'`, reason };
}

/** Tells whether a node is a text or a function that returns one. */
function isText(node: Json): boolean {
  return typeof node === 'string' || (intrinsicName(node) !== undefined && intrinsicName(node) !== 'Fn::Transform');
}

function callsIn({ node, path, pointer, when }: WrittenNode, resource: Resource, template: Template): Carried {
  const at = { path, pointer };
  const read: readonly WrittenText[] = isText(node)
    ? readWrittenText(node, template, when, { syntax: 'json-or-yaml' })
    : [{ when, value: node }];
  return carriedTogether(
    read.map(({ value, problem, when: inCase }): Carried => {
      if (value === undefined) return unreadable(at, problem ?? 'it is no document', resource);
      if (isTooDeep(value)) return unreadable(at, 'it has too many levels', resource);
      const macro = macroWithin(value);
      return carriedTogether([
        ...integrationsIn(value, path).map(({ integration, path: place }) =>
          launchedByWrittenIntegration(
            integration,
            memberOf(integration, 'Uri') ?? null,
            { path: place, pointer },
            inCase,
            resource,
            template,
          ),
        ),
        macro === undefined ? CARRIES_NOTHING : elsewhere(at, "'Fn::Transform' fills in a part of it at deployment", resource),
      ]);
    }),
  );
}

interface Integration {
  readonly integration: Json;
  readonly path: string;
}

/** Finds the integrations of an API. A function is its own endpoint. */
function integrationsIn(document: Json, path: string): readonly Integration[] {
  const isHolder = (node: JsonObject): boolean => member(node, INTEGRATION) !== undefined || member(node, SHARED) !== undefined;
  return objectsWithin(document, path, isHolder).flatMap(({ node, path: at }) => {
    const own = member(node, INTEGRATION);
    const shared = member(node, SHARED);
    const all: readonly (readonly [string, Json])[] = [
      ...(own === undefined ? [] : [[INTEGRATION, own] as const]),
      ...(isObject(shared) ? Object.entries(shared).map(([name, each]) => [`${SHARED}/${name}`, each] as const) : []),
    ];
    return all.map(([key, written]) => {
      const integration = isWrittenIntegration(written) || !isObject(written) ? written : { uri: written };
      return { integration, path: `${at}/${key}/uri` };
    });
  });
}
