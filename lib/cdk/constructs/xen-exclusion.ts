import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import { Token } from 'aws-cdk-lib/core';
import { shortestExclusion } from '../../catalog/exclusion';
import { knowledge } from './knowledge';

type Requirements = autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty;

/**
 * The `ExcludedInstanceTypes` that leave no Xen type, whatever else is required: the set is closed, so they need never change,
 * and hold where the other attributes are known at deployment only.
 */
export function xenExclusion(): string[] {
  const { catalog } = knowledge;
  return shortestExclusion(catalog.xenTypes(), catalog);
}

/** The requirements, so that no Xen type meets them. Throws where `allowedInstanceTypes` covers one, or is known at deployment only. */
export function withoutXen(requirements: Requirements): Requirements {
  const { allowedInstanceTypes: allowed, excludedInstanceTypes: excluded = [] } = requirements;
  if (allowed === undefined) {
    // What deployment fills a list with cannot be added to.
    if (Token.isUnresolved(excluded))
      throw new Error('excludedInstanceTypes is known at deployment only: write the types out, or leave it out');
    return { ...requirements, excludedInstanceTypes: [...new Set([...excluded, ...xenExclusion()])] };
  }
  if (Token.isUnresolved(allowed)) throw new Error('allowedInstanceTypes is known at deployment only: write the types out');
  for (const entry of allowed) requireNitroOnly(entry);
  return requirements;
}

function requireNitroOnly(entry: string): void {
  const { catalog } = knowledge;
  if (Token.isUnresolved(entry)) throw new Error('an entry of allowedInstanceTypes is known at deployment only: write the type out');
  const [xen] = catalog.glob(entry).filter(({ builtOnNitro }) => !builtOnNitro);
  if (xen === undefined) return;
  const { type } = catalog.successor(xen.name);
  const replacement = entry.includes('*') ? `${catalog.successorFamily(xen.family)}.*` : type;
  throw new Error(
    `allowedInstanceTypes entry '${entry}' covers types that run on the Xen hypervisor, such as '${xen.name}': name families built on Nitro instead, for example '${replacement}'`,
  );
}
