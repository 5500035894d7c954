import { isObject, member, type JsonObject, type Pointer } from '../base/json/json';
import { scalarText } from './values/outcome';

/** A resource as the template declares it. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly body: JsonObject;
  readonly pointer: Pointer;
  /** The name of the condition under which it is created. */
  readonly condition: string | undefined;
}

export function readResource(logicalId: string, body: JsonObject, pointer: Pointer): Resource | undefined {
  const type = member(body, 'Type');
  if (typeof type !== 'string') return undefined;
  const condition = member(body, 'Condition');
  return { logicalId, type, body, pointer, condition: typeof condition === 'string' ? condition : undefined };
}

/** Returns the resource's path in the CDK's construct tree, which the CDK writes into the template's metadata. */
export function constructPath(resource: Resource): string | undefined {
  return metadataText(resource, 'aws:cdk:path');
}

export function metadataText(resource: Resource, key: string): string | undefined {
  const metadata = member(resource.body, 'Metadata');
  const value = isObject(metadata) ? member(metadata, key) : undefined;
  return value === undefined ? undefined : scalarText(value);
}
