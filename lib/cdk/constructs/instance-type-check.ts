import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import { knowledge } from './knowledge';

/**
 * What the catalog knows of a type that is built on Nitro; undefined for one newer than the catalog, which cannot be Xen.
 *
 * Throws where the text is known at deployment only, names a Xen type, or names no type at all.
 */
export function nitroFacts(name: string): InstanceTypeFacts | undefined {
  if (Token.isUnresolved(name)) {
    throw new Error(
      'the instance type is known at deployment only, so that it cannot be told whether it is built on Nitro: use a NitroInstanceTypeParameter, or write the type out',
    );
  }
  const { catalog } = knowledge;
  const { kind, facts, suggestion } = catalog.judge(name);
  if (kind === 'unknown') {
    const remedy = suggestion === undefined ? "write one that EC2 offers, for example 'm7i.large'" : `did you mean '${suggestion}'?`;
    throw new Error(`'${name}' is no instance type: ${remedy}`);
  }
  if (kind === 'xen') {
    const { type, arm64 } = catalog.successor(name);
    throw new Error(
      `'${name}' runs on the Xen hypervisor: use '${type}'${arm64 === undefined ? '' : `, or '${arm64}' where the image is for arm64`}`,
    );
  }
  return facts;
}

/** Types that deployment decides and that are held to Nitro all the same: by their parameter. */
const heldByParameter = new WeakSet<ec2.InstanceType>();

/** Says of a type that only Nitro-based ones can be deployed for it. */
export function declareNitro(type: ec2.InstanceType): void {
  heldByParameter.add(type);
}

/** Whether deployment decides the type, and its parameter admits Nitro-based types only. */
export function isHeldByParameter(type: ec2.InstanceType): boolean {
  return heldByParameter.has(type);
}

/** Throws for a type that is not known to be built on Nitro. */
export function requireNitro(type: ec2.InstanceType): void {
  if (!isHeldByParameter(type)) nitroFacts(type.toString());
}
