import { check } from '../../../lib/check';
import type { Finding } from '../../../lib/finding';
import { apiCalls, type ApiCall } from '../../../lib/launch/calls/api-calls';
import { launchRows, type LaunchSite } from '../../../lib/launch/sites';
import { isList, isObject, type Json } from '../../../lib/base/json/json';

/** A site of each row, with values by which the row is told: Xen or not ready, undecided, and fine. */
interface Values {
  readonly known: Json;
  readonly clean: Json;
}

const VALUES: Partial<Record<LaunchSite['kind'], Values>> = {
  'instance-type': { known: 'm4.large', clean: 'm7i.large' },
  'instance-type-or-family': { known: 'm4.large', clean: 'm7i.large' },
  'instance-type-pattern': { known: 'm4.large', clean: 'm7i.large' },
  'instance-type-list': { known: 'm4.large', clean: 'm7i.large' },
  'instance-family': { known: 'i3', clean: 'm7i' },
  'managed-instance-class': { known: 'db.m4.large', clean: 'db.m7i.large' },
  'instance-requirements': {
    known: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 } },
    clean: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 }, AllowedInstanceTypes: ['m7i.*'] },
  },
  'machine-image': {
    known: 'ami-0123456789abcdef0',
    clean: '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}',
  },
  'block-device-name': { known: '/dev/nvme1n1', clean: '/dev/sdf' },
};

/** If an EBS volume or an Image Builder recipe has no type, the next kind of value decides. */
const TELLING: readonly LaunchSite['kind'][] = Object.keys(VALUES) as LaunchSite['kind'][];

function siteOf({ definition }: ApiCall): LaunchSite | undefined {
  // A site of all members is told by one whose name speaks of types.
  const plain = definition.sites
    .filter(({ word }) => word === undefined)
    .map((site) => ({ ...site, path: site.path.replace('*', 'ServerInstanceType') }));
  return TELLING.map((kind) => plain.find((site) => site.kind === kind)).find((site) => site !== undefined);
}

/** Writes a value at a path, and what the site and the launch ask for beside it. */
function requestWith({ definition }: ApiCall, { path, where }: LaunchSite, value: Json): Json {
  const conditions = (definition.launchesOnlyWith ?? []).flatMap((each): (readonly [string, Json])[] =>
    each.values === undefined || each.path === path ? [] : [[each.path, each.values[0] ?? '']],
  );
  let request = below(path.split('.'), value);
  if (where !== undefined) {
    for (const [key, [word = '']] of Object.entries(where))
      request = together(request, below([...path.split('.').slice(0, -1), key], word));
  }
  for (const [at, word] of conditions) request = together(request, below(at.split('.'), word));
  return request;
}

function below([segment, ...rest]: readonly string[], value: Json): Json {
  if (segment === undefined) return value;
  return segment === '[]' ? [below(rest, value)] : { [segment]: below(rest, value) };
}

function together(a: Json, b: Json): Json {
  if (isList(a) && isList(b)) return [together(a[0] ?? {}, b[0] ?? {})];
  if (!isObject(a) || !isObject(b)) return b;
  const merged: Record<string, Json> = { ...a };
  for (const [key, item] of Object.entries(b)) merged[key] = key in merged ? together(merged[key] ?? null, item) : item;
  return merged;
}

const CARRIERS: readonly { readonly carrier: string; readonly resource: (call: ApiCall, request: Json) => Json }[] = [
  {
    carrier: 'AwsCustomResource',
    resource: ({ service, action }, parameters) => ({
      Type: 'Custom::AWS',
      Properties: { Create: textOf({ service, action, parameters }) },
    }),
  },
  {
    carrier: 'a state machine',
    resource: ({ service, action }, Parameters) => ({
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        DefinitionString: textOf({
          States: {
            Call: {
              Type: 'Task',
              Resource: `arn:aws:states:::aws-sdk:${service}:${action.charAt(0).toLowerCase()}${action.slice(1)}`,
              Parameters,
            },
          },
        }),
      },
    }),
  },
];

/** The text of a document, put together as the CDK does: parameters between literals. */
function textOf(document: Json): Json {
  const parts = JSON.stringify(document).split('@Open@');
  return parts.length === 1
    ? (parts[0] ?? '')
    : { 'Fn::Join': ['', parts.flatMap((part, index) => (index === 0 ? [part] : [{ Ref: 'Open' }, part]))] };
}

function findingsOf(resource: Json): readonly Finding[] {
  const template = { Parameters: { Open: { Type: 'String' } }, Resources: { Call: resource } };
  const severities = new Map([['managed-instance-class', 'error']] as const);
  return check([{ id: 't', template }], { severities }).findings;
}

// ECS Managed Instances choose from Nitro-based types whatever the requirements say: there is nothing to find.
const chooses = apiCalls.filter(({ definition }) => definition.sites.every(({ offer }) => offer === undefined));
const names = chooses.map((call) => ({ name: `${call.service}:${call.action}`, call }));

test('every call has a site by which it is told, and no two have one name', () => {
  expect(names.filter(({ call }) => siteOf(call) === undefined).map(({ name }) => name)).toEqual([]);
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
});

test('a resource type of the table that launches EC2 types has a call, or is no call of an API', () => {
  const described = new Set(apiCalls.map(({ definition }) => definition.type));
  const without = launchRows.filter(({ launches, type }) => launches === true && !described.has(type)).map(({ type }) => type);
  expect(without).toEqual(WITHOUT_CALL);
});

/** Resource types without an action of their own. */
const WITHOUT_CALL = [
  'AWS::Serverless::CapacityProvider', // SAM makes it a capacity provider of Lambda
  'AWS::EMR::InstanceGroupConfig', // AddInstanceGroups is a call for the cluster
  'AWS::EMR::InstanceFleetConfig', // AddInstanceFleet, likewise
  'AWS::NimbleStudio::LaunchProfile', // Nimble Studio has ended
];

describe.each(CARRIERS)('through $carrier', ({ resource }) => {
  describe.each(names)('$name', ({ call }) => {
    const site = siteOf(call) ?? { path: '', kind: 'property' };
    const values = VALUES[site.kind] ?? { known: null, clean: null };
    const at = (value: Json): readonly Finding[] => findingsOf(resource(call, requestWith(call, site, value)));
    const about = (findings: readonly Finding[]): readonly Finding[] =>
      findings.filter(({ path }) => path.endsWith(lastOf(site.path)) || path.includes(`${lastOf(site.path)}/`));

    test('known', () => {
      expect(about(at(values.known)).filter(({ severity }) => severity === 'error')).not.toEqual([]);
    });

    test('undecided', () => {
      const undecided = at('@Open@').filter(({ doubt }) => doubt === 'unresolved');
      if (site.kind === 'block-device-name') return;
      expect(undecided).not.toEqual([]);
      if (site.kind !== 'managed-instance-class') expect(undecided.map(({ severity }) => severity)).toEqual(undecided.map(() => 'warning'));
    });

    test('clean', () => {
      expect(about(at(values.clean))).toEqual([]);
    });
  });
});

function lastOf(path: string): string {
  return (
    path
      .split('.')
      .filter((segment) => segment !== '[]')
      .at(-1) ?? path
  );
}
