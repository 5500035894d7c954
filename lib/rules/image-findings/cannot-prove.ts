import { imageTestOf } from '../../launch/images/image-test';
import { isTrue } from '../../launch/is-true';
import type { Launch } from '../../launch/launches';
import { propertySite } from '../../launch/property-site';
import { namedTypes, TYPE_KINDS } from '../../launch/types/named-types';
import { scalarText, type Origin } from '../../template/values/outcome';
import { quotedList } from '../advice/wording';
import { EXAMPLE_INSTANCE_TYPE } from '../../catalog/successor';
import { suggestedType } from '../demands/suggested-type';
import { namesAt, resourceName } from '../advice/spelling';
import type { Knowledge, Place, RuleContext } from '../rule';

export const CANNOT_PROVE = "image test '{{test}}' cannot prove that the image boots on Nitro, because {{reason}}: {{remedy}}";

const RECIPE = 'AWS::ImageBuilder::ImageRecipe';
const INFRASTRUCTURE = 'AWS::ImageBuilder::InfrastructureConfiguration';

/** The reason why the test of an image proves nothing, with the place to mend. */
interface Obstacle {
  readonly at: Place;
  readonly values?: readonly string[];
  readonly origin?: Origin;
  readonly reason: string;
  readonly remedy: string;
}

/** Reports a build of Image Builder whose recipe probes the image, if the instance that runs the probe may not be built on Nitro. */
export function reportCannotProve(launch: Launch, context: RuleContext<{ readonly cannotProve: typeof CANNOT_PROVE }>): void {
  if (!launch.definition.type.startsWith('AWS::ImageBuilder::Image')) return;
  const test = launch.parts
    .flatMap(({ launch: part }) => (part?.definition.type === RECIPE ? [part] : []))
    .map(imageTestOf)
    .find((each) => each !== undefined);
  if (test === undefined) return;
  const obstacle = switchedOff(launch, context) ?? obstacleInInfrastructure(launch, context);
  if (obstacle === undefined) return;
  const { reason, remedy, ...place } = obstacle;
  const fix = 'the change applies from the next build';
  context.report('cannotProve', { ...place, severity: 'warning', fix, data: { test: test.name, reason, remedy } });
}

/** Reports switched-off tests. Without tests, Image Builder boots no instance of the image. */
function switchedOff(launch: Launch, { spellingOf }: Pick<Knowledge, 'spellingOf'>): Obstacle | undefined {
  const { values } = launch.read(propertySite('ImageTestsConfiguration.ImageTestsEnabled'));
  for (const siteValue of values) {
    const isOff = siteValue.outcomes.some(
      (outcome) => outcome.kind === 'known' && !isTrue(scalarText(outcome.value) ?? JSON.stringify(outcome.value)),
    );
    if (!isOff) continue;
    return {
      at: siteValue,
      reason: 'image tests are switched off, so no instance of the image is booted',
      remedy: `set ${namesAt(launch, siteValue.path, spellingOf).property} to true`,
    };
  }
  return undefined;
}

function obstacleInInfrastructure(launch: Launch, context: Parameters<typeof suggestedType>[3]): Obstacle | undefined {
  const path = 'Properties/InfrastructureConfigurationArn';
  const at = { path, pointer: [...launch.resource.pointer, 'Properties', 'InfrastructureConfigurationArn'] };
  const found = launch.parts.flatMap(({ launch: part }) => (part?.definition.type === INFRASTRUCTURE ? [part] : []));
  if (found.length === 0) {
    return {
      at,
      reason: 'its infrastructure configuration is not defined in the checked templates',
      remedy: 'define it there, with a Nitro-based type',
    };
  }
  for (const infrastructure of found) {
    const example =
      suggestedType(infrastructure, { siteValue: undefined }, EXAMPLE_INSTANCE_TYPE, context).written ?? EXAMPLE_INSTANCE_TYPE;
    const { property } = namesAt(infrastructure, 'Properties/InstanceTypes', context.spellingOf);
    const where = `${property} of '${resourceName(infrastructure, context.spellingOf)}'`;
    const values = infrastructure.siteValuesOf(TYPE_KINDS);
    for (const siteValue of values) {
      const xen = namedTypes(siteValue, context.catalog).filter(({ meaning }) => meaning.is === 'xen');
      const [first] = xen;
      if (first !== undefined) {
        const names = xen.map(({ text }) => text);
        return {
          at,
          values: names,
          origin: first.origin,
          reason: `it may run on ${quotedList(names)}, on the Xen hypervisor`,
          remedy: `use '${example}' in ${where}`,
        };
      }
      const open = siteValue.outcomes.find(({ kind }) => kind === 'unresolved');
      if (open?.kind === 'unresolved' && !(open.reason.kind === 'parameter' && open.reason.hasDefault)) {
        return {
          at,
          reason: `the type that it runs on cannot be decided before deployment (${open.reason.text})`,
          remedy: `use '${example}' in ${where}`,
        };
      }
    }
    if (infrastructure.unsetCases().length > 0) {
      return { at, reason: 'Image Builder chooses the type that it runs on', remedy: `set '${example}' in ${where}` };
    }
  }
  return undefined;
}
