import { describePath, ForeignObject } from '../base/foreign-object';

/** Text that should be EC2's own output or a catalog file is neither. The message names the place and the expected content. */
export class MalformedCatalogError extends Error {
  /** @param at the keys that lead to the wrong value; empty if there is no single value */
  public constructor(
    message: string,
    public readonly at: readonly string[] = [],
  ) {
    super(message);
    this.name = 'MalformedCatalogError';
  }
}

/**
 * Wraps an object of a catalog file or of an answer of EC2.
 *
 * @param name names the object in messages
 * @throws MalformedCatalogError here and from its members, for a value of the wrong kind
 */
export function catalogObject(value: unknown, name: string): ForeignObject {
  return new ForeignObject(value, [name], refuse, { isNullAbsent: true });
}

function refuse(path: readonly string[], problem: string): never {
  throw new MalformedCatalogError(`${describePath(path)}: ${problem}`);
}
