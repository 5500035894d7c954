import { isObject, member } from '../../base/json/json';
import { launchResources, type ImageWord } from '../sites';
import type { Unresolved } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import { readSite } from '../site-walk';
import type { SiteValue } from '../site-reading';
import type { Template } from '../../template/template';

const IMAGE = 'AWS::ImageBuilder::Image';
const RECIPE = 'AWS::ImageBuilder::ImageRecipe';

/**
 * Returns the image from which Image Builder builds an image of the same template; undefined for any other. Most properties take
 * the built image's id (`Fn::GetAtt: [Image, ImageId]`), another recipe takes its ARN (`Ref: Image`).
 */
export function parentImageOf({ reason, when }: Unresolved, word: ImageWord | undefined, template: Template): SiteValue | undefined {
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
  return values.length === 1 ? values[0] : undefined;
}

function ofType(resource: Resource | undefined, type: string): Resource | undefined {
  return resource?.type === type ? resource : undefined;
}
