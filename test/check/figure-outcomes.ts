import fc from 'fast-check';
import type { Expression } from './wrappers';

/**
 * The outcomes of a bound of a figure: a number, as JSON or as text; `absent`, nothing at all; `unresolved`, a value that only the
 * deployment knows.
 */
export type Bound = number | string;

type Sections = Expression['sections'];

const NO_VALUE = { Ref: 'AWS::NoValue' };

/** Ways of writing several outcomes down. `name` tells the parameters, conditions and mappings apart. */
export const WAYS: Readonly<Record<string, (outcomes: readonly Bound[], name: string) => Expression>> = {
  'Fn::If': (outcomes, name) => branches(outcomes, name),
  'AllowedValues of a parameter': (outcomes, name) =>
    outcomes.some(isNoNumber)
      ? branches(outcomes, name)
      : { node: { Ref: name }, sections: { Parameters: { [name]: { Type: 'Number', AllowedValues: outcomes, Default: outcomes[0] } } } },
  'rows of a mapping': (outcomes, name) =>
    outcomes.some(isNoNumber)
      ? branches(outcomes, name)
      : {
          node: { 'Fn::FindInMap': [name, { Ref: `${name}Row` }, 'figure'] },
          sections: {
            Parameters: { [`${name}Row`]: { Type: 'String' } },
            Mappings: { [name]: Object.fromEntries(outcomes.map((figure, row) => [`row${String(row)}`, { figure }])) },
          },
        },
};

function isNoNumber(outcome: Bound): boolean {
  return outcome === 'absent' || outcome === 'unresolved';
}

/** A branch for each outcome, by conditions that nothing decides and that do not hang together. */
function branches(outcomes: readonly Bound[], name: string): Expression {
  const [first = 'absent', ...others] = outcomes;
  const start: Expression = { node: leaf(first), sections: { Parameters: { Unknown: { Type: 'Number' } } } };
  return others.reduce<Expression>(({ node, sections }, outcome, index) => {
    const key = `${name}${String(index)}`;
    const more: Sections = {
      Parameters: { [key]: { Type: 'String' } },
      Conditions: { [key]: { 'Fn::Equals': [{ Ref: key }, 'yes'] } },
    };
    return { node: { 'Fn::If': [key, leaf(outcome), node] }, sections: merged(sections, more) };
  }, start);
}

function leaf(outcome: Bound): unknown {
  if (outcome === 'absent') return NO_VALUE;
  return outcome === 'unresolved' ? { Ref: 'Unknown' } : outcome;
}

export function merged(...all: readonly Sections[]): Sections {
  const names = new Set(all.flatMap((sections) => Object.keys(sections)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      Object.assign({}, ...all.map((sections) => sections[name] ?? {})) as Readonly<Record<string, unknown>>,
    ]),
  );
}

export const FIGURES = [
  'VCpuCount',
  'MemoryMiB',
  'MemoryGiBPerVCpu',
  'NetworkInterfaceCount',
  'NetworkBandwidthGbps',
  'TotalLocalStorageGB',
  'BaselineEbsBandwidthMbps',
  'AcceleratorCount',
  'AcceleratorTotalMemoryMiB',
] as const;

/** Figures about as large as those of EC2's types, so that bounds part them. */
const LARGEST: Readonly<Record<(typeof FIGURES)[number], number>> = {
  VCpuCount: 128,
  MemoryMiB: 512_000,
  MemoryGiBPerVCpu: 16,
  NetworkInterfaceCount: 15,
  NetworkBandwidthGbps: 50,
  TotalLocalStorageGB: 8_000,
  BaselineEbsBandwidthMbps: 20_000,
  AcceleratorCount: 8,
  AcceleratorTotalMemoryMiB: 200_000,
};

export interface SeveralOutcomes {
  readonly figure: (typeof FIGURES)[number];
  readonly end: 'Min' | 'Max';
  readonly outcomes: readonly Bound[];
  readonly way: string;
}

function bound(figure: (typeof FIGURES)[number]): fc.Arbitrary<Bound> {
  const largest = LARGEST[figure];
  return fc.oneof(
    { weight: 4, arbitrary: fc.nat(largest) },
    { weight: 2, arbitrary: fc.nat(largest).map(String) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: largest, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant('absent') },
  );
}

/** A few bounds, each of a figure's end that no other is of. */
export const severalBounds: fc.Arbitrary<readonly SeveralOutcomes[]> = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...FIGURES), fc.constantFrom('Min', 'Max')).chain(([figure, end]) =>
    fc.record({
      figure: fc.constant(figure),
      end: fc.constant(end),
      outcomes: fc.array(bound(figure), { minLength: 1, maxLength: 3 }),
      way: fc.constantFrom(...Object.keys(WAYS)),
    }),
  ),
  { minLength: 1, maxLength: 3, selector: ({ figure, end }) => `${figure}${end}` },
);

/** `InstanceRequirements` with those bounds. */
export function requirementsOf(bounds: readonly SeveralOutcomes[]): Expression {
  const written = bounds.map(({ figure, end, outcomes, way }) => ({ figure, end, ...expression(outcomes, way, `${figure}${end}`) }));
  const node: Record<string, Record<string, unknown>> = {};
  for (const { figure, end, node: value } of written) (node[figure] ??= {})[end] = value;
  return { node, sections: merged(...written.map(({ sections }) => sections)) };
}

function expression(outcomes: readonly Bound[], way: string, name: string): Expression {
  const [only = 'absent', ...others] = outcomes;
  if (others.length === 0) return branches([only], name);
  return WAYS[way]?.(outcomes, name) ?? branches(outcomes, name);
}

/** Every combination of the outcomes, each bound having one. */
export function combinationsOf(bounds: readonly SeveralOutcomes[]): readonly (readonly SeveralOutcomes[])[] {
  return bounds.reduce<readonly (readonly SeveralOutcomes[])[]>(
    (all, several) => all.flatMap((some) => several.outcomes.map((outcome) => [...some, { ...several, outcomes: [outcome] }])),
    [[]],
  );
}
