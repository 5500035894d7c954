import type { Evaluation } from './values/evaluation';
import { expandForEach, isForEach, type Expansion } from './values/for-each';
import { isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';
import { readResource, type Resource } from './resource';
import { macroName } from './transforms';

/** A place where content that only the deployment knows may be added to a template. */
export interface UndecidedPlace {
  /** The macro or module that adds the content; `Fn::ForEach` for a loop that cannot be followed. */
  readonly name: string;
  readonly pointer: Pointer;
}

/** The template's `Resources`, loops expanded. */
export interface ResourceSection {
  readonly resources: readonly Resource[];
  readonly undecided: readonly UndecidedPlace[];
}

export function readResources(section: JsonObject, evaluation: Evaluation): ResourceSection {
  const resources: Resource[] = [];
  const undecided: UndecidedPlace[] = [];
  const add = (logicalId: string, body: Json, expandedAt?: Pointer): void => {
    const resource = isObject(body) ? readResource(logicalId, body, expandedAt) : undefined;
    if (resource !== undefined) {
      resources.push(resource);
      // A module is replaced by resources that only the deployment knows.
      if (resource.type.endsWith('::MODULE')) undecided.push({ name: resource.type, pointer: resource.pointer });
    } else if (isObject(body) && member(body, 'Fn::Transform') !== undefined) {
      undecided.push(transformAt(body, expandedAt ?? ['Resources', logicalId]));
    } else if (expandedAt !== undefined) undecided.push({ name: 'Fn::ForEach', pointer: expandedAt });
  };
  for (const key of Object.keys(section)) {
    const body = section[key] ?? null;
    if (key === 'Fn::Transform') undecided.push({ name: macroName(body), pointer: ['Resources', key] });
    else if (!isForEach(key)) add(key, body);
    else {
      const pointer = ['Resources', key];
      const expansions = expandForEach(body, pointer, evaluation);
      if (expansions === undefined) undecided.push({ name: 'Fn::ForEach', pointer });
      for (const expansion of expansions ?? []) add(expansion.key, expansion.body, expansion.pointer);
    }
  }
  return { resources, undecided };
}

function transformAt(body: JsonObject, pointer: Pointer): UndecidedPlace {
  return { name: macroName(member(body, 'Fn::Transform') ?? null), pointer: [...pointer, 'Fn::Transform'] };
}

/** Returns a section's entries by name, with loops expanded. Omits loops that cannot be followed. */
export function writeOut(section: JsonObject, name: string, evaluation: Evaluation): ReadonlyMap<string, Json> {
  const entries = new Map<string, Json>();
  for (const [key, body] of Object.entries(section)) {
    const expansions: readonly Expansion[] = isForEach(key)
      ? (expandForEach(body, [name, key], evaluation) ?? [])
      : [{ key, body, pointer: [] }];
    for (const expansion of expansions) entries.set(expansion.key, expansion.body);
  }
  return entries;
}
