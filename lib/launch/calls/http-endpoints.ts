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

/** The property with the endpoint of a resource. The other members are in the same object. */
interface Endpoint {
  readonly url: string;
  /** Absent if the method is set elsewhere. */
  readonly method?: string;
  /** The service that requests are signed for. */
  readonly signedFor?: readonly string[];
}

const IOT: Omit<Endpoint, 'url'> = { signedFor: ['Auth', 'Sigv4', 'ServiceName'] };

const ENDPOINTS: ReadonlyMap<string, readonly Endpoint[]> = new Map<string, readonly Endpoint[]>([
  ['AWS::Events::ApiDestination', [{ url: 'InvocationEndpoint', method: 'HttpMethod' }]],
  ['AWS::ApiGatewayV2::Integration', [{ url: 'IntegrationUri', method: 'IntegrationMethod' }]],
  // An API with one route. Its OpenAPI definition is read separately.
  ['AWS::ApiGatewayV2::Api', [{ url: 'Target' }]],
  // A resolver sets the method.
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

/** The requests of API Gateway's integrations. They also go to a service that is named without an endpoint. */
const REQUESTS = ['RequestParameters', 'RequestTemplates'];

/** Reads the endpoints that a resource calls. Parts of a request that are set elsewhere are not followed. */
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

/**
 * Tells whether an integration leads to a function, or to a load balancer behind a link. Both are resources, whatever expression names
 * them.
 */
function isAtResource(holder: Json, template: Template, when: Assumptions): boolean {
  const words = ['IntegrationType', 'ConnectionType'].flatMap((key) => textsOf(memberOf(holder, key), template, when));
  return words.some((word) => word === 'AWS_PROXY' || word === 'VPC_LINK');
}

/** Reads an endpoint that is not evident from the URL: an unknown one, or a launching service behind another host name. */
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
