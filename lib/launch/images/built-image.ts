import { isObject, member } from '../../base/json/json';
import { imageTestOf } from './image-test';
import { launchResources, type ImageWord } from '../sites';
import type { Unresolved } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import { readSite } from '../site-walk';
import type { SiteValue } from '../site-reading';
import type { Template } from '../../template/template';

const IMAGE = 'AWS::ImageBuilder::Image';
const RECIPE = 'AWS::ImageBuilder::ImageRecipe';

/** An image that Image Builder makes from another one. */
export interface BuiltImage {
  /** The value of the recipe's parent image. */
  readonly parent: SiteValue;
  /** The recipe probes every image before it is distributed. */
  readonly isTested: boolean;
}

/**
 * Finds the image from which Image Builder builds an image of the same template; undefined for any other image. Most properties take the id
 * of the built image (`Fn::GetAtt: [Image, ImageId]`). Another recipe takes its ARN (`Ref: Image`).
 */
export function builtImageOf({ reason, when }: Unresolved, word: ImageWord | undefined, template: Template): BuiltImage | undefined {
  if (reason.kind !== 'resource' || reason.deployment !== template.deployment) return undefined;
  const isArn = reason.attribute === undefined || reason.attribute === 'Arn';
  if (reason.attribute !== 'ImageId' && !(isArn && word === 'image-builder-image')) return undefined;
  const image = ofType(template.resource(reason.logicalId), IMAGE);
  const properties = image === undefined ? undefined : member(image.body, 'Properties');
  const arn = isObject(properties) ? member(properties, 'ImageRecipeArn') : undefined;
  if (arn === undefined) return undefined;
  const [recipe, ...others] = template.evaluator.evaluate(arn, undefined, when);
  if (recipe?.kind !== 'unresolved' || recipe.reason.kind !== 'resource' || others.length > 0) return undefined;
  const resource = ofType(template.resource(recipe.reason.logicalId), RECIPE);
  const site = launchResources.get(RECIPE)?.sites.find(({ kind }) => kind === 'machine-image');
  if (resource === undefined || site === undefined) return undefined;
  const { values } = readSite(template, resource, site, [when]);
  const [parent] = values;
  if (parent === undefined || values.length > 1) return undefined;
  return { parent, isTested: imageTestOf({ template, resource, cases: [when] })?.isAlwaysThere === true };
}

function ofType(resource: Resource | undefined, type: string): Resource | undefined {
  return resource?.type === type ? resource : undefined;
}
