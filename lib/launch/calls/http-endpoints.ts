import { HOLE } from '../../base/hole';
import type { Json } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { mayLaunchBy } from './api-calls';
import { launchedByIntegration } from './api-gateway';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace } from './carried';
import { handedInput } from './handed-inputs';
import { serviceAt } from './http-requests';
import { openEndpoint, undecidedEndpoint, whyOpen } from './open-endpoints';
import { memberOf, textsOf, writtenNodes } from './written-nodes';

/** Where a resource names an endpoint that it calls. The other members are of the object that has the URL. */
interface Endpoint {
  readonly url: string;
  /** Absent where something else says the method. */
  readonly method?: string;
  /** The service that requests are signed for. */
  readonly signedFor?: readonly string[];
}

const IOT: Omit<Endpoint, 'url'> = { signedFor: ['Auth', 'Sigv4', 'ServiceName'] };

const ENDPOINTS: ReadonlyMap<string, readonly Endpoint[]> = new Map<string, readonly Endpoint[]>([
  ['AWS::Events::ApiDestination', [{ url: 'InvocationEndpoint', method: 'HttpMethod' }]],
  ['AWS::ApiGatewayV2::Integration', [{ url: 'IntegrationUri', method: 'IntegrationMethod' }]],
  // An API of one route. Its definition in OpenAPI is read beside it.
  ['AWS::ApiGatewayV2::Api', [{ url: 'Target' }]],
  // A resolver says the method.
  ['AWS::AppSync::DataSource', [{ url: 'HttpConfig.Endpoint', signedFor: ['AuthorizationConfig', 'AwsIamConfig', 'SigningServiceName'] }]],
  [
    'AWS::IoT::TopicRule',
    [
      { url: 'TopicRulePayload.Actions.[].Http.Url', ...IOT },
      { url: 'TopicRulePayload.ErrorAction.Http.Url', ...IOT },
    ],
  ],
]);

export const ENDPOINT_TYPES: readonly string[] = [...ENDPOINTS.keys()];

/** What integrations of API Gateway send: also to a service that is named in place of an endpoint. */
const REQUESTS = ['RequestParameters', 'RequestTemplates'];

/** Reads the endpoints that a resource calls. What else they are sent is put together elsewhere, and not followed. */
export function endpointCalls(resource: Resource, template: Template): Carried {
  return carriedTogether([
    ...REQUESTS.flatMap((name) =>
      writtenNodes(resource, template, name).map(({ node, path, pointer, when }) =>
        handedInput(node, { title: 'the integration', at: { path, pointer }, when }, template),
      ),
    ),
    ...(ENDPOINTS.get(resource.type) ?? []).flatMap((endpoint) =>
      writtenNodes(resource, template, endpoint.url).map(({ node, path, pointer, when, holder }) => {
        const [method = ''] = textsOf(endpoint.method === undefined ? undefined : memberOf(holder, endpoint.method), template, when);
        const signedFor = endpoint.signedFor?.reduce<Json | undefined>(memberOf, holder);
        const at = { path, pointer };
        return carriedTogether([
          ...textsOf(node, template, when).map((url) => launchedByIntegration(url, method.toUpperCase(), { at, when }, resource, template)),
          isAtResource(holder, template, when) ? CARRIES_NOTHING : calledElsewhere(node, signedFor, at, when, resource, template),
        ]);
      }),
    ),
  ]);
}

/** Whether an integration is with a function, or with a load balancer behind a link: both are resources, whatever names them. */
function isAtResource(holder: Json, template: Template, when: Assumptions): boolean {
  const words = ['IntegrationType', 'ConnectionType'].flatMap((key) => textsOf(memberOf(holder, key), template, when));
  return words.some((word) => word === 'AWS_PROXY' || word === 'VPC_LINK');
}

/** Reads an endpoint that its URL does not tell: an open one, and one of a service that launches behind another name. */
function calledElsewhere(
  node: Json,
  signedFor: Json | undefined,
  at: CarriedPlace,
  when: Assumptions,
  resource: Resource,
  template: Template,
): Carried {
  const signed = textsOf(signedFor, template, when);
  const mayLaunch = signed.some((service) => service.includes(HOLE) || mayLaunchBy(service));
  if (signed.length > 0 && !mayLaunch) return CARRIES_NOTHING;
  if (!mayLaunch) return openEndpoint(node, at, when, resource, template);
  const open = whyOpen(node, when, template);
  if (open === undefined && textsOf(node, template, when).some((url) => serviceAt(url) !== undefined)) return CARRIES_NOTHING;
  const reason = open ?? `its requests are signed for '${signed.join("', '").replaceAll(HOLE, '...')}'`;
  return undecidedEndpoint(at, reason, resource);
}
