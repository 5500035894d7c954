import { emrTakes } from '../../catalog/offerings';
import { ecsManagedTypes } from '../../catalog/ecs-managed-instances';
import type { Catalog } from '../../catalog/catalog';
import type { TypeDemand } from '../../catalog/suggestion';
import type { Launch } from '../../launch/launches';
import { namedValues } from '../../launch/offending-values';
import type { SiteValue } from '../../launch/site-reading';

/** The families of a service's own list of types, none of which is bare metal. */
interface FamiliesTaken {
  readonly service: string;
  readonly families: ReadonlySet<string>;
  /** The families of which the service takes sizes up to 2xlarge. */
  readonly smallFamilies?: ReadonlySet<string>;
}

const families = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Source: the values of `EC2InstanceType` in https://docs.aws.amazon.com/gameliftservers/latest/apireference/API_CreateFleet.html */
const GAMELIFT: FamiliesTaken = {
  service: 'GameLift fleets',
  families: families(
    'c5 c5a c5ad c5d c5n c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c8g g5g m5 m5a m5ad m5d m5dn m5n m6a m6g m6gd m6i m6id ' +
      'm6idn m6in m7a m7g m7gd m7i m8g r5 r5a r5ad r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r8g',
  ),
  smallFamilies: families('c8a c8i c9g m8a m8i m9g'),
};

const FAMILIES_TAKEN: ReadonlyMap<string, FamiliesTaken> = new Map([
  ['AWS::GameLift::Fleet', GAMELIFT],
  ['AWS::GameLift::ContainerFleet', GAMELIFT],
  // Source: https://docs.aws.amazon.com/gameliftservers/latest/apireference/API_InstanceDefinition.html
  ['AWS::GameLift::GameServerGroup', { service: 'GameLift FleetIQ', families: families('c5 c5a c6g m5 m5a m6g r5 r5a r6g') }],
]);

const UP_TO_2XLARGE: ReadonlySet<string> = new Set(['medium', 'large', 'xlarge', '2xlarge']);

/**
 * The names of types that AWS Cloud9 takes.
 * Source: the pattern of `instanceType` in https://docs.aws.amazon.com/cloud9/latest/APIReference/API_CreateEnvironmentEC2.html
 */
const CLOUD9_TYPES = /^[a-z]+[1-9][.][a-z0-9]+$/;

/** Source: https://docs.aws.amazon.com/evs/latest/APIReference/API_HostInfoForCreate.html */
const EVS_HOSTS: ReadonlySet<string> = new Set(['i4i.metal', 'i7i.metal-24xl', 'i7i.metal-48xl']);

/** Returns the demands of the launching service on its types, beyond those of EC2. */
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
  if (type === 'AWS::Cloud9::EnvironmentEC2') {
    return [{ key: 'cloud9', what: 'that AWS Cloud9 takes', isMetBy: ({ name }) => CLOUD9_TYPES.test(name) }];
  }
  const taken = FAMILIES_TAKEN.get(type);
  if (taken === undefined) return [];
  return [
    {
      key: taken.service,
      what: `that ${taken.service} takes`,
      isMetBy: ({ family, size, bareMetal }) =>
        !bareMetal && (taken.families.has(family) || (taken.smallFamilies?.has(family) === true && UP_TO_2XLARGE.has(size))),
    },
  ];
}

/** Returns a demand for each release that the cluster may run; for the newest one if none is known. */
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
