import { isObject, member } from '../../base/json/json';
import { IMAGE_TEST_NAME, PROBE_SCRIPT } from '../../images/image-test-names';
import type { Assumptions } from '../../template/values/assumptions';
import { scalarText, type Outcome } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { propertySite } from '../property-site';
import { readSite } from '../site-walk';

const COMPONENT = 'AWS::ImageBuilder::Component';

/** The parts of an image recipe that matter here. */
interface Recipe {
  readonly template: Template;
  readonly resource: Resource;
  readonly cases: readonly Assumptions[];
}

/** A component of a recipe that probes the image. */
export interface ImageTest {
  /** The logical id of the component, or its ARN. */
  readonly name: string;
  /** False if a condition may omit the component. */
  readonly isAlwaysThere: boolean;
}

/** Finds the component of an image recipe that runs the probe; undefined if there is none. */
export function imageTestOf({ template, resource, cases }: Recipe): ImageTest | undefined {
  const { values } = readSite(template, resource, propertySite('Components.[].ComponentArn'), cases);
  const tests = values.flatMap(({ outcomes }) => {
    const names = outcomes.map((outcome) => testName(outcome, template));
    const [name] = names.filter((each) => each !== undefined);
    return name === undefined ? [] : [{ name, isAlwaysThere: names.every((each) => each !== undefined) }];
  });
  return tests.find(({ isAlwaysThere }) => isAlwaysThere) ?? tests[0];
}

/** Returns the name of a component that runs the probe; undefined for any other component, and for one that only the deployment knows. */
function testName(outcome: Outcome, template: Template): string | undefined {
  if (outcome.kind === 'known') {
    const arn = scalarText(outcome.value) ?? '';
    return arn.includes(`:component/${IMAGE_TEST_NAME}/`) ? arn : undefined;
  }
  if (outcome.kind !== 'unresolved') return undefined;
  const { reason, text = '' } = outcome;
  if (reason.kind !== 'resource' || reason.deployment !== template.deployment) {
    return text.includes(`:component/${IMAGE_TEST_NAME}/`) ? `component/${IMAGE_TEST_NAME}` : undefined;
  }
  const component = template.resource(reason.logicalId);
  if (component?.type !== COMPONENT) return undefined;
  const properties = member(component.body, 'Properties');
  const data = isObject(properties) ? member(properties, 'Data') : undefined;
  const documents = data === undefined ? [] : template.evaluator.evaluate(data, undefined, outcome.when);
  const runsProbe = documents.some((document) => document.kind === 'known' && scalarText(document.value)?.includes(PROBE_SCRIPT) === true);
  return runsProbe ? reason.logicalId : undefined;
}
