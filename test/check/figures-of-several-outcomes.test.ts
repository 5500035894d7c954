import { check, type RuleSeverity } from '../../lib/check';
import { launchRows } from '../../lib/launch/sites';
import { type Bound, FIGURES, requirementsOf, type SeveralOutcomes, WAYS } from './figure-outcomes';
import { templateAt } from './launch-resource';

const SITES = launchRows.flatMap((row) =>
  row.sites.filter(({ kind }) => kind === 'instance-requirements').map((site) => ({ name: `${row.type} ${site.path}`, row, site })),
);

/** No type is accepted, so that findings name everything that may be chosen. */
const NOTHING_ACCEPTED = { allowedInstanceTypes: [['no.type']] };
const severities = new Map<string, RuleSeverity>([['encryption-in-transit', 'error']]);

const HUGE = 1e12;

/** For each end, what admits no type, and what admits every type. */
const ENDS = [
  { end: 'Min', none: HUGE, every: 0 },
  { end: 'Max', none: -1, every: HUGE },
] as const;

describe.each(SITES)('$name', ({ row, site }) => {
  /** The types that may be chosen, as findings name them. */
  const chosen = (bounds: readonly SeveralOutcomes[]) => {
    const template = templateAt(row, site, requirementsOf(bounds));
    const { findings } = check([{ id: 'template', template }], { severities, demands: NOTHING_ACCEPTED });
    const named = (rule: string) => new Set(findings.filter((finding) => finding.rule === rule).flatMap(({ values }) => values));
    return { types: named('instance-requirements'), unencrypted: named('encryption-in-transit') };
  };
  const everything = chosen([]);

  test('admits many types where nothing is required', () => {
    expect(everything.types.size).toBeGreaterThan(100);
    expect(everything.unencrypted.size).toBeGreaterThan(50);
  });

  test.each(FIGURES)('%s with several outcomes admits what each of them admits', (figure) => {
    for (const { end, none, every } of ENDS) {
      for (const way of Object.keys(WAYS)) expect(chosen([{ figure, end, outcomes: [none, every], way }])).toEqual(everything);
      expect(chosen([{ figure, end, outcomes: [none, 'absent'], way: 'Fn::If' }])).toEqual(everything);
      expect(chosen([{ figure, end, outcomes: [none, 'unresolved'], way: 'Fn::If' }])).toEqual(everything);
      expect(chosen([{ figure, end, outcomes: [none, none - 1], way: 'Fn::If' }]).types.size).toBeLessThan(everything.types.size);
    }
  });

  test.each<[string, (none: number, every: number) => readonly Bound[]]>([
    ['in the other order', (none, every) => [every, none]],
    ['of which there are three', (none, every) => [none, every, none]],
    ['that are texts', (none, every) => [String(none), String(every)]],
    ['that are no whole numbers', (none, every) => [none + 0.5, every - 0.5, none - 0.5]],
    ['of which one is known, one open, one not decided', (none) => [none, 'absent', 'unresolved']],
    ['of which the first is open', (none) => ['absent', none]],
    ['of which the first is not decided', (none) => ['unresolved', none, none]],
  ])('figures with outcomes %s', (_, outcomesOf) => {
    for (const { end, none, every } of ENDS) {
      for (const way of Object.keys(WAYS)) {
        expect(chosen([{ figure: 'MemoryMiB', end, outcomes: outcomesOf(none, every), way }])).toEqual(everything);
      }
    }
  });
});
