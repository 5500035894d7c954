import { isList, isObject, type JsonObject } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { CARRIES_NOTHING, type Carried } from './carried';
import { handedParameters, listedParameters, readsLikeTypes } from './handed-parameters';
import { textsOf, writtenNodes } from './written-nodes';

/** Reads the instance types that a stack gives to a template which is not checked. Anything else is said of the template as a whole. */
export function unfollowedParameters(stack: Resource, template: Template): Carried {
  const launches = ['Parameters', 'ProvisioningParameters'].flatMap((property) =>
    writtenNodes(stack, template, property).flatMap(({ node, path, pointer, when }) => {
      const parameters: JsonObject = isList(node)
        ? { ...listedParameters(node, 'ParameterKey', 'ParameterValue'), ...listedParameters(node, 'Key', 'Value') }
        : isObject(node) && intrinsicName(node) === undefined
          ? node
          : {};
      return Object.entries(parameters).flatMap(([name, value]) =>
        textsOf(value, template, when)
          .filter(readsLikeTypes)
          .flatMap((text) => handedParameters(stack.type, { [name]: text }, { path, pointer }, when)),
      );
    }),
  );
  return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
}
