import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { checkStructure } from '../../template/reading/structure';
import type { Assumptions } from '../../template/values/assumptions';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import { handedTo } from '../../template/nested-stacks';
import type { Resource } from '../../template/resource';
import { Template } from '../../template/template';
import { CARRIES_NOTHING, type Carried, type CarriedPlace } from './carried';
import { readWrittenText } from './written-text';
import { textsOf } from './written-nodes';

/** The text of a template, its parameters, and its place. */
export interface TemplateText {
  readonly body: Json;
  /** Lists of `{ ParameterKey, ParameterValue }`. A parameter that is in several lists may have any of the values. */
  readonly parameters: readonly Json[];
  readonly at: CarriedPlace;
  readonly when: Assumptions;
  /** The name of the deploying call or resource, for a message. */
  readonly title: string;
}

/** Reads a template in a text of another template. The functions of the outer template are decided, and their values inserted. */
export function embeddedTemplates({ body, parameters, at, when, title }: TemplateText, resource: Resource, outer: Template): Carried {
  const templates: { template: Template; at: CarriedPlace }[] = [];
  const undecided: Carried['undecided'][number][] = [];
  const texts = readWrittenText(body, outer, when, { syntax: 'json-or-yaml', isForeign: true });
  for (const [index, text] of texts.entries()) {
    const problem = text.problem ?? (checkStructure(text.value ?? null) === undefined ? undefined : 'it is not a template');
    if (problem !== undefined || text.value === undefined) {
      undecided.push({ kind: 'calledTemplate', at, resource, what: title, reason: problem ?? 'it is not a template' });
      continue;
    }
    const { byName, others } = handedTo(given(resource, parameters, outer, text.when), [text.when], outer.evaluator);
    const template = new Template(text.value, {
      id: outer.id,
      deployment: `${outer.deployment}/${resource.logicalId}/${at.path}/${String(index)}`,
      region: undefined,
      account: undefined,
      handed: (name) => byName.get(name) ?? others,
      child: () => 'absent',
      imported: () => undefined,
      effort: outer.evaluator.effort,
      writtenIn: { template: outer, resource, ...at },
    });
    templates.push({ template, at });
  }
  return { ...CARRIES_NOTHING, templates, undecided };
}

/** Returns a nested stack with the same parameters. */
function given(resource: Resource, lists: readonly Json[], template: Template, when: Assumptions): Resource {
  const values = new Map<string, Json[]>();
  let isOpen = false;
  for (const list of lists) {
    for (const outcome of template.evaluator.evaluate(list, undefined, when)) {
      if (outcome.kind === 'absent') continue;
      if (outcome.kind === 'unresolved' || !isList(outcome.value)) isOpen = true;
      else for (const item of outcome.value) isOpen = add(values, item, template, when) || isOpen;
    }
  }
  const parameters: JsonObject = Object.fromEntries([...values].map(([name, each]) => [name, anyOf(each)]));
  const body = {
    Properties: { Parameters: isOpen ? runTimeValue([parameters], 'its parameters are known only at deployment') : parameters },
  };
  return resource.with(resource.type, body);
}

/** Adds a parameter's value. Returns true if the parameter's name is unknown. */
function add(values: Map<string, Json[]>, item: Json, template: Template, when: Assumptions): boolean {
  if (!isObject(item)) return true;
  const names = textsOf(member(item, 'ParameterKey'), template, when);
  const value = member(item, 'ParameterValue') ?? { Ref: 'AWS::NoValue' };
  for (const name of names) values.set(name, [...(values.get(name) ?? []), value]);
  return names.length === 0;
}

function anyOf(values: readonly Json[]): Json {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : runTimeValue(values);
}
