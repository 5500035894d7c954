import fc from 'fast-check';
import { Catalog } from '../../lib/catalog/catalog';
import { typesSatisfying } from '../../lib/catalog/instance-requirements';
import { readRequirements } from '../../lib/launch/types/requirements-reading';
import type { Json } from '../../lib/base/json/json';
import { collectLaunches } from '../../lib/launch/launches';
import { TemplateSet } from '../../lib/template/template-set';
import { combinationsOf, requirementsOf, severalBounds, type SeveralOutcomes } from '../check/figure-outcomes';

const TYPE = 'AWS::EC2::LaunchTemplate';
const catalog = Catalog.bundled();

/** Every type that requirements with those bounds may choose. */
function selection(bounds: readonly SeveralOutcomes[]): ReadonlySet<string> {
  const { node: InstanceRequirements, sections } = requirementsOf(bounds);
  const template = { ...sections, Resources: { It: { Type: TYPE, Properties: { LaunchTemplateData: { InstanceRequirements } } } } };
  const { deployments } = new TemplateSet([{ id: 'template', template: template as Json }], new Map());
  const readings = collectLaunches(deployments).flatMap((launch) =>
    launch
      .siteValuesOf('instance-requirements')
      .flatMap(({ outcomes }) =>
        outcomes.flatMap((outcome) => (outcome.kind === 'known' ? readRequirements(outcome, launch.template) : [])),
      ),
  );
  return new Set(readings.flatMap(({ requirements }) => typesSatisfying(requirements, catalog).map(({ name }) => name)));
}

test('a selection by figures of several outcomes holds every selection that they may turn out to be', () => {
  fc.assert(
    fc.property(severalBounds, (bounds) => {
      const together = selection(bounds);
      for (const combination of combinationsOf(bounds)) {
        expect([...selection(combination)].filter((type) => !together.has(type))).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

test('figures that are read as numbers choose the same however they are written', () => {
  const choose = (outcome: SeveralOutcomes['outcomes'][number]) =>
    selection([{ figure: 'MemoryGiBPerVCpu', end: 'Min', outcomes: [outcome], way: 'Fn::If' }]);
  expect(choose('4')).toEqual(choose(4));
  expect(choose('4.0')).toEqual(choose(4));
  expect(choose('7.5')).toEqual(choose(7.5));
  expect(choose(7.5).size).toBeLessThan(choose(4).size);
  for (const open of ['', ' ', 'four', 'Infinity', '1e999', 'absent', 'unresolved']) expect(choose(open)).toEqual(choose(0));
});
