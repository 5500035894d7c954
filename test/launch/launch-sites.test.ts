import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { declinedProperties, launchRows, type LaunchResource } from '../../lib/launch/sites';
import { DECLINES } from '../../lib/launch/sites/declined';

const schema = loadAwsServiceSpecSync();
const resources = schema.all('resource');

type Properties = (typeof resources)[number]['properties'];
type PropertyType = Properties[string]['type'];

/** A place in AWS's schema: a property, or the elements of a list. */
interface Place {
  readonly path: string;
  readonly name: string;
  /** The members of the place, if it is an object. */
  readonly fields: readonly string[];
  /** The properties beside it in the same object. */
  readonly siblings: readonly string[];
  /** Whether CloudFormation replaces, or may replace, the resource where the place changes. */
  readonly replaces: boolean;
}

/** Every place below the properties of a resource; a type that contains itself is entered once on each way down. */
function* places(properties: Properties, below = '', entered: readonly string[] = [], replaced = false): Generator<Place> {
  const siblings = Object.keys(properties);
  for (const [name, { type, causesReplacement = 'no' }] of Object.entries(properties)) {
    yield* placesOf(type, { path: below + name, name, siblings, replaces: replaced || causesReplacement !== 'no' }, entered);
  }
}

function* placesOf(type: PropertyType, at: Omit<Place, 'fields'>, entered: readonly string[]): Generator<Place> {
  const objects = objectsOf(type);
  yield { ...at, fields: objects.flatMap(({ properties }) => Object.keys(properties)) };
  for (const { id, properties } of objects)
    if (!entered.includes(id)) yield* places(properties, `${at.path}.`, [...entered, id], at.replaces);
  // A site names every member of a map.
  if (type.type === 'map') yield { ...at, path: `${at.path}.*`, name: '*', fields: [] };
  for (const element of elementsOf(type)) yield* placesOf(element, { ...at, path: `${at.path}.[]`, name: '[]' }, entered);
}

function objectsOf(type: PropertyType): readonly { readonly id: string; readonly properties: Properties }[] {
  if (type.type === 'union') return type.types.flatMap(objectsOf);
  if (type.type !== 'ref') return [];
  const id = type.reference.$ref;
  return [{ id, properties: schema.get('typeDefinition', id).properties }];
}

function elementsOf(type: PropertyType): readonly PropertyType[] {
  if (type.type === 'union') return type.types.flatMap(elementsOf);
  return type.type === 'array' || type.type === 'map' ? [type.element] : [];
}

/** Properties whose names say instance type, class, family, requirements, machine image or user data. */
const TELLING_NAMES: readonly RegExp[] = [
  /Instance(Type|Class|Famil(y|ies)|Requirements)/i,
  /(Node|Compute|Master|Warm)Types?(Name|Allowed)?$/,
  /ImageId/,
  /Ami(s|[A-Z]|$)|(?<!I)AMI/,
  /User[Dd]ata/,
];

function looksLikeLaunchSite({ name, siblings }: Place): boolean {
  const ofBlockDevice = name === 'DeviceName' && (siblings.includes('Ebs') || siblings.includes('VirtualName'));
  return ofBlockDevice || TELLING_NAMES.some((telling) => telling.test(name));
}

/** Features of instance types: enclaves, hibernation, AMD SEV-SNP, nested virtualization, EFA, ENA Express, a TPM. */
function looksLikeFeature({ path, name, fields }: Place): boolean {
  const saysSo =
    /SevSnp|NestedVirtualization|EnaSrd|^(Nitro)?Tpm|^Efa|^InterfaceType$/.test(name) || /(Enclave|Hibernation)Options\.\w+$/.test(path);
  return saysSo && fields.length === 0;
}

function looksLikeLaunchTemplate({ name, fields }: Place): boolean {
  return (
    fields.includes('LaunchTemplateId') || (name.endsWith('LaunchTemplate') && (fields.includes('Id') || fields.includes('TemplateId')))
  );
}

/** Every path a row relies on: those of the sites, of what they depend on, and of the launch templates. */
function pathsOf(row: LaunchResource): string[] {
  const conditions = row.sites.flatMap(({ path, where }) =>
    Object.keys(where ?? {}).map((key) => (key.startsWith('Properties.') ? key.slice('Properties.'.length) : path.replace(/[^.]+$/, key))),
  );
  const needed = [...(row.launchesOnlyWith ?? []), ...(row.withoutTypeWith === undefined ? [] : [row.withoutTypeWith])].map(
    ({ path }) => path,
  );
  const inProperties = row.sites.filter(({ section }) => section === undefined);
  return [
    ...inProperties.map(({ path }) => path),
    ...conditions,
    ...(row.launchTemplates ?? []),
    ...needed,
    ...(row.typeComesFrom ?? []),
    ...(row.parts ?? []),
  ];
}

function duplicates(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

describe('launch sites', () => {
  const byType = new Map(resources.map((resource) => [resource.cloudFormationType, resource]));
  const telling = new Set<string>();
  const templates = new Set<string>();
  for (const { cloudFormationType, properties } of resources) {
    for (const place of places(properties)) {
      if (looksLikeLaunchSite(place) || looksLikeFeature(place)) telling.add(`${cloudFormationType}.${place.path}`);
      if (looksLikeLaunchTemplate(place)) templates.add(`${cloudFormationType}.${place.path}`);
    }
  }
  const sites = new Set(launchRows.flatMap(({ type, sites: own }) => own.map(({ path }) => `${type}.${path}`)));
  const references = new Set(launchRows.flatMap(({ type, launchTemplates = [] }) => launchTemplates.map((path) => `${type}.${path}`)));

  test('every path of a row is in the schema', () => {
    const known = launchRows.filter(({ outsideSchema }) => outsideSchema === undefined);
    const unknown = known.flatMap((row) => {
      const paths = new Set([...places(byType.get(row.type)?.properties ?? {})].map(({ path }) => path));
      return pathsOf(row).flatMap((path) => (paths.has(path) ? [] : [`${row.type}.${path}`]));
    });
    expect(unknown).toEqual([]);
  });

  test('a row is outside the schema only as long as the schema does not know its type', () => {
    expect(launchRows.filter(({ type, outsideSchema }) => outsideSchema !== undefined && byType.has(type))).toEqual([]);
  });

  test('every property of the schema that names what is launched is in the table, or declined with a reason', () => {
    expect([...telling].filter((property) => !sites.has(property) && !declinedProperties.has(property))).toEqual([]);
  });

  test('every reference to a launch template is in the table, or declined with a reason', () => {
    expect([...templates].filter((property) => !references.has(property) && !declinedProperties.has(property))).toEqual([]);
  });

  test('every decline is of a property that would have to be in the table', () => {
    expect([...declinedProperties.keys()].filter((property) => !telling.has(property) && !templates.has(property))).toEqual([]);
  });

  test('no property is both in the table and declined', () => {
    expect([...declinedProperties.keys()].filter((property) => sites.has(property) || references.has(property))).toEqual([]);
  });

  test('only what CloudFormation replaces is said to be replaced', () => {
    // A service that replaces instances itself is not meant.
    const replaces = /^replaces the (?!nodes|instances|environment's instances)/;
    const wrong = launchRows.filter((row) => {
      if (row.outsideSchema !== undefined) return false;
      const all = [...places(byType.get(row.type)?.properties ?? {})];
      const isReplacedBy = (kinds: RegExp): boolean =>
        all.some(({ path, replaces: itself }) => itself && row.sites.some((site) => site.path === path && kinds.test(site.kind)));
      const ofImage = row.imageChange ?? (row.sites.some(({ kind }) => kind === 'machine-image') ? row.change : '');
      return (replaces.test(row.change) && !isReplacedBy(/./)) || (replaces.test(ofImage) && !isReplacedBy(/^machine-image$/));
    });
    expect(wrong.map(({ type }) => type)).toEqual([]);
  });

  test('nothing is said twice', () => {
    expect(duplicates(launchRows.map(({ type }) => type))).toEqual([]);
    expect(duplicates(DECLINES.map(([reason]) => reason))).toEqual([]);
    expect(duplicates(DECLINES.flatMap(([, properties]) => properties))).toEqual([]);
    for (const row of launchRows) expect(duplicates(row.sites.map(({ path, where }) => JSON.stringify([path, where])))).toEqual([]);
  });

  test('what a message quotes is a clause', () => {
    for (const { change } of launchRows) expect(change).toMatch(/^[a-z].*[^.]$/);
    const reasons = launchRows
      .flatMap(({ withoutType, withoutTypeWith: other }) => [withoutType, ...(other === undefined ? [] : [other.withoutType])])
      .flatMap((withoutType) => (withoutType.is === 'missing' ? [] : [withoutType.reason]));
    for (const reason of [...reasons, ...declinedProperties.values()]) expect(reason).toMatch(/[^.]$/);
  });
});
