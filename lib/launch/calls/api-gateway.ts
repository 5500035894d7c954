import { runTimeValue } from '../../template/values/intrinsics/run-time';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { launchedByCall } from './api-requests';
import { carriedTogether, CARRIES_NOTHING, type Carried } from './carried';
import { textsOf, writtenNodes } from './written-nodes';

/** `arn:aws:apigateway:us-east-1:ec2:action/RunInstances`, `...:ec2:path//?Action=RunInstances`. */
const INTEGRATION = /:apigateway:[^:]*:([a-z0-9-]+):(?:action\/|.*[?&]Action=)(\w+)/i;

/** Reads the service that a method of API Gateway calls itself. Its request is mapped from that of the API, and not followed. */
export function apiGatewayCalls(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'Integration.Uri').flatMap(({ node, path, pointer, when }) =>
      textsOf(node, template, when).map((text) => {
        const [, service, action] = INTEGRATION.exec(text) ?? [];
        if (service === undefined || action === undefined) return CARRIES_NOTHING;
        const request = runTimeValue([], 'it is mapped from a request to the API');
        return launchedByCall({ services: [service], actions: [action], request, at: { path, pointer }, when }, resource, template);
      }),
    ),
  );
}
