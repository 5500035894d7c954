import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { knowledge } from './knowledge';

/**
 * Finds a type that is built on Nitro in the catalog; undefined for one newer than the catalog, which cannot be Xen.
 *
 * @throws if the name is known only at deployment, is that of a Xen type, or is not an instance type
 */
export function nitroFacts(name: string): InstanceTypeFacts | undefined {
  if (Token.isUnresolved(name)) {
    throw new Error(
      'the instance type is known only at deployment, so whether it is built on Nitro is unknown: use a NitroInstanceTypeParameter, or a literal type',
    );
  }
  const { catalog } = knowledge;
  const { kind, facts, suggestion } = catalog.judge(name);
  if (kind === 'unknown') {
    const remedy = suggestion === undefined ? "use one that EC2 offers, for example 'm7i.large'" : `did you mean '${suggestion}'?`;
    throw new Error(`'${name}' is not an instance type: ${remedy}`);
  }
  if (kind === 'xen') {
    const { type, arm64 } = catalog.successor(name);
    throw new Error(
      `'${name}' runs on the Xen hypervisor: use '${type}'${arm64 === undefined ? '' : `, or '${arm64}' with an arm64 image`}`,
    );
  }
  return facts;
}

/** Types that are known only at deployment and whose parameter admits only Nitro-based types. */
const heldByParameter = new WeakSet<ec2.InstanceType>();

/** Records that the parameter behind a type admits only Nitro-based types. */
export function declareNitro(type: ec2.InstanceType): void {
  heldByParameter.add(type);
}

/** Tells whether a type is known only at deployment and its parameter admits only Nitro-based types. */
export function isHeldByParameter(type: ec2.InstanceType): boolean {
  return heldByParameter.has(type);
}

/** @throws if a type is not known to be built on Nitro */
export function requireNitro(type: ec2.InstanceType): void {
  if (!isHeldByParameter(type)) nitroFacts(type.toString());
}
