import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { CARRIES_NOTHING, type Carried } from './carried';
import { typesAmong } from './handed-parameters';
import { writtenNodes } from './written-nodes';

/** Reads the instance types that a stack gives to an unchecked template. A finding about the template covers everything else. */
export function unfollowedParameters(stack: Resource, template: Template): Carried {
  const launches = ['Parameters', 'ProvisioningParameters', 'StackInstancesGroup.[].ParameterOverrides'].flatMap((property) =>
    writtenNodes(stack, template, property).flatMap(({ node, path, pointer, when }) =>
      typesAmong(node, stack.type, { path, pointer }, when, template),
    ),
  );
  return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
}
