import type { Catalog } from '../../catalog/catalog';
import { ecsManagedTypes } from '../../catalog/ecs-managed-instances';
import { typesSatisfying } from '../../catalog/instance-requirements';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { LaunchSite } from '../sites';
import type { Outcome } from '../../template/values/outcome';
import type { Template } from '../../template/template';
import { readRequirements } from './requirements-reading';

/** What attribute-based selection at a site chooses from: what EC2 offers, or what a service does. */
export function offeredAt({ offer }: LaunchSite, catalog: Catalog): readonly InstanceTypeFacts[] {
  return offer === undefined ? catalog.types : ecsManagedTypes(catalog);
}

/**
 * The types that may be chosen where requirements turn out like that. Requirements that cannot be decided at all may choose
 * anything a service offers; where that is anything of EC2's, instance-type-resolvable says so.
 */
export function selectedTypes(outcome: Outcome, site: LaunchSite, template: Template, catalog: Catalog): readonly InstanceTypeFacts[] {
  const offered = offeredAt(site, catalog);
  if (outcome.kind === 'known') {
    const readings = readRequirements(outcome, template);
    return [...new Set(readings.flatMap(({ requirements }) => typesSatisfying(requirements, catalog, offered)))];
  }
  return outcome.kind === 'unresolved' && site.offer !== undefined ? offered : [];
}
