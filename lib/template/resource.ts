import { isObject, member, type JsonObject, type Pointer } from '../base/json/json';
import { rememberedByText } from '../base/remembered';
import { scalarText } from './values/outcome';

/** A resource as the template declares it. A class, because each template has thousands: see `Derived`. */
export class Resource {
  public constructor(
    public readonly logicalId: string,
    public readonly type: string,
    public readonly body: JsonObject,
    /** The place of the loop's body; undefined for a resource of the template's own section. */
    private readonly expandedAt: Pointer | undefined,
  ) {}

  public get pointer(): Pointer {
    return this.expandedAt ?? ['Resources', this.logicalId];
  }

  /** Returns a resource at the same place with another type and content. */
  public with(type: string, body: JsonObject): Resource {
    return new Resource(this.logicalId, type, body, this.pointer);
  }

  /** The name of the condition that creates the resource. */
  public get condition(): string | undefined {
    const condition = member(this.body, 'Condition');
    return typeof condition === 'string' ? condition : undefined;
  }
}

/** Returns the one string object of a type: a table finds it by its address, where it would have to compare the text of any other. */
const sharedType = rememberedByText(5_000, (type) => type);

/** Reads a resource; undefined for anything without a type. `expandedAt` is the place of one that a loop writes. */
export function readResource(logicalId: string, body: JsonObject, expandedAt?: Pointer): Resource | undefined {
  const type = member(body, 'Type');
  return typeof type === 'string' ? new Resource(logicalId, sharedType(type), body, expandedAt) : undefined;
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
