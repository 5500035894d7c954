import { emrTakes } from '../../catalog/offerings';
import { ecsManagedTypes } from '../../catalog/ecs-managed-instances';
import type { Catalog } from '../../catalog/catalog';
import type { TypeDemand } from '../../catalog/suggestion';
import type { Launch } from '../../launch/launches';
import { namedValues } from '../../launch/offending-values';
import type { SiteValue } from '../../launch/site-reading';

/**
 * Families that a service restricts its instances to, by resource type.
 * Sources: https://docs.aws.amazon.com/gamelift/latest/apireference/API_CreateFleet.html, API_InstanceDefinition.html
 */
const FAMILIES_TAKEN: ReadonlyMap<string, { readonly service: string; readonly families: ReadonlySet<string> }> = new Map(
  [
    ['AWS::GameLift::Fleet', 'GameLift fleets', 'c5 c5a c5d c6a c6g c6gn c6i c7g g5g m5 m5a m6g m7g r5 r5a r5d r6g r7g'],
    ['AWS::GameLift::ContainerFleet', 'GameLift fleets', 'c5 c5a c5d c6a c6g c6gn c6i c7g g5g m5 m5a m6g m7g r5 r5a r5d r6g r7g'],
    ['AWS::GameLift::GameServerGroup', 'GameLift FleetIQ', 'c5 c5a c6g m5 m5a m6g r5 r5a r6g'],
  ].map(([type = '', service = '', families = '']) => [type, { service, families: new Set(families.split(' ')) }] as const),
);

/** Source: https://docs.aws.amazon.com/evs/latest/APIReference/API_HostInfoForCreate.html */
const EVS_HOSTS: ReadonlySet<string> = new Set(['i4i.metal', 'i7i.metal-24xl', 'i7i.metal-48xl']);

/** Returns what the service that launches demands of its types, beyond EC2. */
export function serviceDemands(launch: Launch, siteValue: SiteValue | undefined, catalog: Catalog): readonly TypeDemand[] {
  const { type } = launch.resource;
  if (type.startsWith('AWS::EMR::')) return emrDemands(launch);
  if (type === 'AWS::EVS::Environment') {
    return [{ key: 'evs', what: 'that EVS takes for hosts', isMetBy: ({ name }) => EVS_HOSTS.has(name) }];
  }
  if (siteValue?.site.path.includes('ManagedInstancesProvider') === true) {
    const managed = new Set(ecsManagedTypes(catalog));
    return [{ key: 'ecs-managed', what: 'that ECS Managed Instances takes', isMetBy: (each) => managed.has(each) }];
  }
  const taken = FAMILIES_TAKEN.get(type);
  if (taken === undefined) return [];
  return [
    {
      key: taken.service,
      what: `that ${taken.service} takes`,
      isMetBy: ({ family, bareMetal }) => taken.families.has(family) && !bareMetal,
    },
  ];
}

/** Returns a demand for each release that the cluster may run: by the newest one where none is known. */
function emrDemands(launch: Launch): readonly TypeDemand[] {
  const clusters = [launch, ...launch.parts.flatMap((part) => part.launch ?? [])];
  const releases = new Set(
    clusters
      .flatMap((cluster) => cluster.siteValuesOf('machine-image').filter(({ site }) => site.word === 'emr-release'))
      .flatMap(({ outcomes }) => namedValues(outcomes).map(({ text }) => text)),
  );
  const known: readonly (string | undefined)[] = releases.size === 0 ? [undefined] : [...releases];
  return known.map((release) => ({
    key: `emr ${release ?? ''}`,
    what: `that EMR${release === undefined ? '' : ` release '${release}'`} takes`,
    isMetBy: ({ name }) => emrTakes(release, name),
  }));
}
