import { check, type RuleSeverity } from '../../lib/check';
import { launchRows } from '../../lib/launch/sites';
import { type Bound, FIGURES, requirementsOf, type SeveralOutcomes, WAYS } from './figure-outcomes';
import { templateAt } from './launch-resource';
import type { Expression } from './wrappers';

const SITES = launchRows.flatMap((row) =>
  row.sites.filter(({ kind }) => kind === 'instance-requirements').map((site) => ({ name: `${row.type} ${site.path}`, row, site })),
);

/** No type is accepted, so that findings name everything that may be chosen. */
const NOTHING_ACCEPTED = { allowedInstanceTypes: [['no.type']] };
const severities = new Map<string, RuleSeverity>([['encryption-in-transit', 'error']]);

/** Manufacturers of which no type runs on Xen: the shortest exclusion of the Xen types takes most of the time of a check. */
const CpuManufacturers = ['amd', 'amazon-web-services'];

const HUGE = 1e12;

/** For each end, what admits no type, and what admits every type. */
const ENDS = [
  { end: 'Min', none: HUGE, every: 0 },
  { end: 'Max', none: -1, every: HUGE },
] as const;

interface Case extends SeveralOutcomes {
  /** The types that may be chosen, compared with requirements without bounds. */
  readonly admits: 'everything' | 'less';
}

const EACH_FIGURE = FIGURES.flatMap((figure) =>
  ENDS.flatMap(({ end, none, every }): readonly Case[] => [
    ...Object.keys(WAYS).map((way) => ({ figure, end, outcomes: [none, every], way, admits: 'everything' }) as const),
    { figure, end, outcomes: [none, 'absent'], way: 'Fn::If', admits: 'everything' },
    { figure, end, outcomes: [none, 'unresolved'], way: 'Fn::If', admits: 'everything' },
    { figure, end, outcomes: [none, none - 1], way: 'Fn::If', admits: 'less' },
  ]),
);

/** Outcomes in the other order; three of them; texts; no whole numbers; an open, an undecided and a known one, in each order. */
const OUTCOMES: readonly ((none: number, every: number) => readonly Bound[])[] = [
  (none, every) => [every, none],
  (none, every) => [none, every, none],
  (none, every) => [String(none), String(every)],
  (none, every) => [none + 0.5, every - 0.5, none - 0.5],
  (none) => [none, 'absent', 'unresolved'],
  (none) => ['absent', none],
  (none) => ['unresolved', none, none],
];

const EACH_SHAPE = OUTCOMES.flatMap((outcomesOf) =>
  ENDS.flatMap(({ end, none, every }) =>
    Object.keys(WAYS).map((way): Case => ({ figure: 'MemoryMiB', end, outcomes: outcomesOf(none, every), way, admits: 'everything' })),
  ),
);

const CASES = new Map([...EACH_FIGURE, ...EACH_SHAPE].map((each) => [JSON.stringify(each), each]));
const NO_BOUNDS = 'no bounds';

function requirements(bounds: readonly SeveralOutcomes[]): Expression {
  const { node, sections } = requirementsOf(bounds);
  return { node: { ...(node as object), CpuManufacturers }, sections };
}

test('every case is checked', () => {
  expect(CASES.size).toBe(FIGURES.length * 2 * 6 + 7 * 2 * 3);
});

test.each(SITES)('$name: a figure with several outcomes admits what each of them admits', ({ row, site }) => {
  const templates = [
    { id: NO_BOUNDS, template: templateAt(row, site, requirements([])) },
    ...[...CASES].map(([id, each]) => ({ id, template: templateAt(row, site, requirements([each])) })),
  ];
  const { findings } = check(templates, { severities, demands: NOTHING_ACCEPTED });
  /** The types that may be chosen, as the findings of a rule name them. */
  const named = (id: string, rule: string): ReadonlySet<string> =>
    new Set(findings.filter(({ template, rule: found }) => template === id && found === rule).flatMap(({ values }) => values));
  const types = named(NO_BOUNDS, 'instance-requirements');
  const unencrypted = named(NO_BOUNDS, 'encryption-in-transit');
  expect(types.size).toBeGreaterThan(100);
  expect(unencrypted.size).toBeGreaterThan(50);

  const wrong = [...CASES].filter(([id, { admits }]) => {
    const found = named(id, 'instance-requirements');
    if (admits === 'less') return found.size >= types.size;
    return !equal(found, types) || !equal(named(id, 'encryption-in-transit'), unencrypted);
  });
  expect(wrong.map(([id]) => id)).toEqual([]);
});

function equal(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((name) => others.has(name));
}
