import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import { Token } from 'aws-cdk-lib/core';
import { shortestExclusion } from '../../catalog/exclusion';
import { knowledge } from './knowledge';

type Requirements = autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty;

/**
 * Lists the `ExcludedInstanceTypes` that exclude every Xen type, regardless of the other attributes. The set of Xen types is closed: the
 * list never has to change, and applies even if the other attributes are known only at deployment.
 */
export function xenExclusion(): string[] {
  const { catalog } = knowledge;
  return shortestExclusion(catalog.xenTypes(), catalog);
}

/**
 * Completes requirements so that no Xen type meets them.
 *
 * @throws if `allowedInstanceTypes` covers a Xen type, or either list is known only at deployment
 */
export function withoutXen(requirements: Requirements): Requirements {
  const { allowedInstanceTypes: allowed, excludedInstanceTypes: excluded = [] } = requirements;
  if (allowed === undefined) {
    // Nothing can be added to a list that is known only at deployment.
    if (Token.isUnresolved(excluded)) throw new Error('excludedInstanceTypes is known only at deployment: use literal types, or omit it');
    return { ...requirements, excludedInstanceTypes: [...new Set([...excluded, ...xenExclusion()])] };
  }
  if (Token.isUnresolved(allowed)) throw new Error('allowedInstanceTypes is known only at deployment: use literal types');
  for (const entry of allowed) requireNitroOnly(entry);
  return requirements;
}

function requireNitroOnly(entry: string): void {
  const { catalog } = knowledge;
  if (Token.isUnresolved(entry)) throw new Error('an entry of allowedInstanceTypes is known only at deployment: use a literal type');
  const [xen] = catalog.glob(entry).filter(({ builtOnNitro }) => !builtOnNitro);
  if (xen === undefined) return;
  const { type } = catalog.successor(xen.name);
  const replacement = entry.includes('*') ? `${catalog.successorFamily(xen.family)}.*` : type;
  throw new Error(
    `allowedInstanceTypes entry '${entry}' covers types that run on the Xen hypervisor, such as '${xen.name}': use types built on Nitro instead, for example '${replacement}'`,
  );
}
