import { isObject, member } from '../template/json';
import { launchResources } from '../template/launch-sites';
import type { Unresolved } from '../template/outcome';
import type { Resource } from '../template/resource';
import { readSite, type Choice } from '../template/site-walk';
import type { Template } from '../template/template';

const IMAGE = 'AWS::ImageBuilder::Image';
const RECIPE = 'AWS::ImageBuilder::ImageRecipe';

/** For the image that Image Builder builds in the same template (`Fn::GetAtt: [Image, ImageId]`): what its recipe builds it from. */
export function parentImageOf({ reason, when }: Unresolved, template: Template): Choice | undefined {
  if (reason.kind !== 'resource' || reason.attribute !== 'ImageId' || reason.deployment !== template.deployment) return undefined;
  const image = ofType(template.resource(reason.logicalId), IMAGE);
  const properties = image === undefined ? undefined : member(image.body, 'Properties');
  const arn = isObject(properties) ? member(properties, 'ImageRecipeArn') : undefined;
  if (arn === undefined) return undefined;
  const [recipe, ...others] = template.evaluator.evaluate(arn, undefined, when);
  if (recipe?.kind !== 'unresolved' || recipe.reason.kind !== 'resource' || others.length > 0) return undefined;
  const resource = ofType(template.resource(recipe.reason.logicalId), RECIPE);
  const site = launchResources.get(RECIPE)?.sites.find(({ kind }) => kind === 'machine-image');
  if (resource === undefined || site === undefined) return undefined;
  const { choices } = readSite(template, resource, site, [when]);
  return choices.length === 1 ? choices[0] : undefined;
}

function ofType(resource: Resource | undefined, type: string): Resource | undefined {
  return resource?.type === type ? resource : undefined;
}
