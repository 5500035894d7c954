import type { Catalog } from '../../catalog/catalog';
import { ecsManagedTypes } from '../../catalog/ecs-managed-instances';
import { typesSatisfying } from '../../catalog/instance-requirements';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { LaunchSite } from '../sites';
import type { Outcome } from '../../template/values/outcome';
import type { Template } from '../../template/template';
import { readRequirements } from './requirements-reading';

/** Returns the types from which attribute-based selection at a site chooses: EC2's offer, or a service's. */
export function offeredAt({ offer }: LaunchSite, catalog: Catalog): readonly InstanceTypeFacts[] {
  return offer === undefined ? catalog.types : ecsManagedTypes(catalog);
}

/**
 * Returns the types that one outcome of requirements may choose. Undecided requirements may choose any type of a service's offer. The rule
 * instance-type-resolvable reports those that choose from all of EC2's types.
 */
export function selectedTypes(outcome: Outcome, site: LaunchSite, template: Template, catalog: Catalog): readonly InstanceTypeFacts[] {
  const offered = offeredAt(site, catalog);
  if (outcome.kind === 'known') {
    const readings = readRequirements(outcome, template);
    return [...new Set(readings.flatMap(({ requirements }) => typesSatisfying(requirements, catalog, offered)))];
  }
  return outcome.kind === 'unresolved' && site.offer !== undefined ? offered : [];
}
