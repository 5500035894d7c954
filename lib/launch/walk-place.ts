import type { Pointer } from '../base/json/json';
import type { Assumptions } from '../template/values/assumptions';
import { LITERAL, type Known, type Origin, type Outcome } from '../template/values/outcome';
import type { Resource } from '../template/resource';

/** The current place on the walk to a launch site, and its assumptions. Each function below takes one kind of step. */
export interface WalkPlace {
  readonly resource: Resource;
  /** The number of segments of the site's path that lead here. */
  readonly depth: number;
  /** The path within the resource, without intrinsic functions. Reports name the place by it. */
  readonly path: string;
  /** The last place inside the resource on the path here. Reports point to it. */
  readonly reported: Pointer;
  /** The place of the node in the document, perhaps in a mapping; undefined for a computed node. */
  readonly pointer: Pointer | undefined;
  /** The places of the parameter's value, for a node that is the value or an item of it. */
  readonly written?: readonly Pointer[] | undefined;
  readonly origin: Origin;
  readonly when: Assumptions;
}

/** Returns the place of a section of the resource, at which a walk starts. */
export function sectionPlace(resource: Resource, section: string, when: Assumptions): WalkPlace {
  const pointer = [...resource.pointer, section];
  return { resource, depth: 0, path: section, reported: pointer, pointer, origin: LITERAL, when };
}

/** Returns the same place with the value that the function there evaluates to. */
export function evaluatedPlace(place: WalkPlace, outcome: Known): WalkPlace {
  return { ...place, pointer: outcome.pointer, written: outcome.written, origin: originAt(place, outcome), when: outcome.when };
}

/** Returns the origin of an outcome at the place, innermost first. */
export function originAt(place: WalkPlace, { origin }: Outcome): Origin {
  return origin.length === 0 ? place.origin : [...origin, ...place.origin];
}

/** Returns the place of a member of the object at the place. */
export function memberPlace(place: WalkPlace, name: string): WalkPlace {
  return inside(place, name, place.depth + 1);
}

/**
 * Returns the place of an item of the list at the place. Items of a computed list keep the list's path.
 *
 * @param depth the number of segments that lead to the item: nested lists share one segment
 */
export function itemPlace(place: WalkPlace, index: number, depth: number): WalkPlace {
  return place.pointer === undefined ? { ...place, depth } : inside(place, index, depth);
}

/** Returns the place of a list's only item. CloudFormation accepts one object in place of a list. */
export function onlyItemPlace(place: WalkPlace): WalkPlace {
  return { ...place, depth: place.depth + 1 };
}

/** Returns the same place for a computed node, such as that of a loop. */
export function unwrittenPlace(place: WalkPlace): WalkPlace {
  return { ...place, pointer: undefined };
}

function inside(place: WalkPlace, segment: string | number, depth: number): WalkPlace {
  const pointer = place.pointer === undefined ? undefined : [...place.pointer, segment];
  const isInResource = pointer?.[0] === 'Resources' && pointer[1] === place.resource.pointer[1];
  return { ...place, depth, path: `${place.path}/${String(segment)}`, pointer, reported: isInResource ? pointer : place.reported };
}
