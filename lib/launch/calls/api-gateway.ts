import { member } from '../../base/json/json';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { launchedByCall } from './api-requests';
import { carriedTogether, type Carried, type CarriedPlace } from './carried';
import { launchedByHttp } from './http-requests';
import { textsOf, writtenNodes } from './written-nodes';

/** `arn:aws:apigateway:us-east-1:ec2:action/RunInstances`, `...:ec2:path//?Action=RunInstances`. */
const INTEGRATION = /:apigateway:[^:]*:([a-z0-9-]+):(?:action\/|.*[?&]Action=)(\w+)/i;

/** Reads the service that a method of API Gateway calls itself. Its request is mapped from that of the API, and not followed. */
export function apiGatewayCalls(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'Integration.Uri').flatMap(({ node, path, pointer, when, holder }) => {
      const [method = ''] = textsOf(member(holder, 'IntegrationHttpMethod'), template, when);
      return textsOf(node, template, when).map((text) =>
        launchedByIntegration(text, method.toUpperCase(), { at: { path, pointer }, when }, resource, template),
      );
    }),
  );
}

/** Returns the call of an integration of an API, by its ARN or its URL. */
export function launchedByIntegration(
  uri: string,
  method: string,
  { at, when }: { readonly at: CarriedPlace; readonly when: Assumptions },
  resource: Resource,
  template: Template,
): Carried {
  const [, service, action] = INTEGRATION.exec(uri) ?? [];
  if (service === undefined || action === undefined)
    return launchedByHttp({ url: uri, method, members: undefined, at, when }, resource, template);
  const request = runTimeValue([], 'it is mapped from a request to the API');
  return launchedByCall({ services: [service], actions: [action], request, at, when }, resource, template);
}
