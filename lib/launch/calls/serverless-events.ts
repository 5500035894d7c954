import { isObject, member } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { carriedTogether, CARRIES_NOTHING, type Carried } from './carried';
import { handedInput } from './handed-inputs';
import { writtenNodes } from './written-nodes';

/** Reads the inputs that SAM events pass to a function or a state machine: `Events: { Nightly: { Properties: { Input: ... } } }`. */
export function eventInputs(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'Events').flatMap(({ node, path, pointer, when }) => {
      if (!isObject(node) || intrinsicName(node) !== undefined) return [];
      return Object.entries(node).map(([name, event]) => {
        const properties = isObject(event) ? member(event, 'Properties') : undefined;
        const input = isObject(properties) ? member(properties, 'Input') : undefined;
        if (input === undefined) return CARRIES_NOTHING;
        const at = { path: `${path}/${name}/Properties/Input`, pointer: [...pointer, name, 'Properties', 'Input'] };
        return handedInput(input, { title: `the event '${name}'`, at, when }, template);
      });
    }),
  );
}
